using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.Evidence.Copying;

/// <summary>
/// Cuts texts into tokens. Compatibility forms, case, accents, punctuation, a possessive 's and the way a number is
/// written do not tell wordings apart.
/// </summary>
internal sealed class WordingReader
{
    private const int IdeographsPerToken = 2;
    private const int UnspacedLettersPerToken = 5;
    private const int ShortWord = 2;
    private const int ShortestUncommon = 5;

    private readonly List<Token> tokens = [];
    private string text = "";
    private List<Range> quotations = [];
    private int quotation;

    /// <summary>Reads one text.</summary>
    /// <param name="text">As it was recorded.</param>
    /// <param name="normalized">The text that the tokens point into.</param>
    /// <returns>The tokens, until the next text is read.</returns>
    public List<Token> Read(string text, out string normalized)
    {
        this.text = normalized = CompatibleText.Of(text);
        quotations = Quotations.In(normalized);
        quotation = 0;
        tokens.Clear();
        for (var at = 0; at < normalized.Length;)
        {
            at = Characters.KindOf(normalized[at]) switch
            {
                CharacterKind.Separator or CharacterKind.Ignored => at + 1,
                CharacterKind.Letter => ReadWord(at),
                CharacterKind.Digit => ReadNumber(at),
                CharacterKind.Ideograph => ReadRun(at, CharacterKind.Ideograph, TokenKind.Ideographs, IdeographsPerToken),
                CharacterKind.UnspacedLetter => ReadRun(at, CharacterKind.UnspacedLetter, TokenKind.UnspacedLetters, UnspacedLettersPerToken),
            };
        }

        return tokens;
    }

    private int ReadWord(int start)
    {
        var (hash, letters, at) = (Hashes.Empty, 0, start);
        for (; at < text.Length; at++)
        {
            var c = text[at];
            var kind = Characters.KindOf(c);
            if (kind == CharacterKind.Letter)
            {
                hash = Hashes.Add(hash, Characters.Folded(c));
                letters++;
            }
            else if (kind != CharacterKind.Ignored)
            {
                break;
            }
        }

        if (letters == 1 && Characters.Folded(text[start]) == 's' && start > 0 && text[start - 1] is '\'' or '’')
        {
            return at;
        }

        var hashed = Hashes.Finish(hash);
        var isFrequent = letters <= ShortWord || FrequentWords.Contain(hashed, letters);
        var unlessFrequent = letters >= ShortestUncommon && !char.IsUpper(text[start]) ? TokenKind.Uncommon : TokenKind.Word;
        Add(hashed, start, at, isFrequent ? TokenKind.Frequent : unlessFrequent);
        return at;
    }

    private int ReadNumber(int start)
    {
        Span<char> digits = stackalloc char[NumberReader.MaxDigits];
        var end = NumberReader.Read(text, start, digits, out var number);
        var hash = Hashes.Empty;
        for (var i = 0; i < number.Digits; i++)
        {
            hash = Hashes.Add(i == number.Digits - number.Fraction ? Hashes.Add(hash, '.') : hash, digits[i]);
        }

        Add(Hashes.Finish(hash), start, end, number.IsPrecise(digits) ? TokenKind.PreciseNumber : TokenKind.Number);
        return end;
    }

    // Where words are not marked, every few characters in a row are a token, and tokens overlap. Nor does it matter here
    // where there are spaces and commas.
    private int ReadRun(int start, CharacterKind of, TokenKind kind, int length)
    {
        Span<int> starts = stackalloc int[UnspacedLettersPerToken];
        Span<char> window = stackalloc char[UnspacedLettersPerToken];
        var (seen, end) = (0, start);
        for (var at = start; at < text.Length; at++)
        {
            var found = Characters.KindOf(text[at]);
            if (found == of)
            {
                starts[seen % length] = at;
                window[seen % length] = Characters.Folded(text[at]);
                seen++;
                end = at + 1;
                if (seen >= length)
                {
                    Add(HashOf(window, seen, length), starts[seen % length], end, kind);
                }
            }
            else if (found is not (CharacterKind.Ignored or CharacterKind.Separator))
            {
                break;
            }
        }

        if (seen < length)
        {
            Add(HashOf(window, seen, seen), start, end, kind);
        }

        return end;
    }

    private static ulong HashOf(ReadOnlySpan<char> window, int seen, int length)
    {
        var hash = Hashes.Empty;
        for (var i = seen - length; i < seen; i++)
        {
            hash = Hashes.Add(hash, window[i % length]);
        }

        return Hashes.Finish(hash);
    }

    private void Add(ulong hash, int start, int end, TokenKind kind)
    {
        while (quotation < quotations.Count && quotations[quotation].End.Value <= start)
        {
            quotation++;
        }

        var quoted = quotation < quotations.Count && quotations[quotation].Start.Value < end;
        tokens.Add(new Token(hash, start, end, kind, quoted));
    }
}
