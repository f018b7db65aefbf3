using ClaimCheck.Domain.Evidence.Copying;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Suggestions.Reading;

namespace ClaimCheck.Domain.Suggestions;

/// <summary>What two claims agree in, apart from any conflict, and what that makes them to each other.</summary>
internal sealed class Agreement
{
    private const double LeastRestated = 0.5;
    private const double LeastAlike = 0.55;
    private const double LeastShared = 2;
    private const double LeastDerived = 0.3;
    private const double LeastCorroborated = 0.25;
    private const double MostFarDays = 14;

    // Said of a pair that cites: what it says is then known to come from there, and the wording only has to fit.
    private const double Cited = 0.5;

    private readonly ReadClaim claim;
    private readonly ReadClaim other;
    private readonly Alignment alignment;
    private readonly ProbableCopy? copy;

    private Agreement(ReadClaim claim, ReadClaim other)
    {
        (this.claim, this.other) = (claim, other);
        alignment = Alignment.Of(claim.Terms, other.Terms);
        copy = CopyDetector.Find([Text(claim.Claim, 1), Text(other.Claim, 2)]).Pairs is [var pair, ..] ? pair : null;
    }

    // What the better covered one has in the other, and the other way round.
    private double Closer => Math.Max(alignment.One.Coverage, alignment.Other.Coverage);

    private double Wider => Math.Min(alignment.One.Coverage, alignment.Other.Coverage);

    private double Evenly => Closer + Wider == 0 ? 0 : 2 * Closer * Wider / (Closer + Wider);

    /// <summary>Whether they tell of one thing on the whole, whatever they say of it.</summary>
    public bool IsWide => Wider >= LeastAlike;

    /// <summary>Compares two claims.</summary>
    public static Agreement Of(ReadClaim claim, ReadClaim other) => new(claim, other);

    /// <summary>What both tell of, at most so many words of each kind.</summary>
    public IEnumerable<SuggestionReason> Shared(int most)
    {
        var names = alignment.Pairs.Where(pair => pair.One.IsName || pair.Other.IsName).Take(most).ToList();
        if (names.Count > 0)
        {
            yield return new(ReasonKind.SameActors, [.. names.Select(pair => pair.One.Text)], [.. names.Select(pair => pair.Other.Text)]);
        }

        var deeds = alignment.Pairs.Where(pair => !pair.One.IsName && !pair.Other.IsName).Take(most).ToList();
        if (deeds.Count > 0)
        {
            yield return new(ReasonKind.SameAction, [.. deeds.Select(pair => pair.One.Text)], [.. deeds.Select(pair => pair.Other.Text)]);
        }
    }

    /// <summary>What one may be to the other, where they do not contradict each other.</summary>
    /// <param name="most">How many words of each kind are shown.</param>
    public Suggestion? Suggest(int most)
    {
        var isCopy = copy is { Sign: CopySign.NearVerbatim };
        if (alignment.Matched < LeastShared && !isCopy)
        {
            return null;
        }

        if (Citation.Between(claim.Claim, other.Claim) is { } cites)
        {
            var differs = cites.InHop ? CountOtherwise() : DiffersInKind();
            return !differs && (isCopy || Closer >= LeastDerived) ? Derived(cites, most) : null;
        }

        if (!DiffersInKind() && !HaveOtherNames() && (isCopy || (!AreFarApart() && Wider >= LeastRestated)))
        {
            return Of(LinkRelation.Restates, isCopy ? Math.Max(Evenly, Math.Min(1, copy!.Containment)) : Evenly, most);
        }

        return IsTestimony() && Closer >= LeastCorroborated && !AreFarApart() && !DiffersInKind() && !HaveOtherNames()
            && claim.Claim.Source.Id != other.Claim.Source.Id && alignment.Pairs.Any(pair => pair.One.IsName || pair.Other.IsName)
            && alignment.Pairs.Any(pair => pair is { One.IsName: false, Other.IsName: false })
            ? Of(LinkRelation.Corroborates, Evenly, most)
            : null;
    }

    // That something speaks for it is taken from words only where one of the two tells of a witness or of something that shows it.
    private bool IsTestimony() => TellsOfTestimony(claim) != TellsOfTestimony(other);

    private static bool TellsOfTestimony(ReadClaim read) => read.Statement?.Tokens.Any(token => FunctionWords.Testimony.Contains(token.Word)) == true;

