using Microsoft.AspNetCore.Connections;

namespace ClaimCheck.Api.Http;

/// <summary>Turns what nobody else answered, a bare status or an exception, into a problem.</summary>
internal sealed class ProblemMiddleware(
    RequestDelegate next,
    ExceptionClassifier classifier,
    ILogger<ProblemMiddleware> log)
{
    private const int ClientClosedRequest = 499;

    private static readonly string[] HeadersOfTheLostAnswer =
        ["Content-Type", "Content-Length", "Content-Encoding", "ETag", "Last-Modified", "Link", "Location", "Cache-Control"];

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (ClientIsGone(context, exception))
        {
            context.Response.StatusCode = ClientClosedRequest;
            return;
        }
        catch (Exception exception)
        {
            await AnswerAsync(context, exception);
            return;
        }

        if (IsBare(context.Response) && ProblemType.ForStatus(context.Response.StatusCode) is { } type)
        {
            await BareProblems.Of(type, context).ExecuteAsync(context);
        }
    }

    private static bool ClientIsGone(HttpContext context, Exception exception) =>
        exception is OperationCanceledException or ConnectionResetException
        && context.RequestAborted.IsCancellationRequested
        && !context.Response.HasStarted;

    private static bool IsBare(HttpResponse response) =>
        !response.HasStarted && response.ContentLength is null && response.ContentType is null;

    private async Task AnswerAsync(HttpContext context, Exception exception)
    {
        var type = classifier.Classify(exception);
        if (type.Status >= StatusCodes.Status500InternalServerError)
        {
            // The route and not the path, and no request content: what was sent may be confidential.
            log.LogError(exception, "{Method} {Route} failed as {Problem}", context.Request.Method, RouteOf(context), type.Uri);
        }

        if (context.Response.HasStarted || context.Response.BodyWriter.UnflushedBytes > 0)
        {
            // Half an answer must not look whole.
            context.Abort();
            return;
        }

        foreach (var header in HeadersOfTheLostAnswer)
        {
            context.Response.Headers.Remove(header);
        }

        await BareProblems.Of(type, context).ExecuteAsync(context);
    }

    private static string RouteOf(HttpContext context) =>
        (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)";
}
