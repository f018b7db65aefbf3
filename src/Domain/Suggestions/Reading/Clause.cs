namespace ClaimCheck.Domain.Suggestions.Reading;

/// <summary>Whether what a clause tells has happened.</summary>
internal enum Mood
{
    /// <summary>It has, or it holds.</summary>
    Actual = 1,

    /// <summary>It is to come: announced, promised, ordered, planned.</summary>
    Coming,

    /// <summary>It may be: possible, conditional, asked for, an opinion.</summary>
    Possible,
}

/// <summary>Whether a clause says that it is so.</summary>
internal enum Polarity
{
    /// <summary>It is so.</summary>
    Affirmed = 1,

    /// <summary>It is not so.</summary>
    Denied,

    /// <summary>It cannot be told: not all, not only, no longer, did not deny.</summary>
    Unclear,
}

/// <summary>A word that says something, a name or a phrase.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Stem">By which it is compared.</param>
/// <param name="IsName">Whether it is a name, as far as a capital tells.</param>
/// <param name="Weight">How much it says, a plain word being 1.</param>
/// <param name="NameGroup">The names that stand together have one number; 0 where it is no name.</param>
/// <param name="Place">Where it stands among the terms of its claim.</param>
internal sealed record Term(string Text, string Stem, bool IsName, double Weight, int NameGroup, int Place)
{
    /// <summary>Who says it, rather than what is said: it may be missing in another claim.</summary>
    public bool IsAttribution { get; set; }

    /// <summary>Named in order to be excluded: not the general but the minister.</summary>
    public bool IsExcluded { get; set; }
}

/// <summary>How much of something.</summary>
/// <param name="Low">The least it may be.</param>
/// <param name="High">The most.</param>
/// <param name="Text">As it is written.</param>
/// <param name="Unit">What it is measured in, such as <c>percent</c>; null where it counts what follows.</param>
/// <param name="Before">The place of the term after it.</param>
internal sealed record Quantity(double Low, double High, string Text, string? Unit, int Before)
{
    /// <summary>Whether both may be true of one thing.</summary>
    public bool Allows(Quantity other) =>
        (Low <= other.High && other.Low <= High) || IsRounded(this, other) || IsRounded(other, this);

    // Six is 6.1 rounded.
    private static bool IsRounded(Quantity whole, Quantity exact) =>
        double.IsInteger(whole.Low) && !double.IsInteger(exact.Low) && Math.Abs(whole.Low - exact.Low) <= Half;

    private const double Half = 0.5;
}

/// <summary>How a time bounds what is told.</summary>
internal enum TimeRole
{
    /// <summary>It happened then.</summary>
    At = 1,

    /// <summary>A span that begins, ends or lasts so: two spans do not contradict each other.</summary>
    Span,
}

/// <summary>A time that a text names.</summary>
/// <param name="Year">Its year, if known.</param>
/// <param name="Month">Its month.</param>
/// <param name="Day">Its day.</param>
/// <param name="Weekday">Its day of the week.</param>
/// <param name="Role">What it says about the event.</param>
/// <param name="Text">As it is written.</param>
internal sealed record NamedTime(int? Year, int? Month, int? Day, DayOfWeek? Weekday, TimeRole Role, string Text)
{
    /// <summary>Whether one day or period can be both.</summary>
    public bool Allows(NamedTime other)
    {
        if (Differ(Year, other.Year))
        {
            return false;
        }

        if (Month is not null || other.Month is not null)
        {
            return !Differ(Month, other.Month) && !(Month == other.Month && Differ(Day, other.Day)) && !DifferByWeekday(other);
        }

        return !DifferByWeekday(other);
    }

    private bool DifferByWeekday(NamedTime other) => Day is null && other.Day is null && Weekday is { } one && other.Weekday is { } two && one != two;

    private static bool Differ(int? one, int? other) => one is not null && other is not null && one != other;
}

/// <summary>A part of a claim that tells one thing.</summary>
internal sealed class Clause
{
    /// <summary>What it tells of.</summary>
    public List<Term> Terms { get; } = [];

    /// <summary>How much.</summary>
    public List<Quantity> Quantities { get; } = [];

    /// <summary>When.</summary>
    public List<NamedTime> Times { get; } = [];

    /// <summary>The words that deny it.</summary>
    public List<string> Denials { get; } = [];

    /// <summary>The place of the first term that is denied.</summary>
    public int DeniedFrom { get; set; }

    /// <summary>The verb by which something is asked for, where one is; two who ask for the same have both happened.</summary>
    public string? Asked { get; set; }

    /// <summary>Whether it has happened.</summary>
    public Mood Mood { get; set; } = Mood.Actual;

    /// <summary>Whether a denial leaves open what it denies.</summary>
    public bool IsUnclear { get; set; }

    /// <summary>Whether only some of something are meant.</summary>
    public bool IsPartial { get; set; }

    /// <summary>Whether it says "not yet", which a later report does not contradict.</summary>
    public bool IsYet { get; set; }

    /// <summary>The number of a rate: per day, a month, each year.</summary>
    public string? Rate { get; set; }

    /// <summary>Whether it is so.</summary>
    public Polarity Polarity => this switch
    {
        { IsUnclear: true } => Polarity.Unclear,
        { Denials.Count: 0 } => Polarity.Affirmed,
        { Denials.Count: 1 } => Polarity.Denied,
        _ => Polarity.Unclear,
    };
}
