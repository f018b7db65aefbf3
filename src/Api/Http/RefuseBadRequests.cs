namespace ClaimCheck.Api.Http;

/// <summary>An input of a handler that may have been refused while it was read.</summary>
public interface IRefusable
{
    /// <summary>The answer in place of the handler's; null when the input is sound.</summary>
    ProblemAnswer? Refusal { get; }
}

/// <summary>Answers for the handler when one of its inputs was refused. Every group of endpoints has it.</summary>
public sealed class RefuseBadRequests : IEndpointFilter
{
    /// <inheritdoc/>
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        foreach (var argument in context.Arguments)
        {
            if (argument is IRefusable { Refusal: { } refusal })
            {
                return ValueTask.FromResult<object?>(refusal);
            }
        }

        return next(context);
    }

    internal static InvalidOperationException Missing() =>
        new($"A refused input reached its handler: the endpoint's group lacks {nameof(RefuseBadRequests)}.");
}
