using ClaimCheck.Domain.Access;

namespace ClaimCheck.Api.Hosting;

/// <summary>
/// One line for every write, refusal and failure: route, status, time taken and whose key. Reads that succeed are told at
/// Debug only, and so are refusals over a limit, which come in floods. Never the query or a body: words searched for and texts may be confidential.
/// </summary>
internal sealed partial class RequestLog(RequestDelegate next, TimeProvider clock, ILogger<RequestLog> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var begun = clock.GetTimestamp();
        await next(context);
        var level = LevelOf(context);
        if (log.IsEnabled(level))
        {
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)";
            var key = context.Features.Get<ApiKey>()?.Prefix ?? "-";
            var milliseconds = clock.GetElapsedTime(begun).TotalMilliseconds;
            Answered(log, level, context.Request.Method, route, context.Response.StatusCode, milliseconds, key);
        }
    }

    private static LogLevel LevelOf(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status429TooManyRequests => LogLevel.Debug,
        >= StatusCodes.Status400BadRequest => LogLevel.Information,
        _ when HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) => LogLevel.Debug,
        _ => LogLevel.Information,
    };

    [LoggerMessage(Message = "{Method} {Route} answered {Status} in {Milliseconds:0.0} ms for {KeyPrefix}")]
    private static partial void Answered(
        ILogger log, LogLevel level, string method, string route, int status, double milliseconds, string keyPrefix);
}
