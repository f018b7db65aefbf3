using System.Diagnostics;
using ClaimCheck.Api.Access;

namespace ClaimCheck.Api.Telemetry;

/// <summary>
/// Says in a request's span which route it took and how it ended, by OpenTelemetry's names. Never the path, the query or
/// what the caller calls himself: ids, names and words searched for may be confidential.
/// </summary>
internal sealed class RequestSpans(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        Activity.Current is { Recorded: true } span ? DescribeAsync(span, context) : next(context);

    private async Task DescribeAsync(Activity span, HttpContext context)
    {
        try
        {
            await next(context);
        }
        finally
        {
            Describe(span, context);
        }
    }

    private static void Describe(Activity span, HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        var method = IsKnown(context.Request.Method) ? context.Request.Method : "_OTHER";
        var route = (endpoint as RouteEndpoint)?.RoutePattern.RawText;
        var status = context.Response.StatusCode;
        span.DisplayName = route is null ? method : $"{method} {route}";
        span.SetTag("http.request.method", method);
        span.SetTag("http.route", route);
        span.SetTag("http.response.status_code", status);
        span.SetTag("claimcheck.operation", endpoint?.Metadata.OfType<Operation>().Cast<Operation?>().LastOrDefault()?.ToString());
        if (status >= StatusCodes.Status500InternalServerError)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }

    private static bool IsKnown(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsPost(method) || HttpMethods.IsPatch(method)
        || HttpMethods.IsDelete(method) || HttpMethods.IsPut(method) || HttpMethods.IsOptions(method);
}
