using System.Collections.Frozen;

namespace ClaimCheck.Domain.Matching;

/// <summary>
/// English words that hold sentences together and say little of what they are about. Those of other languages the database knows, for
/// claims whose language is recorded.
/// </summary>
internal static class StopWords
{
    // What a word of each group is worth where both have it: the order of such words tells a sentence that is repeated to the letter.
    // The index leaves them out, so how many claims hold them is never counted.
    private static readonly (double Rarity, string Words)[] Groups =
    [
        (0.7, "a an the of to in and"),
        (1.5, "is are was for on that with by at from be it its as have has had not or but this he his they their"),
        (2.5, """
            been were will would can could who which what when where how why if than so do does did more most about into out up
            all she her we our you your i my me him them no there these those just only over after
            """),
        (4, """
            being doing done am theirs ours yours hers mine us himself herself themselves myself yourself ourselves itself
            any both each every either few other some such own same very too then once again here down off under upon onto
            should may might must shall cant cannot wont im ive id ill youre youve hes shes theyre theyve weve were
            isnt arent wasnt werent dont doesnt didnt hasnt havent hadnt wouldnt couldnt shouldnt aint lets thats whats theres
            heres whom whose nor s t re ve ll d m rt via amp
            """),
    ];

    private static readonly FrozenDictionary<string, double> Rarities = Groups
        .SelectMany(group => group.Words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => (word, group.Rarity)))
        .GroupBy(entry => entry.word, entry => entry.Rarity)
        .ToFrozenDictionary(entry => entry.Key, entry => entry.First());

    private static readonly FrozenSet<string> Negations = """
        not no never none nobody nothing neither nor without cannot cant dont doesnt didnt isnt arent wasnt werent wont wouldnt couldnt
        shouldnt hasnt havent hadnt aint
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a word turns what is said into its opposite.</summary>
    /// <param name="form">Its folded letters.</param>
    public static bool IsNegation(string form) => Negations.Contains(form);

    /// <summary>Whether a word is one of them.</summary>
    /// <param name="form">Its folded letters.</param>
    public static bool Contain(string form) => Rarities.ContainsKey(form);

    /// <summary>What one of them is worth.</summary>
    /// <param name="form">Its folded letters.</param>
    public static double RarityOf(string form) => Rarities.GetValueOrDefault(form, WordRarity.OfStopWord);
}
