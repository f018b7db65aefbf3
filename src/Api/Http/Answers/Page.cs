using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace ClaimCheck.Api.Http;

/// <summary>A part of a list that says where the next part begins.</summary>
public interface IPage
{
    /// <summary>Where the next page begins; null on the last page.</summary>
    string? NextCursor { get; }
}

/// <summary>One page of a list.</summary>
/// <typeparam name="T">What the list is of.</typeparam>
/// <param name="Items">The items, in the order of the list.</param>
/// <param name="NextCursor">Give it as `cursor` for the next page; null on the last page.</param>
public sealed record Page<T>(
    [property: MaxLength(PageQuery.MaxLimit)] IReadOnlyList<T> Items,
    [property: MaxLength(Cursors.MaxLength)] string? NextCursor) : IPage;

/// <summary>A page on its way to the caller, with the <c>Link</c> to the next one.</summary>
/// <typeparam name="TPage">The kind of page.</typeparam>
/// <param name="page">The page.</param>
public sealed class PageAnswer<TPage>(TPage page) : IResult, IStatusCodeHttpResult, IValueHttpResult<TPage>, IEndpointMetadataProvider
    where TPage : IPage
{
    /// <inheritdoc/>
    public TPage Value => page;

    /// <inheritdoc/>
    public int? StatusCode => StatusCodes.Status200OK;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        if (page.NextCursor is { } cursor)
        {
            httpContext.Response.Headers.Link = NextPage.Link(httpContext.Request, cursor);
        }

        return JsonAnswer.WriteTaggedAsync(httpContext, page);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        TaggedOk<TPage>.Describe(builder);
        builder.Metadata.Add(NextPage.Header);
    }
}
