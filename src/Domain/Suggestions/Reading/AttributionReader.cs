namespace ClaimCheck.Domain.Suggestions.Reading;

/// <summary>Reads who says something, so that it is kept apart from what is said.</summary>
/// <param name="tokens">The text.</param>
/// <param name="draft">Takes what is read.</param>
internal sealed class AttributionReader(TokenRun tokens, StatementDraft draft)
{
    private const int LongestTail = 7;
    private const int LongestAfterTail = 4;

    private static readonly HashSet<string> Counts = ["count", "counts", "figures", "figure", "estimate", "estimates", "tally", "account", "calculation", "reckoning", "registration"];

    /// <summary>Passes by who says so where that is all a piece of the sentence tells: the token after it, or null.</summary>
    public int? Pass(int at) => tokens[at].Word switch
    {
        "according" when tokens.Next(at) == "to" => tokens.EndOfPiece(at + 2),
        "by" => EndOfCount(at),
        _ => null,
    };

    /// <summary>Reads a verb by which somebody is said to say what follows: the token after it, or null where there is none.</summary>
    public int? Read(int at)
    {
        var word = tokens[at].Word;
        if (!FunctionWords.Reporting.Contains(word) || at == 0 || tokens[at].IsCapital)
        {
            return null;
        }

        var before = tokens.Last(at);
        var next = tokens.Next(at);
        if (TokenRun.IsBeing(before))
        {
            return next is "to" or "that" ? at + 1 : null;
        }

        var isNoun = FunctionWords.Definite.Contains(before) || before is "a" or "an" or "no" or "some" or "any";
        if (isNoun || next.Length == 0 || draft.Clause.Terms.Count == 0
            || (FunctionWords.ReportingWithThat.Contains(word) && next is not ("that" or "it" or "he" or "she" or "they")))
        {
            return isNoun || FunctionWords.ReportingWithThat.Contains(word) ? null : at + 1;
        }

        draft.Clause.Terms.ForEach(term => term.IsAttribution = true);

        // Who denies having said something denies that it is so; who did not say something leaves it open.
        draft.Clause.IsUnclear |= draft.Clause.Denials.Count > 0 && !draft.IsDisclaimed;
        return next == "that" ? at + 2 : at + 1;
    }

    /// <summary>Where what follows a comma ends, if it is who said it, "police said on Monday"; else null.</summary>
    public int? EndOfTail(int at)
    {
        var end = tokens.EndOfPiece(at);
        for (var i = at; i < end; i++)
        {
            if (FunctionWords.Reporting.Contains(tokens[i].Word) && !tokens[i].IsCapital)
            {
                var isTail = i - at <= LongestTail && end - i - 1 <= LongestAfterTail && i > at && tokens[i - 1].Word is not ("and" or "who" or "which") && tokens.Next(i) != "that";
                return isTail ? end : null;
            }
        }

        return null;
    }

    // By whose figures: "by the agency's count".
    private int? EndOfCount(int at)
    {
        for (var i = at + 1; i < Math.Min(tokens.Count, at + LongestTail) && tokens[i].Before == Break.None; i++)
        {
            if (Counts.Contains(tokens[i].Word))
            {
                return i + 1;
            }
        }

        return null;
    }
}
