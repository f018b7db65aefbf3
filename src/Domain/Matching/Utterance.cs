using System.Net;
using System.Text.RegularExpressions;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.Matching;

/// <summary>A word of an utterance, however often it stands there.</summary>
/// <param name="Spelling">As it stands there first, in normal form.</param>
/// <param name="Key">What it is compared by: its stem, its value, or its folded characters.</param>
/// <param name="Form">Its folded letters.</param>
/// <param name="Kind">What it is.</param>
/// <param name="IsStopWord">Whether it is one of the English words that say nothing of what a sentence is about.</param>
/// <param name="IsSignature">Whether it stands only in the name under a post.</param>
public sealed record UtteranceWord(string Spelling, string Key, string Form, WordKind Kind, bool IsStopWord, bool IsSignature);

/// <summary>
/// Something said, a sentence or a post, as it is compared with claims. Of addresses the words in the path count, hashtags and names of
/// accounts are taken apart where capitals show how, and the name under a post is told from what the post says.
/// </summary>
public sealed partial class Utterance
{
    /// <summary>The most words in a row that are compared; of a longer text, the first.</summary>
    public const int MostTokens = 600;

    private const int SignatureLength = 200;
    private const int ShortestPathWord = 3;

    private readonly List<UtteranceWord> words = [];
    private readonly List<UtteranceToken> tokens = [];
    private readonly Dictionary<string, int> indexes = [];
    private readonly bool hasEnglishStopWords;

    private Utterance(string text, string? language)
    {
        Text = text;
        hasEnglishStopWords = language is null || LanguageOf(language) == "en";
        ReadAll();
    }

    /// <summary>The words, each once, in the order in which they first stand there.</summary>
    public IReadOnlyList<UtteranceWord> Words => words;

    /// <summary>The text that the tokens point into.</summary>
    internal string Text { get; }

    /// <summary>Every occurrence of a word, in order.</summary>
    internal IReadOnlyList<UtteranceToken> Tokens => tokens;

    /// <summary>Reads what was said.</summary>
    /// <param name="text">The text.</param>
    /// <param name="language">Its language, if it is known.</param>
    public static Utterance Read(string text, string? language = null)
    {
        var plain = text.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(text) : text;
        return new Utterance(Normal(plain), language);
    }

    /// <summary>A text as words are read from it.</summary>
    internal static string Normal(string text) => CompatibleText.Of(text);

    /// <summary>What a word is compared by.</summary>
    internal static string KeyOf(in TextWord word, ReadOnlySpan<char> form)
    {
        if (word.Kind != WordKind.Word)
        {
            return form.ToString();
        }

        if (Numerals.ValueOf(form) is { } value)
        {
            return value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        Span<char> stem = stackalloc char[WordReader.LongestWord];
        return stem[..EnglishStem.Write(form, stem)].ToString();
    }

    private static string LanguageOf(string tag) => tag.Split('-')[0].ToLowerInvariant();

    private void ReadAll()
    {
        var end = Text.Length;
        var tail = Math.Max(0, Text.Length - SignatureLength);
        var signature = Signature().Match(Text, tail);
        if (signature.Success)
        {
            end = signature.Index;
        }

        var at = 0;
        while (at < end && tokens.Count < MostTokens)
        {
            var special = Special().Match(Text, at, end - at);
            var stop = special.Success ? special.Index : end;
            Read(at..stop, WordPlace.Text);
            if (!special.Success)
            {
                break;
            }

            at = special.Index + special.Length;
            if (Text[special.Index] is '#' or '@')
            {
                var place = Text[special.Index] == '#' ? WordPlace.Hashtag : WordPlace.Handle;
                ReadCompound((special.Index + 1)..at, place);
            }
            else if (!special.Groups["short"].Success)
            {
                ReadPath(special);
            }
        }

        if (signature.Success)
        {
            Read(RangeOf(signature.Groups["name"]), WordPlace.Signature);
            ReadCompound(RangeOf(signature.Groups["account"]), WordPlace.Signature);
        }
    }

    private static Range RangeOf(Group group) => group.Index..(group.Index + group.Length);

    private void ReadPath(Match address)
    {
        foreach (var part in PathWord().EnumerateMatches(Text.AsSpan(address.Groups["path"].Index, address.Groups["path"].Length)))
        {
            if (part.Length >= ShortestPathWord)
            {
                var start = address.Groups["path"].Index + part.Index;
                Read(start..(start + part.Length), WordPlace.Address);
            }
        }
    }

    /// <summary>Words written as one, told apart by their capitals, digits and underscores.</summary>
    private void ReadCompound(Range range, WordPlace place)
    {
        var (start, end) = (range.Start.Value, range.End.Value);
        var from = start;
        for (var at = start + 1; at <= end; at++)
        {
            if (at == end || IsSeam(at, end))
            {
                Read(from..at, place);
                from = at;
            }
        }
    }

    private bool IsSeam(int at, int end)
    {
        var (before, here) = (Text[at - 1], Text[at]);
        return (char.IsLower(before) && char.IsUpper(here))
            || (char.IsUpper(before) && char.IsUpper(here) && at + 1 < end && char.IsLower(Text[at + 1]))
            || char.IsDigit(before) != char.IsDigit(here);
    }

    private void Read(Range part, WordPlace place) => WordReader.Read(Text, part, place, Add);

    private void Add(in TextWord word, ReadOnlySpan<char> form)
    {
        if (tokens.Count >= MostTokens || form.IsEmpty)
        {
            return;
        }

        var key = KeyOf(word, form);
        var isSignature = word.Place == WordPlace.Signature;
        if (!indexes.TryGetValue(key, out var index))
        {
            index = words.Count;
            indexes.Add(key, index);
            var folded = form.ToString();
            words.Add(new UtteranceWord(
                Text[word.Start..word.End], key, folded, word.Kind, hasEnglishStopWords && StopWords.Contain(folded), isSignature));
        }

        tokens.Add(new UtteranceToken(index, word, form.ToString()));
    }

    /// <summary>A dash, a name, an account in parentheses and a date, as copied posts end.</summary>
    [GeneratedRegex(@"\s*[\u2014\u2013-]\s*(?<name>[^\u2014\u2013]{0,80}?)\s*\(@(?<account>\w{1,30})\)\s*\w{3,12}\.? \d{1,2}, \d{4}\s*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Signature();

    /// <summary>An address, a hashtag or the name of an account. Addresses of pictures and shortened ones say nothing.</summary>
    [GeneratedRegex(@"(?<short>(?:https?://)?(?:pic\.twitter\.com|t\.co|bit\.ly|youtu\.be|tinyurl\.com|goo\.gl|ow\.ly)/[\w/-]*)|(?:https?://|www\.)[^\s/]*(?<path>\S*)|[#@]\w+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Special();

    [GeneratedRegex(@"(?<![\w])[\p{L}]+(?![\w])", RegexOptions.CultureInvariant)]
    private static partial Regex PathWord();
}

/// <summary>An occurrence of a word in an utterance.</summary>
/// <param name="Word">Which of its words.</param>
/// <param name="At">Where.</param>
/// <param name="Form">Its folded letters.</param>
internal readonly record struct UtteranceToken(int Word, TextWord At, string Form);
