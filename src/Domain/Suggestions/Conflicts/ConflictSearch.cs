using ClaimCheck.Domain.Suggestions.Reading;

namespace ClaimCheck.Domain.Suggestions.Conflicts;

/// <summary>
/// Looks for the one thing in which two claims, otherwise alike, contradict each other, and names it. Precision counts: where
/// something else differs as well, it says nothing. See docs/suggested-links.md.
/// </summary>
internal static class ConflictSearch
{
    private const double LeastShared = 2;

    /// <summary>The surest conflict between two claims, or null.</summary>
    public static Conflict? Find(ComparedClaim one, Statement oneRead, ComparedClaim other, Statement otherRead)
    {
        var pairs = (from left in oneRead.Clauses from right in otherRead.Clauses select new ClausePair(one, left, other, right))
            .Where(pair => pair.Alignment.Matched >= LeastShared && pair is { One.IsUnclear: false, Other.IsUnclear: false })
            .ToList();
        return pairs.SelectMany(In).OrderByDescending(conflict => conflict.Strength).FirstOrDefault();
    }

    private static IEnumerable<Conflict> In(ClausePair pair)
    {
        Conflict?[] found =
        [
            DenialConflict.Find(pair),
            DenialConflict.Find(pair.Turned())?.Turned(),
            OppositeConflict.Find(pair),
            NumberConflict.Find(pair),
            TimeConflict.Find(pair),
            ExclusionConflict.Find(pair),
            ExclusionConflict.Find(pair.Turned())?.Turned(),
        ];
        return found.OfType<Conflict>();
    }
}
