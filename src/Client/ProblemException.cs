using System.Net;
using System.Text;

namespace ClaimCheck.Client;

/// <summary>The service refused, or failed: problem details (RFC 9457) as an exception. Branch on <see cref="Type"/>, show <see cref="Detail"/>.</summary>
public sealed class ProblemException : Exception
{
    /// <summary>What <see cref="Type"/> is where an answer came that is no problem details: from something between here and the service.</summary>
    public const string NoType = "about:blank";

    private const string Prefix = "urn:claimcheck:";

    internal ProblemException(HttpStatusCode status, string title, Exception? inner = null)
        : base(title, inner)
    {
        Status = status;
        Title = title;
    }

    internal ProblemException(HttpStatusCode status, ProblemBody body, TimeSpan? retryAfter)
        : base(Describe(status, body))
    {
        Status = status;
        Type = body.Type ?? NoType;
        Title = body.Title ?? $"Status {(int)status}";
        Detail = body.Detail;
        Errors = body.Errors ?? Errors;
        TraceId = body.TraceId;
        RetryAfter = retryAfter;
    }

    /// <summary>The status of the answer.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>What kind of problem it is, such as <c>urn:claimcheck:not-found</c>: never changes, docs/errors.md lists them.</summary>
    public string Type { get; } = NoType;

    /// <summary>The same few words each time it occurs.</summary>
    public string Title { get; }

    /// <summary>What happened this time and what to change.</summary>
    public string? Detail { get; }

    /// <summary>What is wrong, by JSON path, query parameter or header.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Errors { get; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>What to quote when reporting a fault of the service.</summary>
    public string? TraceId { get; }

    /// <summary>After how long to try again, where the service says so.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>Whether it is of a kind, by the last part of its type: <c>Is("not-found")</c>.</summary>
    public bool Is(string slug) => Type.StartsWith(Prefix, StringComparison.Ordinal) && Type.AsSpan(Prefix.Length).SequenceEqual(slug);

    private static string Describe(HttpStatusCode status, ProblemBody body)
    {
        var text = new StringBuilder(body.Title ?? $"Status {(int)status}");
        if (body.Detail is { Length: > 0 } detail)
        {
            text.Append(": ").Append(detail);
        }

        foreach (var (where, messages) in body.Errors ?? new Dictionary<string, IReadOnlyList<string>>())
        {
            // The detail tells of the first already.
            string[] others = [.. messages.Where(message => body.Detail?.Contains(message, StringComparison.OrdinalIgnoreCase) is not true)];
            if (others.Length > 0)
            {
                text.Append('\n').Append(where).Append(": ").AppendJoin("; ", others);
            }
        }

        return text.ToString();
    }
}
