using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace ClaimCheck.Api.Http;

/// <summary>The query parameters of a request, read strictly: by the time a handler runs, <see cref="Value"/> is sound.</summary>
/// <typeparam name="T">Has a property with a <see cref="QueryParameterAttribute"/> for each parameter; derive it from <see cref="PageQuery"/> for a list; one that is paged in another way implements <see cref="IListQuery"/>.</typeparam>
public sealed class Query<T> : IRefusable, IBindableFromHttpContext<Query<T>>, IEndpointParameterMetadataProvider
    where T : class, new()
{
    [SuppressMessage("Major Code Smell", "S2743", Justification = "One plan for each type is what is wanted.")]
    private static readonly QueryPlan Plan = new(typeof(T), new T());

    private readonly T _value;
    private readonly CursorScope? _scope;

    private Query(ProblemAnswer? refusal, T value, CursorScope? scope, string? after)
    {
        Refusal = refusal;
        _value = value;
        _scope = scope;
        After = after;
    }

    /// <summary>The parameters.</summary>
    public T Value => Refusal is null ? _value : throw RefuseBadRequests.Missing();

    /// <summary>Where the page begins: what was given as the position of the last item of the page before; null for the first page.</summary>
    public string? After { get; }

    /// <inheritdoc/>
    public ProblemAnswer? Refusal { get; }

    /// <summary>One page of a list.</summary>
    /// <param name="itemsAndOneMore">One item more than the limit, if there are as many.</param>
    /// <param name="positionOf">The position of an item in the list's order, as <see cref="After"/> will give it back.</param>
    public PageAnswer<Page<TItem>> Page<TItem>(IReadOnlyList<TItem> itemsAndOneMore, Func<TItem, string> positionOf)
    {
        ArgumentNullException.ThrowIfNull(itemsAndOneMore);
        ArgumentNullException.ThrowIfNull(positionOf);
        var limit = Value is PageQuery page
            ? page.Limit
            : throw new InvalidOperationException($"{typeof(T)} does not derive from {nameof(PageQuery)}.");
        var hasMore = itemsAndOneMore.Count > limit;
        return Page(hasMore ? [.. itemsAndOneMore.Take(limit)] : itemsAndOneMore, hasMore, positionOf);
    }

    /// <summary>One page of a list that may end before the limit.</summary>
    /// <param name="items">The items.</param>
    /// <param name="hasMore">Whether others may come after them; not where there are none.</param>
    /// <param name="positionOf">The position of an item in the list's order, as <see cref="After"/> will give it back.</param>
    internal PageAnswer<Page<TItem>> Page<TItem>(IReadOnlyList<TItem> items, bool hasMore, Func<TItem, string> positionOf) =>
        new(new Page<TItem>(items, hasMore ? Seal(positionOf(items[^1])) : null));

    /// <summary>The sealed text that stands for a position in this list, as <see cref="After"/> will give it back.</summary>
    internal string Seal(string position) =>
        _scope?.Write(position) ?? throw new InvalidOperationException($"{typeof(T)} does not implement {nameof(IListQuery)}.");

    static ValueTask<Query<T>?> IBindableFromHttpContext<Query<T>>.BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var value = new T();
        var refusal = Plan.Read(context.Request, value);
        if (refusal is not null || value is not IListQuery list)
        {
            return ValueTask.FromResult<Query<T>?>(new(refusal, value, null, null));
        }

        var scope = CursorScope.Of(context, list);
        refusal = scope.Read(out var after);
        return ValueTask.FromResult<Query<T>?>(new(refusal, value, scope, after));
    }

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Metadata.Add(new QueryMetadata(Plan.Parameters));
        builder.Metadata.Add(new ProblemMetadata(typeof(T).IsAssignableTo(typeof(IListQuery))
            ? [ProblemType.InvalidQuery, ProblemType.InvalidCursor]
            : [ProblemType.InvalidQuery]));
    }
}
