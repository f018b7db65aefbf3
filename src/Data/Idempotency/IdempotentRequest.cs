namespace ClaimCheck.Data.Idempotency;

/// <summary>A request that its sender may repeat, under a key of the sender's own choice.</summary>
/// <param name="Caller">The API key it was sent with: each has keys of its own.</param>
/// <param name="Key">1 to 255 visible ASCII characters.</param>
/// <param name="Fingerprint">SHA-256 of what was asked: another request under the same key is refused.</param>
/// <param name="At">When it came.</param>
public sealed record IdempotentRequest(Guid Caller, string Key, byte[] Fingerprint, DateTimeOffset At)
{
    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    /// <summary>What was kept then or before is forgotten.</summary>
    internal DateTimeOffset Forgotten => At - KeptFor;
}

/// <summary>An answer as it is kept for repetitions of its request.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">The headers that belong to it.</param>
/// <param name="Body">Its body, to the byte; null where a legal takedown emptied it.</param>
public sealed record KeptAnswer(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[]? Body);

/// <summary>
/// What a store is given to write an answer in the transaction of the write it tells of, so that there is never the one
/// without the other.
/// </summary>
/// <typeparam name="T">What the store returns.</typeparam>
/// <param name="request">The request.</param>
/// <param name="answer">What it is answered with, made of what the store is about to return.</param>
public sealed class Receipt<T>(IdempotentRequest request, Func<T, ValueTask<KeptAnswer>> answer)
{
    /// <summary>The answer, once it was committed with the write; null where nothing was written.</summary>
    public KeptAnswer? Kept { get; private set; }

    internal IdempotentRequest Request => request;

    internal ValueTask<KeptAnswer> AnswerAsync(T result) => answer(result);

    internal void Commit(KeptAnswer kept) => Kept = kept;
}
