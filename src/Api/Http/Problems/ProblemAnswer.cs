using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ClaimCheck.Api.Http;

/// <summary>A refusal or failure on its way to the caller, as RFC 9457 <c>application/problem+json</c>.</summary>
public sealed class ProblemAnswer : IResult, IStatusCodeHttpResult, IContentTypeHttpResult
{
    internal const string MediaType = "application/problem+json";

    private readonly IReadOnlyDictionary<string, string[]>? _errors;
    private readonly IReadOnlyDictionary<string, object?>? _extensions;
    private readonly List<KeyValuePair<string, string>> _headers = [];

    internal ProblemAnswer(
        ProblemType type,
        string detail,
        IReadOnlyDictionary<string, string[]>? errors,
        IReadOnlyDictionary<string, object?>? extensions)
    {
        Type = type;
        Detail = detail;
        _errors = errors;
        _extensions = extensions;
    }

    /// <summary>The kind of problem.</summary>
    public ProblemType Type { get; }

    /// <summary>What happened this time and what to change.</summary>
    public string Detail { get; }

    /// <inheritdoc/>
    public int? StatusCode => Type.Status;

    /// <inheritdoc/>
    public string? ContentType => MediaType;

    /// <summary>The same answer with one more response header.</summary>
    public ProblemAnswer WithHeader(string name, string value)
    {
        _headers.Add(new(name, value));
        return this;
    }

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var response = httpContext.Response;
        response.StatusCode = Type.Status;
        response.ContentType = MediaType;
        response.Headers.CacheControl = "no-store";
        if (Type.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        foreach (var (name, value) in _headers)
        {
            response.Headers[name] = value;
        }

        var body = Write(Activity.Current?.TraceId.ToHexString() ?? httpContext.TraceIdentifier);
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            // Whatever the deadline of the request: this is what tells of it.
            await response.Body.WriteAsync(body, CancellationToken.None);
        }
    }

    internal byte[] Write(string traceId)
    {
        using var stream = new MemoryStream(512);
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = WireJson.Options.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("type", Type.Uri);
            json.WriteString("title", Type.Title);
            json.WriteNumber("status", Type.Status);
            json.WriteString("detail", Detail);
            if (_errors is { Count: > 0 })
            {
                json.WritePropertyName("errors");
                JsonSerializer.Serialize(json, _errors, WireJson.Options);
            }

            foreach (var (name, value) in _extensions ?? new Dictionary<string, object?>())
            {
                json.WritePropertyName(name);
                JsonSerializer.Serialize(json, value, WireJson.Options);
            }

            json.WriteString("traceId", traceId);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
