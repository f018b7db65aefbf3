namespace ClaimCheck.Api.Limits;

/// <summary>
/// Holds a refusal back for a moment, so that a caller who repeats at once is slowed down to a few refusals a second for each
/// connection. Nothing but the connection is held meanwhile, and not too many of them.
/// </summary>
/// <param name="clock">The service's clock.</param>
internal sealed class HeldAnswers(TimeProvider clock)
{
    private const int Most = 1_000;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(250);
    private int held;

    /// <summary>Ends after a moment, when the caller has gone, or at once when too many are held already.</summary>
    public async Task HoldAsync(CancellationToken gone)
    {
        try
        {
            if (Interlocked.Increment(ref held) <= Most)
            {
                await Task.Delay(Moment, clock, gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            Interlocked.Decrement(ref held);
        }
    }
}
