using System.Collections.Concurrent;
using System.Globalization;

namespace ClaimCheck.Faults.Load;

/// <summary>What clients were answered, and when.</summary>
internal sealed class Answers
{
    private readonly ConcurrentQueue<Attempt> attempts = new();

    public int Succeeded => attempts.Count(attempt => attempt.Succeeded);

    /// <summary>The longest that anybody waited, answer or none.</summary>
    public TimeSpan Slowest => attempts.IsEmpty ? TimeSpan.Zero : attempts.Max(attempt => attempt.Took);

    /// <summary>The longest wait that ended after a moment.</summary>
    public TimeSpan SlowestSince(long moment) =>
        attempts.Where(attempt => attempt.Ended >= moment).Select(attempt => attempt.Took).DefaultIfEmpty().Max();

    /// <summary>Failures that a client can act on: told in time that and when to ask again.</summary>
    public int PoliteRefusals => attempts.Count(attempt => attempt is { Status: 503 or 507, SaysWhenToRetry: true });

    /// <summary>Everything that a client could not act on, in words: server errors that do not say when to retry, and silence.</summary>
    public IReadOnlyList<string> Rude =>
    [
        .. attempts.Where(attempt => attempt.Status is null or >= 500 && attempt is not { Status: 503 or 507, SaysWhenToRetry: true })
            .GroupBy(attempt => attempt.Status?.ToString(CultureInfo.InvariantCulture) ?? "no answer")
            .Select(group => $"{group.Count()} x {group.Key}"),
    ];

    public void Note(Attempt attempt) => attempts.Enqueue(attempt);

    public int With(params int[] statuses) => attempts.Count(attempt => attempt.Status is { } status && statuses.Contains(status));

    /// <summary>How long after a moment the first answer came that was a success of a request sent before or after it, once there is one.</summary>
    public async Task<TimeSpan?> FirstSuccessAfterAsync(long moment)
    {
        await Eventually.TrueAsync(() => Task.FromResult(SuccessAfter(moment) is not null), "something succeeds");
        return SuccessAfter(moment);
    }

    private TimeSpan? SuccessAfter(long moment) =>
        attempts.Where(attempt => attempt.Succeeded && attempt.Ended >= moment)
            .Select(attempt => (TimeSpan?)TimeProvider.System.GetElapsedTime(moment, attempt.Ended))
            .Min();
}
