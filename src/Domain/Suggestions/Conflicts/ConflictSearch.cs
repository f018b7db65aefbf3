using ClaimCheck.Domain.Suggestions.Reading;

namespace ClaimCheck.Domain.Suggestions.Conflicts;

/// <summary>
/// Looks for the one thing in which two claims, otherwise alike, contradict each other, and names it. Precision counts: where
/// something else differs as well, it says nothing. See docs/suggested-links.md.
/// </summary>
internal static class ConflictSearch
{
    private const double LeastShared = 2;

    // Of two clauses that have little more than a name in common, where the claims tell of one thing for the rest.
    private const double LeastSharedAmongAlike = 1;

    /// <summary>The surest conflict between two claims, or null.</summary>
    /// <param name="one">The first.</param>
    /// <param name="oneRead">What it says.</param>
    /// <param name="other">The second.</param>
    /// <param name="otherRead">What that says.</param>
    /// <param name="areAlike">Whether they tell of one thing on the whole.</param>
    public static Conflict? Find(ComparedClaim one, Statement oneRead, ComparedClaim other, Statement otherRead, bool areAlike)
    {
        var least = areAlike ? LeastSharedAmongAlike : LeastShared;
        var pairs = (from left in oneRead.Clauses from right in otherRead.Clauses select new ClausePair(one, left, other, right, areAlike))
            .Where(pair => pair.Alignment.Matched >= least && pair is { One.IsUnclear: false, Other.IsUnclear: false })
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
