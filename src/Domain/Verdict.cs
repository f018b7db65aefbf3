namespace ClaimCheck.Domain;

/// <summary>
/// What became of a write: an outcome, and what belongs to it. Expected conflicts are outcomes, not exceptions; whoever
/// turns them into answers switches over <typeparamref name="TOutcome"/> without a default arm, so that a new one breaks the build.
/// </summary>
/// <param name="Outcome">What happened.</param>
/// <param name="Value">The thing as it is now; there for every outcome that accepts the write, and where its present state stands in the way.</param>
/// <param name="ExistingId">The id of what stands in the way, where something does.</param>
/// <param name="Path">The ids or slugs along a refused cycle, its first member repeated at the end; the reference that leads nowhere; or what else the outcome says that it is about.</param>
/// <param name="Index">With a reference that leads nowhere out of a list: the place in that list, from 0.</param>
/// <typeparam name="TOutcome">The enum of outcomes of this kind of write.</typeparam>
/// <typeparam name="T">The thing written.</typeparam>
public sealed record Verdict<TOutcome, T>(
    TOutcome Outcome, T? Value = null, Guid? ExistingId = null, IReadOnlyList<string>? Path = null, int? Index = null)
    where TOutcome : struct, Enum
    where T : class;
