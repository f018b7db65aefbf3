using ClaimCheck.Domain.Suggestions.Reading;

namespace ClaimCheck.Domain.Suggestions.Conflicts;

/// <summary>Two clauses that differ in a pair of opposites: released against still held, rose against fell.</summary>
internal static class OppositeConflict
{
    private const double CloserCoverage = 0.7;
    private const double WiderCoverage = 0.45;
    private const double CoverageOfAlike = 0.5;

    /// <summary>The conflict, if there is one.</summary>
    public static Conflict? Find(ClausePair pair)
    {
        var alignment = pair.Alignment;
        if (pair.One.Polarity != Polarity.Affirmed || pair.Other.Polarity != Polarity.Affirmed || pair.One.IsPartial != pair.Other.IsPartial
            || !pair.AreOfOneMood || !pair.WereSaidInOneState || !pair.MayBeAtOneTime)
        {
            return null;
        }

        var closer = pair.AreOfAlikeClaims ? CoverageOfAlike : CloserCoverage;
        foreach (var one in alignment.One.Alone.Where(term => !term.IsName))
        {
            var other = alignment.Other.Alone.FirstOrDefault(term => !term.IsName && Lexicon.AreOpposite(one.Stem, term.Stem));
            if (other is null)
            {
                continue;
            }

            var (left, right) = (CoverageBut(alignment.One, one), CoverageBut(alignment.Other, other));
            var haveOtherNames = alignment.One.HasOtherNames && alignment.Other.HasOtherNames;
            if (!haveOtherNames && Math.Max(left, right) >= closer && Math.Min(left, right) >= WiderCoverage)
            {
                return new(ReasonKind.Antonyms, [one.Text], [other.Text], (Math.Max(left, right) * 0.6) + (Math.Min(left, right) * 0.4));
            }
        }

        return null;
    }

    private static double CoverageBut(Alignment.Side side, Term term) =>
        side.Total <= term.Weight ? 0 : 1 - ((side.Unmatched - term.Weight) / (side.Total - term.Weight));
}
