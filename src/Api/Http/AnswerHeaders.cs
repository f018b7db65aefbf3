namespace ClaimCheck.Api.Http;

/// <summary>The headers that every answer carries.</summary>
internal sealed class AnswerHeaders(RequestDelegate next)
{
    internal const string RequestId = "X-Request-Id";
    private const int LongestRequestId = 64;

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (context.Request.Headers[RequestId] is [{ } id] && IsPlain(id))
        {
            headers[RequestId] = id;
        }

        return next(context);
    }

    private static bool IsPlain(string id) =>
        id.Length is >= 1 and <= LongestRequestId && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');
}
