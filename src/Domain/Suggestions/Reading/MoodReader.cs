namespace ClaimCheck.Domain.Suggestions.Reading;

/// <summary>Reads by a word whether what is told has happened, is to come, or may be.</summary>
internal static class MoodReader
{
    /// <summary>Notes what the token says of the clause that it stands in.</summary>
    public static void Note(TokenRun tokens, int at, Clause clause)
    {
        var token = tokens[at];
        var next = tokens.Next(at);
        if (token.IsCapital && !token.IsFirst)
        {
            return;
        }

        if ((FunctionWords.Possible.Contains(token.Word) || (token.Word == "enough" && next == "to")) && !(token.Word == "could" && next == "not"))
        {
            clause.Mood = Later(clause.Mood, Mood.Possible);
        }
        else if (token.Word is "judgement" or "judgment" or "opinion" or "view" && tokens.Last(at) is "my" or "our" or "his" or "her" or "their")
        {
            clause.Mood = Mood.Possible;
        }
        else if (FunctionWords.Asking.Contains(token.Word))
        {
            clause.Mood = Later(clause.Mood, Mood.Possible);
            clause.Asked = token.Stem;
        }
        else if (FunctionWords.Coming.Contains(token.Word) && !(token.Word == "going" && next != "to"))
        {
            clause.Mood = Later(clause.Mood, Mood.Coming);
        }
        else if (token.Word is "call" or "calls" or "called" && next is "on" or "for")
        {
            clause.Mood = Later(clause.Mood, Mood.Possible);
        }
    }

    /// <summary>The one of two moods that is further from having happened.</summary>
    public static Mood Later(Mood one, Mood other) => one > other ? one : other;
}
