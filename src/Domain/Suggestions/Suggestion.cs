using System.Text;
using ClaimCheck.Domain.Links;

namespace ClaimCheck.Domain.Suggestions;

/// <summary>Why a link is suggested.</summary>
public enum ReasonKind
{
    /// <summary>Most of the shorter one's wording stands in the other.</summary>
    NearVerbatim = 1,

    /// <summary>One was said after the other.</summary>
    SaidLater,

    /// <summary>Both name the same people, places and organisations.</summary>
    SameActors,

    /// <summary>Both tell of the same action, in the same or in other words.</summary>
    SameAction,

    /// <summary>One denies what the other says.</summary>
    Negation,

    /// <summary>They use words of which only one can hold.</summary>
    Antonyms,

    /// <summary>They state numbers of one thing that cannot both hold.</summary>
    Numbers,

    /// <summary>They state times of one event that cannot both hold.</summary>
    Dates,

    /// <summary>They name different actors or places where there is only one.</summary>
    OtherActor,

    /// <summary>Both cite the same source.</summary>
    CitesSameSource,

    /// <summary>One cites the other's source.</summary>
    CitesThisSource,

    /// <summary>A passage of the one stands in the other, word for word, and little else of it.</summary>
    SharedPassage,
}

/// <summary>A reason, with the words that show it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Here">The words of the claim asked about.</param>
/// <param name="There">The words of the other claim.</param>
public sealed record SuggestionReason(ReasonKind Kind, IReadOnlyList<string> Here, IReadOnlyList<string> There)
{
    /// <summary>The most reasons of one suggestion.</summary>
    public const int Most = 8;

    /// <summary>The most words, or passages, of one side of a reason.</summary>
    public const int MostWords = 12;
}

/// <summary>What one claim may be to another.</summary>
/// <param name="From">The claim the relation is said of; for a symmetric relation, the claim asked about.</param>
/// <param name="To">The other claim.</param>
/// <param name="Relation">What the first may be to the second.</param>
/// <param name="Score">From 0 to 1.</param>
/// <param name="Reasons">Why, the strongest first.</param>
public sealed record Suggestion(Guid From, Guid To, LinkRelation Relation, double Score, IReadOnlyList<SuggestionReason> Reasons)
{
    private const int LongestWords = 600;

    /// <summary>The reasons as sentences, fit for the rationale of a link.</summary>
    public string Explain()
    {
        var text = new StringBuilder("Suggested from the texts.");
        foreach (var reason in Reasons)
        {
            text.Append(' ').Append(TitleOf(reason.Kind)).Append(": ").Append(Told(reason.Here, reason.There)).Append('.');
        }

        return text.ToString();
    }

    private static string Told(IReadOnlyList<string> here, IReadOnlyList<string> there)
    {
        var (one, two) = (Quoted(here), Quoted(there));
        if (one == two || two.Length == 0)
        {
            return one;
        }

        return one.Length == 0 ? two : $"{one} / {two}";
    }

    private static string Quoted(IReadOnlyList<string> words)
    {
        var joined = string.Join(" … ", words);
        if (joined.Length == 0)
        {
            return "";
        }

        // Never through a character of two units.
        var end = Math.Min(joined.Length, LongestWords);
        return $"“{joined[..(char.IsHighSurrogate(joined[end - 1]) ? end - 1 : end)]}”";
    }

    private static string TitleOf(ReasonKind kind) => kind switch
    {
        ReasonKind.NearVerbatim => "Nearly the same words",
        ReasonKind.SaidLater => "Said one after the other",
        ReasonKind.SameActors => "Both name",
        ReasonKind.SameAction => "Both tell of",
        ReasonKind.Negation => "One denies it",
        ReasonKind.Antonyms => "Opposites",
        ReasonKind.Numbers => "Numbers that cannot both hold",
        ReasonKind.Dates => "Times that cannot both hold",
        ReasonKind.OtherActor => "One excludes whom the other names",
        ReasonKind.CitesSameSource => "Both cite",
        ReasonKind.CitesThisSource => "One cites the other's source",
        ReasonKind.SharedPassage => "Word for word in both",
    };
}
