namespace ClaimCheck.Domain.Suggestions.Reading;

/// <summary>Reads the words that say something, the names and phrases among them, and how much each says.</summary>
/// <param name="tokens">The text.</param>
/// <param name="draft">Takes what is read.</param>
internal sealed class TermReader(TokenRun tokens, StatementDraft draft)
{
    private const double NameWeight = 1.5;
    private const double LightWeight = 0.35;
    private const int LongestLight = 4;

    private int nameGroup;
    private int lastName = -1;

    /// <summary>Reads the term at a token, if it is one: the token after it.</summary>
    public int Read(int at)
    {
        var token = tokens[at];
        MoodReader.Note(tokens, at, draft.Clause);
        draft.Clause.IsYet |= token.Word == "yet";
        draft.Clause.IsPartial |= token.Word is "some" or "most" or "many" or "part" or "half" && tokens.Next(at) == "of";
        if (ReadRate(at) is { } afterRate)
        {
            return afterRate;
        }

        return ReadPlain(at);
    }

    /// <summary>The same, whatever the word may say of the clause that it stands in.</summary>
    public int ReadPlain(int at)
    {
        var token = tokens[at];
        var phrase = Lexicon.PhraseAt(token.Stem, i => at + 1 + i < tokens.Count && tokens[at + 1 + i].Before == Break.None ? tokens[at + 1 + i].Stem : null);
        if (phrase is null && FunctionWords.Empty.Contains(token.Word))
        {
            return at + 1;
        }

        var end = at + (phrase?.Length ?? 1);
        var stem = phrase?.Joined ?? token.Stem;
        if (phrase is null && Lexicon.CountryOf(stem) is { } country && !FunctionWords.Places.Contains(tokens.Last(at)))
        {
            stem = country;
        }

        var isName = (token.IsCapital && (!token.IsFirst || IsAcronym(token))) || Lexicon.IsName(stem);
        var isLight = phrase is null
            && (FunctionWords.Light.Contains(token.Word) || (!isName && token.Word.Length > LongestLight && token.Word.EndsWith("ly", StringComparison.Ordinal)));
        if (isName && lastName != at && !IsJoined(at))
        {
            nameGroup++;
        }

        lastName = isName ? end : -1;
        var text = string.Join(' ', tokens.All.Skip(at).Take(end - at).Select(each => each.Text));
        var heavy = isName ? NameWeight : 1;
        draft.Clause.Terms.Add(new(text, stem, isName, isLight ? LightWeight : heavy, isName ? nameGroup : 0, draft.Terms++) { IsExcluded = at < draft.ExcludedUntil });
        return end;
    }

    // Bank of England, Committee of the Red Cross.
    private bool IsJoined(int at) =>
        lastName > 0 && ((lastName == at - 1 && tokens[at - 1].Word is "of" or "for")
            || (lastName == at - 2 && tokens[at - 2].Word is "of" or "for" && tokens[at - 1].Word == "the"));

    private int? ReadRate(int at)
    {
        var word = tokens[at].Word;
        if (word is "daily" or "weekly" or "monthly" or "yearly" or "annually" or "hourly")
        {
            draft.Clause.Rate = word[..^2];
            return at + 1;
        }

        if (word is "a" or "per" or "each" or "every" && FunctionWords.Durations.Contains(tokens.Next(at)) && draft.Clause.Quantities.Count > 0)
        {
            draft.Clause.Rate = tokens.Next(at);
            return at + 2;
        }

        return null;
    }

    private static bool IsAcronym(Token token) => token.Text.Length > 1 && token.Text.All(c => !char.IsLetter(c) || char.IsUpper(c));
}
