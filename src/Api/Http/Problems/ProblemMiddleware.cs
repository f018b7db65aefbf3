using ClaimCheck.Api.Telemetry;
using ClaimCheck.Data;
using Microsoft.AspNetCore.Connections;

namespace ClaimCheck.Api.Http;

/// <summary>Turns what nobody else answered, a bare status or an exception, into a problem.</summary>
internal sealed class ProblemMiddleware(
    RequestDelegate next,
    ExceptionClassifier classifier,
    TimeProvider clock,
    ILogger<ProblemMiddleware> log)
{
    private const int ClientClosedRequest = 499;

    private static readonly string[] HeadersOfTheLostAnswer =
        ["Content-Type", "Content-Length", "Content-Encoding", "ETag", "Last-Modified", "Link", "Location", "Cache-Control"];

    private readonly NowAndThen told = new(clock);

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (ClientIsGone(context, exception))
        {
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = ClientClosedRequest;
            }

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
        && context.RequestAborted.IsCancellationRequested;

    private static bool IsBare(HttpResponse response) =>
        !response.HasStarted && response.ContentLength is null && response.ContentType is null;

    private async Task AnswerAsync(HttpContext context, Exception exception)
    {
        var type = classifier.Classify(exception);
        if (type == ProblemType.StorageFull && HttpMethods.IsGet(context.Request.Method))
        {
            // A sort found no room for its temporary file. The caller has nothing to write.
            type = ProblemType.Unavailable;
        }

        Tell(context, type, exception);

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

    private void Tell(HttpContext context, ProblemType type, Exception exception)
    {
        // The route and not the path, and no request content: what was sent may be confidential.
        if (type == ProblemType.Internal)
        {
            log.LogError(exception, "{Method} {Route} failed as {Problem}", context.Request.Method, RouteOf(context), type.Uri);
        }
        else if (type.Status >= StatusCodes.Status500InternalServerError && told.IsToBeTold(out var count))
        {
            // The database is away, or full, or has too much to do: so it is for everybody.
            log.LogError(
                "{Count} requests could not be answered, the newest {Method} {Route} as {Problem}: {Kind} {What}",
                count, context.Request.Method, RouteOf(context), type.Uri, exception.GetType().Name, DatabaseFailure.Describe(exception));
        }
    }

    private static string RouteOf(HttpContext context) =>
        (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)";
}
