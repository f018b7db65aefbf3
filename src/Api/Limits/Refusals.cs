using System.Globalization;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Telemetry;

namespace ClaimCheck.Api.Limits;

/// <summary>Answers requests that are over a limit.</summary>
/// <param name="held">Slows down whoever repeats at once.</param>
/// <param name="clock">The service's clock.</param>
/// <param name="meters">Where each is counted.</param>
/// <param name="log">Told now and then.</param>
internal sealed class Refusals(HeldAnswers held, TimeProvider clock, ApiMeters meters, ILogger<Refusals> log)
{
    private readonly NowAndThen told = new(clock);

    /// <summary>Answers 429.</summary>
    /// <param name="context">The request.</param>
    /// <param name="policy">Which limit, as <c>RateLimit-Policy</c> calls it.</param>
    /// <param name="who">Who is over the limit, for the log.</param>
    /// <param name="seconds">When to repeat.</param>
    /// <param name="detail">What happened and what to do.</param>
    public async Task AnswerAsync(HttpContext context, string policy, string who, int seconds, string detail)
    {
        meters.RateLimited(policy);
        if (told.IsToBeTold(out var count))
        {
            log.LogWarning("{Count} requests were over a limit, the newest of {Who}", count, who);
        }

        await held.HoldAsync(context.RequestAborted);
        await Problems.Of(ProblemType.RateLimited, detail)
            .WithHeader("Retry-After", seconds.ToString(CultureInfo.InvariantCulture))
            .ExecuteAsync(context);
    }
}
