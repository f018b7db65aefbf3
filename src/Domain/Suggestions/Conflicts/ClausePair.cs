using ClaimCheck.Domain.Suggestions.Reading;

namespace ClaimCheck.Domain.Suggestions.Conflicts;

/// <summary>Two clauses of two claims that may tell of one thing.</summary>
internal sealed class ClausePair
{
    private const int NearDays = 3;
    private const int StateDays = 5;

    private readonly ComparedClaim oneClaim;
    private readonly ComparedClaim otherClaim;

    /// <summary>Aligns two clauses.</summary>
    public ClausePair(ComparedClaim oneClaim, Clause one, ComparedClaim otherClaim, Clause other, bool areOfAlikeClaims)
    {
        (this.oneClaim, One, this.otherClaim, Other) = (oneClaim, one, otherClaim, other);
        Alignment = Alignment.Of(Stated(one), Stated(other));
        AreOfAlikeClaims = areOfAlikeClaims;
    }

    /// <summary>The first clause.</summary>
    public Clause One { get; }

    /// <summary>The second.</summary>
    public Clause Other { get; }

    /// <summary>What they have in common.</summary>
    public Alignment Alignment { get; }

    /// <summary>Whether the claims tell of one thing for the rest, so that a little in common is enough for the clauses.</summary>
    public bool AreOfAlikeClaims { get; }

    /// <summary>Whether both tell of what has happened, or both of what is to come.</summary>
    public bool AreOfOneMood => One.Mood == Other.Mood && (One.Mood != Mood.Possible || (One.Asked is { } asked && asked == Other.Asked));

    /// <summary>Whether the times they name may be one time, and neither speaks of a span that the other does not.</summary>
    public bool MayBeAtOneTime =>
        One.Times.TrueForAll(time => Other.Times.Count == 0 || Other.Times.Exists(time.Allows)) && Other.Times.TrueForAll(time => One.Times.Count == 0 || One.Times.Exists(time.Allows));

    /// <summary>Whether both span the same time, where one of them names a span.</summary>
    public bool SpanTheSame => Spans(One).SetEquals(Spans(Other)) && One.Rate == Other.Rate;

    /// <summary>Whether they were said within a few days, as far as is known.</summary>
    public bool WereSaidTogether => DaysBetween() <= NearDays;

    /// <summary>Whether they were said so close that a state could hardly have changed, as far as is known.</summary>
    public bool WereSaidInOneState => DaysBetween() <= StateDays;

    /// <summary>Whether the first was said some days before the second.</summary>
    public bool WasOneSaidBefore => oneClaim.Said is { } one && otherClaim.Said is { } other && one.End.AddDays(NearDays) <= other.Start;

    /// <summary>Whether both have the day of the other behind them.</summary>
    public bool WasOneSaidEarlierThan => oneClaim.Said is { } one && otherClaim.Said is { } other && one.End <= other.Start;

    /// <summary>The same, the other way round.</summary>
    public ClausePair Turned()
    {
        var (first, second) = (otherClaim, oneClaim);
        return new(first, Other, second, One, AreOfAlikeClaims);
    }

    // Days between the end of what was said first and the beginning of what was said later; none where it is not known.
    private double DaysBetween()
    {
        if (oneClaim.Said is not { } one || otherClaim.Said is not { } other)
        {
            return 0;
        }

        var gap = one.Start < other.Start ? other.Start - one.End : one.Start - other.End;
        return Math.Max(gap.TotalDays, 0);
    }

    private static HashSet<string> Spans(Clause clause) =>
        [.. clause.Times.Where(time => time.Role == TimeRole.Span).Select(time => time.Text.ToLowerInvariant())];

    private static List<Term> Stated(Clause clause) => clause.Terms.FindAll(term => !term.IsExcluded);
}
