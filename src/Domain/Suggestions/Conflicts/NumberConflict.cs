using ClaimCheck.Domain.Suggestions.Reading;

namespace ClaimCheck.Domain.Suggestions.Conflicts;

/// <summary>
/// Two clauses that state numbers of one thing which cannot both hold. A rounded number allows the precise one, a toll told later
/// allows the earlier one, and what is counted has to be the same: dead are not wounded, a month is not a year.
/// </summary>
internal static class NumberConflict
{
    private const double LeastCoverage = 0.6;
    private const int HeadLength = 2;

    // What only grows while it is counted: of two such numbers the later one replaces the earlier.
    private static readonly string[] Growing =
        ["kill", "wound", "death", "dead", "arrest", "flee", "displace", "infect", "missing", "rescue", "aftershock", "fly", "reach", "arrive", "join", "sign", "destroy", "send", "climb", "far", "now"];

    private static readonly string[] GrowingStems = [.. Growing.Select(WordForms.StemOf)];

    /// <summary>The conflict, if there is one.</summary>
    public static Conflict? Find(ClausePair pair)
    {
        var (one, other, alignment) = (pair.One, pair.Other, pair.Alignment);
        if (one.Quantities.Count == 0 || other.Quantities.Count == 0 || one.Polarity != Polarity.Affirmed || other.Polarity != Polarity.Affirmed
            || one.IsPartial || other.IsPartial || !pair.AreOfOneMood
            || !pair.MayBeAtOneTime || !pair.SpanTheSame || alignment.One.HasOtherNames || alignment.Other.HasOtherNames
            || Math.Min(alignment.One.Coverage, alignment.Other.Coverage) < LeastCoverage || (SaysMore(alignment.One) && SaysMore(alignment.Other)))
        {
            return null;
        }

        if (!pair.WereSaidTogether || (IsGrowing(one, other) && (pair.WasOneSaidEarlierThan || pair.Turned().WasOneSaidEarlierThan)))
        {
            return null;
        }

        foreach (var left in one.Quantities.Where(quantity => !other.Quantities.Exists(quantity.Allows)))
        {
            var right = other.Quantities.Find(quantity => quantity.Unit == left.Unit && !one.Quantities.Exists(quantity.Allows)
                && (left.Unit is not null || CountTheSame(pair, left, quantity)));
            if (right is not null)
            {
                return new(
                    ReasonKind.Numbers, [Told(one, left)], [Told(other, right)], (alignment.One.Coverage * 0.5) + (alignment.Other.Coverage * 0.5));
            }
        }

        return null;
    }

    private static bool IsGrowing(Clause one, Clause other) =>
        one.Terms.Concat(other.Terms).Any(term => GrowingStems.Any(stem => Lexicon.AreAlike(stem, term.Stem)));

    // Died and missing, earned and spent: each has a word of its own, so that the numbers may be of different things.
    private static bool SaysMore(Alignment.Side side) => side.Alone.Any(term => term.Weight >= 1);

    // What is counted is told by the words right after the number, and the one before it.
    private static bool CountTheSame(ClausePair pair, Quantity left, Quantity right)
    {
        var others = Around(pair.Other, right);
        return Around(pair.One, left).Exists(head => others.Exists(other => Lexicon.AreAlike(head.Stem, other.Stem)));
    }

    private static List<Term> Around(Clause clause, Quantity quantity) =>
        [.. clause.Terms.Where(term => !term.IsAttribution && term.Place < quantity.Before).OrderByDescending(term => term.Place).Take(1), .. Heads(clause, quantity)];

    private static List<Term> Heads(Clause clause, Quantity quantity) =>
        [.. clause.Terms.Where(term => !term.IsAttribution && term.Place >= quantity.Before).OrderBy(term => term.Place).Take(HeadLength)];

    private static string Told(Clause clause, Quantity quantity) =>
        Heads(clause, quantity) is [var head, ..] && quantity.Unit is null ? $"{quantity.Text} {head.Text}" : quantity.Text;
}
