using ClaimCheck.Domain.Matching;

namespace ClaimCheck.Data.Matching;

/// <summary>
/// Spellings that differ from a word by one typing error: a letter missing, doubled, wrong, or changed with its neighbour. They are some
/// hundred for a word, which the index is asked for in one go: quicker than keeping a list of all words, and never out of date.
/// </summary>
internal static class TypingErrors
{
    private const int ShortestWord = 5;
    private const int LongestWord = 24;
    private const int MostLexemes = 1;

    private const string English = "abcdefghijklmnopqrstuvwxyz";

    /// <summary>Whether a word that nobody else has used may be a misspelt one.</summary>
    public static bool AreLikelyIn(UtteranceWord word) =>
        word is { Kind: WordKind.Word, IsSignature: false, Form.Length: >= ShortestWord and <= LongestWord } && !word.Form.Any(char.IsDigit);

    /// <summary>What may have been meant.</summary>
    /// <param name="lexemes">What stands there, as the index would hold it.</param>
    public static IEnumerable<string> Undone(string[] lexemes) =>
        lexemes.OrderBy(lexeme => lexeme.Length).Take(MostLexemes).SelectMany(Undone).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Undone(string word)
    {
        // Of other alphabets than the English one only the word's own letters: their letters are not known here.
        var letters = word.AsSpan().ContainsAnyExceptInRange('a', 'z') ? string.Concat(word.Distinct()) : English;
        for (var i = 0; i <= word.Length; i++)
        {
            var (head, tail) = (word[..i], word[i..]);
            if (tail.Length > 0)
            {
                yield return head + tail[1..];
            }

            if (tail.Length > 1)
            {
                yield return head + tail[1] + tail[0] + tail[2..];
            }

            foreach (var letter in letters)
            {
                yield return head + letter + tail;
                if (tail.Length > 0)
                {
                    yield return head + letter + tail[1..];
                }
            }
        }
    }
}