    private Suggestion Derived(Citation cites, int most)
    {
        var (from, to) = cites.ByFirst ? (claim.Claim.Id, other.Claim.Id) : (other.Claim.Id, claim.Claim.Id);
        var reason = new SuggestionReason(
            ReasonKind.CitesThisSource, cites.ByFirst ? [cites.Words] : [], cites.ByFirst ? [] : [cites.Words]);
        return new(from, to, LinkRelation.DerivedFrom, Math.Round(Cited + ((1 - Cited) * Evenly), 3), [reason, .. CopyReasons(), .. Shared(most)]);
    }

    private Suggestion Of(LinkRelation relation, double score, int most)
    {
        var shared = Citation.Common(claim.Claim, other.Claim) is { } common
            ? [new(ReasonKind.CitesSameSource, [common], [common])]
            : Array.Empty<SuggestionReason>();
        return new(claim.Claim.Id, other.Claim.Id, relation, Math.Round(score, 3), [.. CopyReasons(), .. shared, .. Shared(most)]);
    }

    private IEnumerable<SuggestionReason> CopyReasons()
    {
        if (copy is { Sign: CopySign.NearVerbatim or CopySign.RareWording, Sign: var sign, Shared: var words })
        {
            yield return new(sign == CopySign.NearVerbatim ? ReasonKind.NearVerbatim : ReasonKind.SharedPassage, words, words);
        }

        if (copy is not null && claim.Claim.Said is { } one && other.Claim.Said is { } two && (one.End <= two.Start || two.End <= one.Start))
        {
            yield return new(ReasonKind.SaidLater, [one.ToString()], [two.ToString()]);
        }
    }

    // One says that it is so and the other not, one that it may be, or they count or date it otherwise.
    private bool DiffersInKind()
    {
        var (one, two) = (claim.Statement, other.Statement);
        if (one is null || two is null)
        {
            return false;
        }

        var closest = (from left in one.Clauses
                       from right in two.Clauses
                       let shared = Alignment.Of(left.Terms, right.Terms).Matched
                       orderby shared descending
                       select (left, right)).FirstOrDefault();
        return (closest.left is not null && (closest.left.Mood != closest.right.Mood || closest.left.Polarity != closest.right.Polarity))
            || alignment.One.Alone.Any(left => alignment.Other.Alone.Any(right => Lexicon.AreOpposite(left.Stem, right.Stem)))
            || DeniesMore(one, two) || DeniesMore(two, one)
            || CountOtherwise()
            || SpanOtherwise(one, two)
            || Differ(one.Times.Where(time => time.Role == TimeRole.At), two.Times.Where(time => time.Role == TimeRole.At));
    }

    private bool CountOtherwise() =>
        claim.Statement is { } one && other.Statement is { } two && Differ(one.Quantities, two.Quantities);

    // Two days, eleven days.
    private static bool SpanOtherwise(Statement one, Statement two)
    {
        var (left, right) = (Lengths(one), Lengths(two));
        return left.Count > 0 && right.Count > 0 && !left.Overlaps(right);
    }

    private static HashSet<string> Lengths(Statement statement) =>
        [.. statement.Times.Where(time => time is { Role: TimeRole.Span, Year: null, Month: null, Weekday: null }).Select(time => time.Text.ToLowerInvariant())];

    // Something that both speak of is denied by one of them only.
    private static bool DeniesMore(Statement one, Statement other) =>
        other.Clauses.All(clause => clause.Denials.Count == 0)
        && one.Clauses.Any(clause => clause.Denials.Count > 0 && Alignment.Of(clause.Terms, other.Terms).Pairs.Any(pair => !pair.One.IsName && !pair.One.IsAttribution));

    // Of two who count, the one with fewer numbers has none that the other does not allow.
    private static bool Differ(IEnumerable<Quantity> ones, IEnumerable<Quantity> others)
    {
        var (fewer, more) = (ones.ToList(), others.ToList());
        (fewer, more) = fewer.Count <= more.Count ? (fewer, more) : (more, fewer);
        return fewer.Exists(one => !more.Exists(one.Allows));
    }

    private static bool Differ(IEnumerable<NamedTime> ones, IEnumerable<NamedTime> others)
    {
        var (left, right) = (ones.ToList(), others.ToList());
        return left.Count > 0 && right.Count > 0 && !left.Exists(one => right.Exists(one.Allows));
    }

    private bool HaveOtherNames() => alignment.One.HasOtherNames && alignment.Other.HasOtherNames;

    private bool AreFarApart() =>
        claim.Claim.Said is { } one && other.Claim.Said is { } two
        && Math.Max((two.Start - one.End).TotalDays, (one.Start - two.End).TotalDays) > MostFarDays;

    private static CopyText Text(ComparedClaim claim, byte source) => new(claim.Id, new Guid(source, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), claim.Text, claim.Said);
}
