using System.Collections.Frozen;

namespace ClaimCheck.Domain.Suggestions.Reading;

/// <summary>
/// Which English words news uses for one thing, and which for opposite things. A word may be in several groups: two words are
/// alike if they have one in common. Written down by hand, for the words in which claims agree and contradict each other.
/// </summary>
internal static class Lexicon
{
    private const int ShortestNegated = 4;

    private static readonly string[] Groups = [.. Lines(LexiconWords.Alike), .. Lines(LexiconWords.Names)];

    private static readonly FrozenSet<string> NameStems = Lines(LexiconWords.Names).SelectMany(WordsOf).Select(StemOf).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, int[]> ByStem = Groups
        .SelectMany((group, number) => WordsOf(group).Select(word => (Stem: StemOf(word), number)))
        .GroupBy(each => each.Stem, each => each.number, StringComparer.Ordinal)
        .ToFrozenDictionary(each => each.Key, each => each.Distinct().ToArray(), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string[]> OppositesByStem = Lines(LexiconWords.Opposite)
        .SelectMany(line => Pairs(line.Split('|')))
        .GroupBy(pair => pair.One, pair => pair.Other, StringComparer.Ordinal)
        .ToFrozenDictionary(each => each.Key, each => each.Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Seats = Lines(LexiconWords.Seats)
        .Select(WordsOf)
        .SelectMany(words => words.Skip(1).Select(seat => (Seat: StemOf(seat), Country: StemOf(words[0]))))
        .ToFrozenDictionary(pair => pair.Seat, pair => pair.Country, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, (string[] Following, string Joined)[]> Phrases = Groups
        .Concat(Lines(LexiconWords.Opposite).SelectMany(line => line.Split('|')))
        .SelectMany(WordsOf)
        .Where(word => word.Contains('_', StringComparison.Ordinal))
        .Distinct(StringComparer.Ordinal)
        .Select(word => word.Split('_').Select(WordForms.StemOf).ToArray())
        .GroupBy(parts => parts[0], StringComparer.Ordinal)
        .ToFrozenDictionary(
            each => each.Key,
            each => each.Select(parts => (parts[1..], string.Join('_', parts))).OrderByDescending(phrase => phrase.Item1.Length).ToArray(),
            StringComparer.Ordinal);

    /// <summary>The groups a stem is in.</summary>
    public static ReadOnlySpan<int> GroupsOf(string stem) => ByStem.TryGetValue(stem, out var groups) ? groups : [];

    /// <summary>The country whose government a capital, or a house in it, stands for where it is said to do something.</summary>
    public static string? CountryOf(string stem) => Seats.GetValueOrDefault(stem);

    /// <summary>Whether a stem is a known name, wherever it stands.</summary>
    public static bool IsName(string stem) => NameStems.Contains(stem);

    /// <summary>Whether two stems are the same, or of one group.</summary>
    public static bool AreAlike(string one, string other) => one == other || ShareGroup(one, other);

    /// <summary>Whether what two stems say of one thing cannot both hold.</summary>
    public static bool AreOpposite(string one, string other) =>
        (OppositesByStem.TryGetValue(one, out var opposites) && opposites.Contains(other, StringComparer.Ordinal))
        || IsNegationOf(one, other) || IsNegationOf(other, one);

    /// <summary>The longest phrase that begins with a stem and goes on with those that follow it: its joined stem, and of how many it is made.</summary>
    public static (string Joined, int Length)? PhraseAt(string first, Func<int, string?> following)
    {
        if (Phrases.TryGetValue(first, out var phrases))
        {
            foreach (var (rest, joined) in phrases)
            {
                if (rest.Select((stem, i) => stem == following(i)).All(same => same))
                {
                    return (joined, rest.Length + 1);
                }
            }
        }

        return null;
    }

    /// <summary>The stem of a word or of a phrase whose parts are joined by an underscore.</summary>
    public static string StemOf(string word) =>
        word.Contains('_', StringComparison.Ordinal) ? string.Join('_', word.Split('_').Select(WordForms.StemOf)) : WordForms.StemOf(word);

    // Unlawful and lawful, disarmed and armed.
    private static bool IsNegationOf(string negated, string stem) =>
        stem.Length >= ShortestNegated && negated.EndsWith(stem, StringComparison.Ordinal)
            && negated[..^stem.Length] is "un" or "in" or "im" or "il" or "ir" or "dis" or "non" or "de";

    private static bool ShareGroup(string one, string other)
    {
        var others = GroupsOf(other);
        foreach (var group in GroupsOf(one))
        {
            if (others.Contains(group))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<(string One, string Other)> Pairs(string[] sides)
    {
        var left = WordsOf(sides[0]).Select(StemOf).ToArray();
        var right = WordsOf(sides[1]).Select(StemOf).ToArray();
        return from one in left from other in right from pair in new[] { (one, other), (other, one) } select pair;
    }

    private static string[] WordsOf(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
