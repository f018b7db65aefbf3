using System.Globalization;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Telemetry;

namespace ClaimCheck.Api.Limits;

/// <summary>Answers requests that are over a limit.</summary>
/// <param name="held">Slows down whoever repeats at once.</param>
/// <param name="clock">The service's clock.</param>
/// <param name="meters">Where each is counted.</param>
/// <param name="log">Told once in a while, for a line for each would be a flood of its own.</param>
internal sealed class Refusals(HeldAnswers held, TimeProvider clock, ApiMeters meters, ILogger<Refusals> log)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    private long untold;
    private long toldAt;

    /// <summary>Answers 429.</summary>
    /// <param name="context">The request.</param>
    /// <param name="policy">Which limit, as <c>RateLimit-Policy</c> calls it.</param>
    /// <param name="who">Who is over the limit, for the log.</param>
    /// <param name="seconds">When to repeat.</param>
    /// <param name="detail">What happened and what to do.</param>
    public async Task AnswerAsync(HttpContext context, string policy, string who, int seconds, string detail)
    {
        meters.RateLimited(policy);
        Tell(who);
        await held.HoldAsync(context.RequestAborted);
        await Problems.Of(ProblemType.RateLimited, detail)
            .WithHeader("Retry-After", seconds.ToString(CultureInfo.InvariantCulture))
            .ExecuteAsync(context);
    }

    private void Tell(string who)
    {
        Interlocked.Increment(ref untold);
        var before = Interlocked.Read(ref toldAt);
        var now = clock.GetTimestamp();
        if ((before == 0 || clock.GetElapsedTime(before, now) >= Silence) && Interlocked.CompareExchange(ref toldAt, now, before) == before)
        {
            log.LogWarning("{Count} requests were over a limit, the newest of {Who}", Interlocked.Exchange(ref untold, 0), who);
        }
    }
}
