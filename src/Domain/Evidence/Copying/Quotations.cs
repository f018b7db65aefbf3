using System.Buffers;

namespace ClaimCheck.Domain.Evidence.Copying;

/// <summary>
/// Finds the quotations in a text. Two reports that quote one speaker are bound to agree there, so what is quoted shows
/// nothing about who copied from whom.
/// </summary>
internal static class Quotations
{
    /// <summary>One or two words in quotation marks are a name, or the writer's own irony, and not somebody's speech.</summary>
    private const int FewestGaps = 2;

    /// <summary>The same for scripts that have no gaps.</summary>
    private const int FewestIdeographs = 7;

    private static readonly SearchValues<char> Opening = SearchValues.Create("\"“„”«»‹›「『‘‚'《〈");

    /// <summary>The parts between quotation marks, in order and without overlap, as ranges of the text; marks left open quote nothing.</summary>
    public static List<Range> In(string text)
    {
        var found = new List<Range>();
        var at = 0;
        while (at < text.Length && text.AsSpan(at).IndexOfAny(Opening) is >= 0 and var ahead)
        {
            var open = at + ahead;
            at = open + 1;
            if (CloseOf(text, open) is { } close)
            {
                if (IsSpeech(text.AsSpan(open + 1, close - open - 1)))
                {
                    found.Add(new Range(open + 1, close));
                }

                at = close + 1;
            }
        }

        return found;
    }

    // A mark that opens in one language closes in another: each opening mark knows all that may close it.
    private static string ClosersOf(char open) => open switch
    {
        '"' => "\"",
        '“' or '”' or '„' => "”“",
        '«' => "»",
        '»' => "«»",
        '‹' => "›",
        '›' => "‹›",
        '「' => "」",
        '『' => "』",
        '《' => "》",
        '〈' => "〉",
        '‘' or '‚' => "’‘",
        _ => "'",
    };

    private static int? CloseOf(string text, int open)
    {
        var isApostrophe = text[open] is '\'' or '‘' or '‚';
        if (isApostrophe && open > 0 && char.IsLetterOrDigit(text[open - 1]))
        {
            return null;
        }

        var closers = ClosersOf(text[open]).AsSpan();
        for (var i = open + 1; i < text.Length; i++)
        {
            if (closers.Contains(text[i]) && !(isApostrophe && i + 1 < text.Length && char.IsLetterOrDigit(text[i + 1])))
            {
                return i;
            }
        }

        return null;
    }

    private static bool IsSpeech(ReadOnlySpan<char> quoted)
    {
        var (gaps, ideographs) = (0, 0);
        for (var i = 0; i < quoted.Length; i++)
        {
            var kind = Characters.KindOf(quoted[i]);
            gaps += kind == CharacterKind.Separator && i > 0 && Characters.KindOf(quoted[i - 1]) != CharacterKind.Separator && i < quoted.Length - 1 ? 1 : 0;
            ideographs += kind is CharacterKind.Ideograph or CharacterKind.UnspacedLetter ? 1 : 0;
        }

        return gaps >= FewestGaps || ideographs >= FewestIdeographs;
    }
}
