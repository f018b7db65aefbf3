namespace ClaimCheck.Domain.Suggestions.Reading;

/// <summary>Reads the words that say no, in a clause, of a saying, or of somebody who is named in order to be excluded, and how far they reach.</summary>
/// <param name="tokens">The text.</param>
/// <param name="draft">Takes what is read.</param>
internal sealed class DenialReader(TokenRun tokens, StatementDraft draft)
{
    private const int DismissalReach = 5;
    private const int ExclusionReach = 8;

    private static readonly HashSet<string> NoEvidence = ["truth", "evidence", "sign", "signs", "proof", "indication", "basis", "trace", "question", "such"];

    /// <summary>Reads the denial that begins at a token: the token after it, or null where none begins.</summary>
    public int? Read(int at)
    {
        var word = tokens[at].Word;
        var next = tokens.Next(at);
        if ((FunctionWords.Denying.Contains(word) || (word.StartsWith("disput", StringComparison.Ordinal) && next == "that")) && !TokenRun.IsBeing(tokens.Last(at)))
        {
            return Disclaim(at, at + 1);
        }

        if (FunctionWords.Dismissing.Contains(word) && SayingWithin(at) is var (dismissed, isFalse))
        {
            draft.IsDismissed = isFalse;
            return Disclaim(at, dismissed);
        }

        if (word is "rule" or "rules" or "ruled" or "ruling" && next == "out")
        {
            draft.Clause.Mood = MoodReader.Later(draft.Clause.Mood, Mood.Coming);
            return Disclaim(at, at + 2);
        }

        if (FunctionWords.False.Contains(word) && (draft.IsDismissed || next == "that" || HasSaying()))
        {
            var after = next == "that" ? at + 2 : at + 1;
            return draft.IsDismissed ? after : draft.Deny(tokens[at].Text, after);
        }

        if (word == "yet" && next == "to")
        {
            draft.Clause.IsYet = true;
            return draft.Deny("yet to", at + 2);
        }

        if ((FunctionWords.NoTo.Contains(word) && next == "to" && !(TokenRun.IsBeing(tokens.Last(at)) && word != "unable")) || (word is "short" && next == "of"))
        {
            return draft.Deny(tokens[at].Text, at + 2);
        }

        if (word is "rather" or "instead" && next is "than" or "of")
        {
            draft.ExcludedUntil = tokens.Count;
            return at + 2;
        }

        return FunctionWords.No.Contains(word) ? ReadNo(at, word, next) : null;
    }

    private int ReadNo(int at, string word, string next)
    {
        if (word is "not" or "no" && FunctionWords.NotDenied.Contains(next))
        {
            return at + 2;
        }

        if (word is "not" && EndOfExclusion(at) is { } end)
        {
            draft.ExcludedUntil = end;
            return at + 1;
        }

        if (word is "not" or "no" && FunctionWords.NotQuite.Contains(next))
        {
            draft.Clause.IsUnclear = true;
            return at + 1;
        }

        if (word == "no" && NoEvidence.Contains(next))
        {
            draft.Clause.IsUnclear |= next != "truth";
            return draft.Deny($"no {next}", at + 2);
        }

        return word == "nor" && draft.Clause.Denials.Count > 0 ? at + 1 : draft.Deny(tokens[at].Text, at + 1);
    }

    // Not the general but the minister: who is excluded stands between the two.
    private int? EndOfExclusion(int at)
    {
        for (var i = at + 1; i < Math.Min(tokens.Count, at + ExclusionReach); i++)
        {
            if (tokens[i].Before == Break.Strong || FunctionWords.Openers.Contains(tokens[i].Word))
            {
                return null;
            }

            if (tokens[i].Word == "but")
            {
                return i > at + 1 ? i : null;
            }
        }

        return null;
    }

    // Who denies is not what is denied.
    private int Disclaim(int at, int after)
    {
        draft.Clause.IsUnclear |= draft.Clause.Denials.Count > 0;
        draft.Clause.Terms.ForEach(term => term.IsAttribution = true);
        draft.Deny(tokens[at].Text, after);
        draft.IsDisclaimed = true;
        while (after < tokens.Count && (tokens[after].Word is "that" or "having" or "any" or "as" or "the" or "of" || FunctionWords.Sayings.Contains(tokens[after].Word)))
        {
            after++;
        }

        return after;
    }

    private (int After, bool IsFalse)? SayingWithin(int at)
    {
        var isFalse = false;
        int? after = null;
        for (var i = at + 1; i < Math.Min(tokens.Count, at + 1 + DismissalReach) && tokens[i].Before != Break.Strong; i++)
        {
            isFalse |= FunctionWords.False.Contains(tokens[i].Word);
            if (FunctionWords.Sayings.Contains(tokens[i].Word) || FunctionWords.False.Contains(tokens[i].Word))
            {
                after = i + 1;
            }
        }

        // Calling something something denies nothing.
        return after is { } found && (isFalse || !tokens[at].Word.StartsWith("call", StringComparison.Ordinal)) ? (found, isFalse) : null;
    }

    private bool HasSaying() => tokens.All.Any(token => FunctionWords.Sayings.Contains(token.Word)) || (tokens.Count > 1 && tokens[0].Word == "it");
}
