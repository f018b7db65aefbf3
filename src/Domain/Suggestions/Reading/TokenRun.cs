namespace ClaimCheck.Domain.Suggestions.Reading;

/// <summary>The words and numbers of a text, in order, and what stands around one of them.</summary>
/// <param name="tokens">All of them.</param>
internal sealed class TokenRun(IReadOnlyList<Token> tokens)
{
    private static readonly HashSet<string> Being = ["is", "are", "was", "were", "be", "been", "being"];

    /// <summary>All of them.</summary>
    public IReadOnlyList<Token> All => tokens;

    /// <summary>How many there are.</summary>
    public int Count => tokens.Count;

    /// <summary>One of them.</summary>
    public Token this[int at] => tokens[at];

    /// <summary>Whether it was the minister who ordered it: one clause, told the other way round.</summary>
    public bool IsCleft => tokens.Count > 2 && tokens[0].Word == "it" && IsBeing(tokens[1].Word);

    /// <summary>Whether a word is a form of "to be".</summary>
    public static bool IsBeing(string word) => Being.Contains(word);

    /// <summary>The word that follows with nothing between; empty where none does.</summary>
    public string Next(int at) => at + 1 < tokens.Count && tokens[at + 1].Before == Break.None ? tokens[at + 1].Word : "";

    /// <summary>The word before; empty at the beginning.</summary>
    public string Last(int at) => at > 0 ? tokens[at - 1].Word : "";

    /// <summary>Where the next comma, or whatever else divides words, is behind this place.</summary>
    public int EndOfPiece(int at)
    {
        do
        {
            at++;
        }
        while (at < tokens.Count && tokens[at].Before == Break.None);
        return at;
    }
}
