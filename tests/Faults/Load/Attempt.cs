namespace ClaimCheck.Faults.Load;

/// <summary>One request and what came of it.</summary>
/// <param name="Began">When it was sent.</param>
/// <param name="Ended">When the answer was there, or it was clear that there would be none.</param>
/// <param name="Status">The answer's status; null where there was none.</param>
/// <param name="SaysWhenToRetry">Whether the answer had <c>Retry-After</c>.</param>
internal sealed record Attempt(long Began, long Ended, int? Status, bool SaysWhenToRetry)
{
    public TimeSpan Took => TimeProvider.System.GetElapsedTime(Began, Ended);

    public bool Succeeded => Status is >= 200 and < 300;
}
