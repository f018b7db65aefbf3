using ClaimCheck.Domain.Suggestions.Reading;

namespace ClaimCheck.Domain.Suggestions.Conflicts;

/// <summary>
/// One clause denies what the other says. What is denied has to be found in the other whole, or nearly so: that no troops were
/// sent to Basra does not contradict that troops were sent. What the other says beyond it makes no difference.
/// </summary>
internal static class DenialConflict
{
    private const double DeniedCoverage = 0.7;
    private const double SaidCoverage = 0.3;
    private const int Deeds = 2;

    /// <summary>The conflict, if the first denies the second.</summary>
    public static Conflict? Find(ClausePair pair)
    {
        var (denied, said, alignment) = (pair.One, pair.Other, pair.Alignment);
        if (denied.Polarity != Polarity.Denied || said.Polarity != Polarity.Affirmed || denied.IsPartial || !pair.AreOfOneMood)
        {
            return null;
        }

        if (alignment.One.HasOtherNames || alignment.One.Coverage < DeniedCoverage || (alignment.Other.Coverage < SaidCoverage && !pair.AreOfAlikeClaims)
            || HasOpposite(alignment) || !pair.MayBeAtOneTime || pair.WasOneSaidBefore || (denied.IsYet && pair.WasOneSaidEarlierThan))
        {
            return null;
        }

        // That it was not five hundred leaves open how many it was.
        if (denied.Quantities.Exists(quantity => !said.Quantities.Exists(quantity.Allows)))
        {
            return null;
        }

        // "Not since 2006" says that it was so in 2006.
        if (denied.Times.Exists(time => time.Role == TimeRole.Span) && said.Times.Count > 0)
        {
            return null;
        }

        var deeds = DeniedIn(denied);
        var found = alignment.Pairs.Where(each => deeds.Exists(deed => deed.Place == each.One.Place)).ToList();
        if (deeds.Count == 0 || found.Count < deeds.Count)
        {
            return null;
        }

        return new(
            ReasonKind.Negation, [denied.Denials[0], .. deeds.Select(deed => deed.Text)], [.. found.Select(each => each.Other.Text)], (alignment.One.Coverage * 0.7) + (alignment.Other.Coverage * 0.3));
    }

    private static bool HasOpposite(Alignment alignment) =>
        alignment.One.Alone.Any(one => alignment.Other.Alone.Any(other => Lexicon.AreOpposite(one.Stem, other.Stem)));

    // What is denied is told by the first words after the denial, or else by the last ones before it.
    private static List<Term> DeniedIn(Clause denied)
    {
        var deeds = denied.Terms.FindAll(term => term is { IsName: false, Weight: >= 1, IsExcluded: false, IsAttribution: false });
        var after = deeds.FindAll(term => term.Place >= denied.DeniedFrom);
        return after.Count > 0 ? after.GetRange(0, Math.Min(Deeds, after.Count)) : deeds.GetRange(Math.Max(0, deeds.Count - Deeds), Math.Min(Deeds, deeds.Count));
    }
}
