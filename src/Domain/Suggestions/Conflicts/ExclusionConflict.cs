using ClaimCheck.Domain.Suggestions.Reading;

namespace ClaimCheck.Domain.Suggestions.Conflicts;

/// <summary>One claim names somebody in order to exclude him, "not the general but the minister", and the other says that it was he.</summary>
internal static class ExclusionConflict
{
    private const double LeastCoverage = 0.6;

    /// <summary>The conflict, if the first excludes what the second names.</summary>
    public static Conflict? Find(ClausePair pair)
    {
        var excluded = pair.One.Terms.FindAll(term => term.IsExcluded);
        if (excluded.Count == 0 || pair.One.Polarity != Polarity.Affirmed || pair.Other.Polarity != Polarity.Affirmed || !pair.AreOfOneMood)
        {
            return null;
        }

        var named = Alignment.Of(excluded, pair.Other.Terms);
        if (named.One.Coverage < LeastCoverage || named.Pairs.Count == 0)
        {
            return null;
        }

        // What both tell of, apart from who it was.
        var rest = Alignment.Of(
            pair.One.Terms.FindAll(term => !term.IsExcluded), pair.Other.Terms.FindAll(term => !named.Pairs.Any(each => each.Other.Place == term.Place)));
        return rest.Other.Coverage < LeastCoverage || !pair.MayBeAtOneTime
            ? null
            : new(ReasonKind.OtherActor, ["not", .. excluded.Select(term => term.Text)], [.. named.Pairs.Select(each => each.Other.Text)], rest.Other.Coverage);
    }
}
