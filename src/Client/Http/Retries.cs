using System.Net;

namespace ClaimCheck.Client;

/// <summary>Whether, and after how long, a request that may be repeated is sent again.</summary>
internal sealed class Retries(ClaimCheckClientOptions options)
{
    /// <summary>After a refusal: null where sending the same again would change nothing, or where it would take too long.</summary>
    public TimeSpan? PauseAfter(int attempt, ProblemException refusal)
    {
        if (attempt >= options.Attempts || !PassesBy(refusal))
        {
            return null;
        }

        // Never sooner than asked, and longer each time: a second that is named again and again is a service under load.
        var own = OwnPause(attempt);
        var pause = refusal.RetryAfter is { } asked && asked > own ? asked : own;
        return pause > options.LongestPause ? null : pause;
    }

    /// <summary>After no answer: null where there is probably no service to answer, which is so where not even a connection came about.</summary>
    public TimeSpan? PauseAfter(int attempt, HttpRequestException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        // A service that was there a moment ago is being restarted; one that never was is a wrong address.
        var wasThere = attempt > 1 || failure.HttpRequestError is not
            (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError);
        return wasThere && attempt < options.Attempts ? OwnPause(attempt) : null;
    }

    /// <summary>Whether a refusal is about this moment and not about the request.</summary>
    public static bool PassesBy(ProblemException refusal) =>
        refusal.Status is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout
        || refusal.Is("idempotency-key-in-use");

    private TimeSpan OwnPause(int attempt)
    {
        var pause = options.FirstPause * Math.Pow(2, attempt - 1);
        return pause < options.LongestPause ? pause : options.LongestPause;
    }
}
