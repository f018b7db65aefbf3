using System.Diagnostics;
using System.Globalization;

namespace ClaimCheck.Api.Http;

/// <summary>A refusal or failure on its way to the caller, in the <see cref="RefusalForm"/> of what was asked.</summary>
public sealed class ProblemAnswer : IResult, IStatusCodeHttpResult
{
    internal const string MediaType = "application/problem+json";

    private static readonly Dictionary<string, string[]> NoErrors = [];
    private static readonly Dictionary<string, object?> NoExtensions = [];
    private readonly List<KeyValuePair<string, string>> _headers = [];

    internal ProblemAnswer(
        ProblemType type,
        string detail,
        IReadOnlyDictionary<string, string[]>? errors,
        IReadOnlyDictionary<string, object?>? extensions)
    {
        Type = type;
        Detail = detail;
        Errors = errors ?? NoErrors;
        Extensions = extensions ?? NoExtensions;
    }

    /// <summary>The kind of problem.</summary>
    public ProblemType Type { get; }

    /// <summary>What happened this time and what to change.</summary>
    public string Detail { get; }

    /// <summary>Messages by JSON path, query parameter or header.</summary>
    internal IReadOnlyDictionary<string, string[]> Errors { get; }

    /// <summary>Further members, such as <c>existingId</c>.</summary>
    internal IReadOnlyDictionary<string, object?> Extensions { get; }

    /// <summary>The status of this service's own refusals; the form in which it is sent may have another.</summary>
    public int? StatusCode => Type.Status;

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
        var form = RefusalForm.Of(httpContext.Request.Path);
        response.StatusCode = form.StatusOf(Type);
        response.ContentType = form.MediaType;
        response.Headers.CacheControl = "no-store";
        if (Type.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        foreach (var (name, value) in _headers)
        {
            response.Headers[name] = value;
        }

        var body = form.Write(this, Activity.Current?.TraceId.ToHexString() ?? httpContext.TraceIdentifier);
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            // Whatever the deadline of the request: this is what tells of it.
            await response.Body.WriteAsync(body, CancellationToken.None);
        }
    }
}
