using ClaimCheck.Domain;
using ClaimCheck.Domain.Importing;

namespace ClaimCheck.Data.Importing;

/// <summary>A claim that a row refers to and that could not be found.</summary>
/// <param name="Member">Which member of the row names it.</param>
/// <param name="Reference">How.</param>
/// <param name="IsAmbiguous">Whether there are several claims with that externalId; otherwise there is none.</param>
/// <param name="IsTakenDown">Whether it was taken down by order of law.</param>
public sealed record UnknownClaim(string Member, string Reference, bool IsAmbiguous, bool IsTakenDown);

/// <summary>What became of a row that was to be merged into what is stored.</summary>
/// <param name="Result">What became of it; null where it waits for what it refers to.</param>
/// <param name="Id">What it is stored as.</param>
/// <param name="ExternalId">The key under which it is found again.</param>
/// <param name="Refusal">Why it failed, as a single write would be refused.</param>
/// <param name="Unknown">Or: which claim it refers to in vain.</param>
/// <param name="Contradicts">Or: what an earlier row of the same import says something else about.</param>
/// <param name="Stands">Or: what is stored under its id, says something else, and is never rewritten.</param>
/// <typeparam name="TOutcome">The outcomes of single writes.</typeparam>
/// <typeparam name="T">What is stored.</typeparam>
public sealed record Merged<TOutcome, T>(
    RowResult? Result,
    Guid? Id = null,
    string? ExternalId = null,
    Verdict<TOutcome, T>? Refusal = null,
    UnknownClaim? Unknown = null,
    Guid? Contradicts = null,
    Guid? Stands = null)
    where TOutcome : struct, Enum
    where T : class
{
    internal static Merged<TOutcome, T> Waiting { get; } = new(Result: null);

    internal static Merged<TOutcome, T> Refused(Verdict<TOutcome, T> verdict, string? externalId = null) =>
        new(RowResult.Failed, ExternalId: externalId, Refusal: verdict);

    internal static Merged<TOutcome, T> Nameless(UnknownClaim unknown) => new(RowResult.Failed, Unknown: unknown);

    internal static Merged<TOutcome, T> SaidTwice(Guid id, string? externalId = null) =>
        new(RowResult.Failed, id, externalId, Contradicts: id);

    /// <summary>Its id is that of something else.</summary>
    internal static Merged<TOutcome, T> IdTaken(Guid id, string? externalId = null) => new(RowResult.Failed, id, externalId, Stands: id);

    /// <summary>Of what is there under the row's id and is never rewritten: whether the row says the same.</summary>
    internal static Merged<TOutcome, T> Compared(MergeContext context, Guid id, bool isSame) => (context.KeepsWhatIsThere, isSame) switch
    {
        (true, _) => new(RowResult.Skipped, id),
        (_, true) => new(RowResult.Unchanged, id),
        _ => IdTaken(id),
    };
}
