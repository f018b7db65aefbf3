using System.Reflection;
using ClaimCheck.Data.Idempotency;
using Microsoft.AspNetCore.Http.Metadata;

namespace ClaimCheck.Api.Http;

/// <summary>The answer to a request that may be repeated: the handler's own, or the one that was kept.</summary>
/// <typeparam name="TAnswer">What the handler answers with.</typeparam>
public sealed class IdempotentAnswer<TAnswer> : IResult, IEndpointMetadataProvider
    where TAnswer : IResult, IEndpointMetadataProvider
{
    private readonly IResult _answer;

    internal IdempotentAnswer(IResult answer) => _answer = answer;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext) => _answer.ExecuteAsync(httpContext);

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) => TAnswer.PopulateMetadata(method, builder);
}

/// <summary>An answer that is kept, on its way to a caller.</summary>
/// <param name="kept">The answer.</param>
/// <param name="isReplay">Whether it was given before.</param>
internal sealed class KeptAnswerResult(KeptAnswer kept, bool isReplay) : IResult
{
    internal const string Replayed = "Idempotent-Replayed";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        if (isReplay)
        {
            response.Headers[Replayed] = "true";
        }

        if (kept.Body is not { } body)
        {
            await Problems.Of(ProblemType.Gone, "What this request was about was taken down by order of law.").ExecuteAsync(httpContext);
            return;
        }

        response.StatusCode = kept.Status;
        foreach (var (name, value) in kept.Headers)
        {
            response.Headers[name] = value;
        }

        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, CancellationToken.None);
    }
}
