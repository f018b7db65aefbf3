using ClaimCheck.Domain.Suggestions.Reading;

namespace ClaimCheck.Domain.Suggestions.Conflicts;

/// <summary>Two clauses that tell of one event at two times. What happens again and again has many times, and is left out.</summary>
internal static class TimeConflict
{
    private const double LeastCoverage = 0.65;

    private static readonly string[] Recurring =
        [.. new[] { "attack", "strike", "bomb", "shell", "meet", "talk", "fly", "protest", "kill", "wound", "hit", "fight", "fire", "say", "arrest", "rally", "clash", "play", "rain" }.Select(WordForms.StemOf)];

    /// <summary>The conflict, if there is one.</summary>
    public static Conflict? Find(ClausePair pair)
    {
        var (one, other, alignment) = (pair.One, pair.Other, pair.Alignment);
        if (one.Polarity != Polarity.Affirmed || other.Polarity != Polarity.Affirmed || !pair.AreOfOneMood || !pair.WereSaidTogether
            || alignment.One.HasOtherNames || alignment.Other.HasOtherNames || Math.Min(alignment.One.Coverage, alignment.Other.Coverage) < LeastCoverage
            || alignment.Pairs.Any(each => Array.Exists(Recurring, stem => Lexicon.AreAlike(stem, each.One.Stem)))
            || one.Quantities.Exists(quantity => other.Quantities.Count > 0 && !other.Quantities.Exists(quantity.Allows)))
        {
            return null;
        }

        var left = one.Times.Where(time => time.Role == TimeRole.At).ToList();
        var right = other.Times.Where(time => time.Role == TimeRole.At).ToList();
        if (left.Count != 1 || right.Count != 1 || one.Times.Count != 1 || other.Times.Count != 1 || left[0].Allows(right[0]))
        {
            return null;
        }

        return new(ReasonKind.Dates, [left[0].Text], [right[0].Text], (alignment.One.Coverage * 0.5) + (alignment.Other.Coverage * 0.5));
    }
}
