using System.Text;

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

    private readonly List<Token> _tokens = [];
    private string _text = "";
    private List<Range> _quotations = [];
    private int _quotation;

    /// <summary>Reads one text.</summary>
    /// <param name="text">As it was recorded.</param>
    /// <param name="normalized">The text that the tokens point into.</param>
    /// <returns>The tokens, until the next text is read.</returns>
    public List<Token> Read(string text, out string normalized)
    {
        _text = normalized = Ascii.IsValid(text) ? text : text.Normalize(NormalizationForm.FormKC);
        _quotations = Quotations.In(_text);
        _quotation = 0;
        _tokens.Clear();
        for (var at = 0; at < _text.Length;)
        {
            at = Characters.KindOf(_text[at]) switch
            {
                CharacterKind.Separator or CharacterKind.Ignored => at + 1,
                CharacterKind.Letter => ReadWord(at),
                CharacterKind.Digit => ReadNumber(at),
                CharacterKind.Ideograph => ReadRun(at, CharacterKind.Ideograph, TokenKind.Ideographs, IdeographsPerToken),
                CharacterKind.UnspacedLetter => ReadRun(at, CharacterKind.UnspacedLetter, TokenKind.UnspacedLetters, UnspacedLettersPerToken),
            };
        }

        return _tokens;
    }

    private int ReadWord(int start)
    {
        var (hash, letters, at) = (Hashes.Empty, 0, start);
        for (; at < _text.Length; at++)
        {
            var c = _text[at];
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

        if (letters == 1 && Characters.Folded(_text[start]) == 's' && start > 0 && _text[start - 1] is '\'' or '’')
        {
            return at;
        }

        var hashed = Hashes.Finish(hash);
        var isFrequent = letters <= ShortWord || FrequentWords.Contain(hashed, letters);
        var unlessFrequent = char.IsUpper(_text[start]) ? TokenKind.Capitalised : TokenKind.Word;
        Add(hashed, start, at, isFrequent ? TokenKind.Frequent : unlessFrequent);
        return at;
    }

    private int ReadNumber(int start)
    {
        Span<char> digits = stackalloc char[NumberReader.MaxDigits];
        var end = NumberReader.Read(_text, start, digits, out var number);
        var hash = Hashes.Empty;
        for (var i = 0; i < number.Digits; i++)
        {
            hash = Hashes.Add(i == number.Digits - number.Fraction ? Hashes.Add(hash, '.') : hash, digits[i]);
        }

        Add(Hashes.Finish(hash), start, end, TokenKind.Number);
        return end;
    }

    // Where words are not marked, every few characters in a row are a token, and tokens overlap. Nor does it matter here
    // where there are spaces and commas.
    private int ReadRun(int start, CharacterKind of, TokenKind kind, int length)
    {
        Span<int> starts = stackalloc int[UnspacedLettersPerToken];
        Span<char> window = stackalloc char[UnspacedLettersPerToken];
        var (seen, end) = (0, start);
        for (var at = start; at < _text.Length; at++)
        {
            var found = Characters.KindOf(_text[at]);
            if (found == of)
            {
                starts[seen % length] = at;
                window[seen % length] = Characters.Folded(_text[at]);
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
        while (_quotation < _quotations.Count && _quotations[_quotation].End.Value <= start)
        {
            _quotation++;
        }

        var quoted = _quotation < _quotations.Count && _quotations[_quotation].Start.Value < end;
        _tokens.Add(new Token(hash, start, end, kind, quoted));
    }
}
