using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.Suggestions.Reading;

/// <summary>
/// Takes an English sentence apart without a grammar: into clauses at commas and conjunctions, of each clause what it tells of,
/// how much, when, whether it is denied and whether it has happened. Who says so is kept apart from what is said.
/// </summary>
internal sealed class StatementReader
{
    private const int LongestPhrase = 4;
    private const int FewestBeforeVerb = 3;

    private static readonly HashSet<string> Continuing =
    [
        "it", "he", "she", "they", "says", "said", "say", "has", "have", "had", "was", "were", "is", "are", "will", "would", "did", "does", "denied", "denies", "not", "could", "can", "nobody", "there", "only", "calls", "called", "never", "none",
    ];

    private static readonly HashSet<string> SpanBefore = ["past", "last", "over", "within", "for", "next", "in", "first", "after"];

    private readonly TokenRun tokens;
    private readonly StatementDraft draft = new();
    private readonly TimeReader times;
    private readonly DenialReader denials;
    private readonly AttributionReader attributions;
    private readonly TermReader terms;
    private bool isConditional;

    private StatementReader(TokenRun tokens, PartialDate? said)
    {
        this.tokens = tokens;
        times = new(said);
        denials = new(tokens, draft);
        attributions = new(tokens, draft);
        terms = new(tokens, draft);
    }

    /// <summary>Reads an English text.</summary>
    /// <param name="tokens">Its words and numbers.</param>
    /// <param name="said">When it was said.</param>
    public static Statement Read(IReadOnlyList<Token> tokens, PartialDate? said)
    {
        var reader = new StatementReader(new(tokens), said);
        reader.Read();
        if (reader.isConditional)
        {
            reader.draft.Clauses.ForEach(each => each.Mood = Mood.Possible);
        }

        return new(reader.draft.Clauses, tokens);
    }

    private void Read()
    {
        for (var at = 0; at < tokens.Count;)
        {
            var begun = Begin(at);
            at = begun == at ? ReadAt(at) : begun;
        }

        draft.Close(0);
    }

    // Closes the clause where another one begins here, and passes by who says so.
    private int Begin(int at)
    {
        var token = tokens[at];
        if (token.Before == Break.Strong)
        {
            draft.Close(0);
        }

        if (attributions.Pass(at) is { } passed)
        {
            return passed;
        }

        // Another clause with "and" has the same subject.
        var carried = token.Word is "and" or "but" ? 2 : 0;
        if (token.Before == Break.Comma)
        {
            // From here, not from there.
            if (token.Word == "not" && draft.Clause.Denials.Count == 0)
            {
                draft.ExcludedUntil = tokens.EndOfPiece(at);
                return at + 1;
            }

            if (attributions.EndOfTail(at) is { } end)
            {
                return ReadTail(at, end);
            }

            // Offshore, nowhere near a village: what is denied is another thing.
            if (FunctionWords.No.Contains(token.Word) && draft.Clause.Terms.Count >= FewestBeforeVerb)
            {
                draft.Close(0);
                draft.IsOpened = true;
            }
            else if (draft.IsOpened || Opens(token) || (carried > 0 && Continuing.Contains(tokens.Next(at))))
            {
                draft.Close(carried);
            }
        }
        else if (draft.Clause.Terms.Count > 0 && (Opens(token) || Continues(at)) && !IsBeforeTime(at))
        {
            draft.Close(carried);
        }

        return at;
    }

    // Who said it, at the end: what another claim tells of may be told of here.
    private int ReadTail(int at, int end)
    {
        var before = draft.Clause.Terms.Count;
        while (at < end)
        {
            at = terms.ReadPlain(at);
        }

        draft.Clause.Terms.Skip(before).ToList().ForEach(term => term.IsAttribution = true);
        return at;
    }

    // Another verb with the same subject, but for "stopped and searched", or a relative clause.
    private bool Continues(int at)
    {
        var next = tokens.Next(at);
        return tokens[at].Word switch
        {
            "and" or "but" => Continuing.Contains(next)
                || (draft.Clause.Terms.Count >= FewestBeforeVerb && WordForms.IsPast(next) && !WordForms.IsPast(tokens.Last(at))),
            "that" => at > 0 && !tokens.IsCleft && !FunctionWords.Reporting.Contains(tokens[at - 1].Word)
                && (TokenRun.IsBeing(next) || next is "has" or "had" or "have" || WordForms.IsPast(next)),
            _ => false,
        };
    }

    private bool Opens(Token token) => FunctionWords.Openers.Contains(token.Word) && !(token.Word == "who" && tokens.IsCleft);

    private int ReadAt(int at)
    {
        var token = tokens[at];
        isConditional |= token.Word is "if" or "unless" or "whether" || (token.Word == "talk" && TokenRun.IsBeing(tokens.Last(at)));
        if (FunctionWords.Openers.Contains(token.Word) && draft.Clause.Terms.Count == 0 && !IsBeforeTime(at))
        {
            draft.IsOpened = true;
            return token.Word == "without" ? draft.Deny(token.Text, at + 1) : at + 1;
        }

        return denials.Read(at) ?? attributions.Read(at) ?? ReadTime(at) ?? ReadQuantity(at) ?? terms.Read(at);
    }

    private int? ReadTime(int at)
    {
        if (times.Read(tokens.All, at) is not var (time, end))
        {
            return null;
        }

        draft.Clause.Times.Add(time);
        return end;
    }

    private int? ReadQuantity(int at)
    {
        if (QuantityReader.Read(tokens.All, at) is not var (quantity, end))
        {
            return null;
        }

        if (end < tokens.Count && FunctionWords.Durations.Contains(tokens[end].Word) && SpanBefore.Contains(tokens.Last(at)))
        {
            draft.Clause.Times.Add(new(null, null, null, null, TimeRole.Span, $"{quantity.Text} {tokens[end].Text}"));
            return end + 1;
        }

        draft.Clause.IsPartial |= quantity.Unit is null && end + 1 < tokens.Count && tokens[end].Word == "of" && FunctionWords.Definite.Contains(tokens[end + 1].Word);
        draft.Clause.Quantities.Add(quantity with { Before = draft.Terms });
        return end;
    }

    private bool IsBeforeTime(int at)
    {
        if (!FunctionWords.Prepositions.Contains(tokens[at].Word))
        {
            return false;
        }

        var next = at + 1 < tokens.Count && tokens[at + 1].Word is "the" or "early" or "late" ? at + 2 : at + 1;
        return next < tokens.Count && (times.Read(tokens.All, next) is not null || (tokens[at].Word != "without" && tokens.EndOfPiece(at) - at <= LongestPhrase));
    }
}
