using ClaimCheck.Data.Idempotency;

namespace ClaimCheck.Api.Http;

/// <summary>What an answer may say of the request it answers.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path.</param>
/// <param name="TraceIdentifier">Under which it is found in the log.</param>
internal sealed record RecordedRequest(string Method, PathString Path, string TraceIdentifier)
{
    public static RecordedRequest Of(HttpContext context) => new(context.Request.Method, context.Request.Path, context.TraceIdentifier);
}

/// <summary>Notes what an answer puts on the wire, without sending it, and also when the request it answers has ended.</summary>
/// <param name="services">Those of the service, which outlive every request.</param>
internal sealed class AnswerRecorder(IServiceProvider services)
{
    public async ValueTask<KeptAnswer> RecordAsync(IResult answer, RecordedRequest request)
    {
        using var body = new MemoryStream();
        var wire = new DefaultHttpContext
        {
            RequestServices = services,
            TraceIdentifier = request.TraceIdentifier,
            Request = { Method = request.Method, Path = request.Path },
            Response = { Body = body },
        };
        await answer.ExecuteAsync(wire);
        await wire.Response.CompleteAsync();
        return new KeptAnswer(
            wire.Response.StatusCode,
            [.. wire.Response.Headers.Where(header => header.Key != "Content-Length").Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()))],
            body.ToArray());
    }
}
