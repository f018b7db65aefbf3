namespace ClaimCheck.Domain.Matching;

/// <summary>How a word of an utterance was found in a claim.</summary>
public enum SharedHow
{
    /// <summary>As it stands, but for case and accents.</summary>
    Same = 1,

    /// <summary>With another ending, or a number written otherwise.</summary>
    Stemmed,

    /// <summary>Spelt alike: one is a typing error of the other, or made of it.</summary>
    Alike,

    /// <summary>By a synonym.</summary>
    Synonym,

    /// <summary>Written as one on one side and apart on the other, as hashtags are.</summary>
    Joined,
}

/// <summary>A word that an utterance and a claim share.</summary>
/// <param name="Said">As the utterance has it.</param>
/// <param name="Found">As the claim has it.</param>
/// <param name="How">How one was found by the other.</param>
/// <param name="Rarity">How much it says that both have it: 0 for a word in every claim, at most 10.</param>
public sealed record SharedWord(string Said, string Found, SharedHow How, double Rarity);

/// <summary>Why a claim is taken to say the same as an utterance.</summary>
/// <param name="Words">Words both share, the rarest first.</param>
/// <param name="Names">Names that both have, as the claim writes them.</param>
/// <param name="Numbers">Numbers that both have, as the claim writes them.</param>
/// <param name="Phrases">Words in a row that both have, as the claim writes them.</param>
/// <param name="IsByHeadline">Whether most of what is shared, by rarity, stands in headlines only and not in the claim itself.</param>
/// <param name="DiffersInNegation">Whether only one of both has "not", "never" or the like in it, in English.</param>
public sealed record MatchReasons(
    IReadOnlyList<SharedWord> Words, IReadOnlyList<string> Names, IReadOnlyList<string> Numbers, IReadOnlyList<string> Phrases, bool IsByHeadline,
    bool DiffersInNegation)
{
    /// <summary>The most words that are told of.</summary>
    public const int MostWords = 12;

    /// <summary>The most names, numbers and phrases that are told of, each.</summary>
    public const int MostOthers = 5;
}
