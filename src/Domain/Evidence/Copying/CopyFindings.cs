namespace ClaimCheck.Domain.Evidence.Copying;

/// <summary>
/// Which of a cluster's claims are probably copies of one another. Two claims of different sources are so if one group of
/// <see cref="Identical"/> holds both, or if a pair joins them or the groups they are in. It is a relation of pairs: that A
/// is a copy of B, and B of C, does not make A one of C.
/// </summary>
/// <param name="Identical">
/// Groups of two or more claims that are word for word the same once normalised, what they quote included, so that all pairs
/// within a group are copies of each other. The first of each is its representative: the one said first as far as is known, then the one with
/// the smallest id. The others follow by id. Claims of one source are no copies of each other, in a group neither.
/// </param>
/// <param name="Pairs">
/// Probable copies of different wording. A claim that is in a group appears only if it is the representative, and then the
/// pair holds for every member of the group. Ordered by copy, then original.
/// </param>
/// <param name="Grouped">
/// Whether there was too much alike to tell of pair by pair (<see cref="CopyThresholds.MaxComparisons"/>). Then
/// <see cref="Identical"/> also puts claims together with the first one they are probable copies of, though they may not be
/// copies of each other, and a copy may be missed: a count may come out too low or too high, and another claim may change it
/// either way.
/// </param>
public sealed record CopyFindings(
    IReadOnlyList<IReadOnlyList<Guid>> Identical, IReadOnlyList<ProbableCopy> Pairs, bool Grouped = false)
{
    /// <summary>Nothing that looks copied.</summary>
    public static readonly CopyFindings None = new([], []);
}
