namespace ClaimCheck.Domain.Webhooks;

/// <summary>Why a message was not taken.</summary>
public enum DeliveryFailure
{
    /// <summary>The receiver answered with another status than 2xx. A redirection is one: none is followed.</summary>
    Status = 1,

    /// <summary>The address leads to where messages may not go, such as into the service's own network.</summary>
    AddressNotAllowed,

    /// <summary>The name of the host is not known.</summary>
    NameNotFound,

    /// <summary>No connection came about, or it broke off.</summary>
    ConnectionFailed,

    /// <summary>The receiver's certificate does not hold, or there was no common protocol.</summary>
    TlsFailed,

    /// <summary>There was no answer in time.</summary>
    TimedOut,

    /// <summary>What came back is no HTTP, or has headers without end.</summary>
    BadAnswer,

    /// <summary>The service has no key with which the webhook's secret could be read: rotate it.</summary>
    SecretUnreadable,
}

/// <summary>One sending of a message and what came of it.</summary>
/// <param name="At">When it began.</param>
/// <param name="Failure">Why it failed; null where it was taken.</param>
/// <param name="Status">The status of the answer, if there was one.</param>
/// <param name="Answer">The first bytes of its body, at most <see cref="MostOfAnswer"/>.</param>
/// <param name="Times">How long it took.</param>
public sealed record DeliveryAttempt(
    DateTimeOffset At, DeliveryFailure? Failure, int? Status, ReadOnlyMemory<byte>? Answer, DeliveryTimes Times)
{
    /// <summary>How much of an answer is kept, in bytes.</summary>
    public const int MostOfAnswer = 2048;

    private const int Gone = 410;
    private const int TooMany = 429;
    private const int FirstOfServer = 500;

    /// <summary>Where it went; null for one from before that was noted.</summary>
    public string? Url { get; init; }

    /// <summary>The pause that the answer asked for.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the receiver wants nothing more, ever.</summary>
    public bool IsGone => Status == Gone;

    /// <summary>Whether the receiver seems to be down, or to have too much to do, rather than to mind this message.</summary>
    public bool IsOutage => Failure is { } why && why switch
    {
        DeliveryFailure.Status => Status == TooMany || Status >= FirstOfServer,
        DeliveryFailure.SecretUnreadable => false,
        DeliveryFailure.AddressNotAllowed or DeliveryFailure.NameNotFound or DeliveryFailure.ConnectionFailed or DeliveryFailure.TlsFailed
            or DeliveryFailure.TimedOut or DeliveryFailure.BadAnswer => true,
    };
}

/// <summary>How long the parts of a sending took; null for one that there was not.</summary>
/// <param name="Resolve">Finding the addresses of the host; null also where a connection was still open.</param>
/// <param name="Connect">Connecting to one of them, without TLS; null also where a connection was still open.</param>
/// <param name="Answer">From the beginning until the status was there.</param>
/// <param name="Total">From the beginning to the end.</param>
public sealed record DeliveryTimes(TimeSpan? Resolve, TimeSpan? Connect, TimeSpan? Answer, TimeSpan Total);
