namespace ClaimCheck.Domain.Matching;

/// <summary>What a word of a text is.</summary>
public enum WordKind
{
    /// <summary>Letters, perhaps with digits among them.</summary>
    Word = 1,

    /// <summary>A number in digits; its form is its value.</summary>
    Number,

    /// <summary>Two characters in a row of a script that does not mark words, or one that stands alone.</summary>
    Characters,
}

/// <summary>Where in an utterance a word stands.</summary>
public enum WordPlace
{
    /// <summary>In what is said.</summary>
    Text = 1,

    /// <summary>In a hashtag.</summary>
    Hashtag,

    /// <summary>In the name of an account.</summary>
    Handle,

    /// <summary>In the path of an address.</summary>
    Address,

    /// <summary>In the name under a post: who says it, not what is said.</summary>
    Signature,
}

/// <summary>A word of a text.</summary>
/// <param name="Start">Where it begins in the text that was read.</param>
/// <param name="End">The position after it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="IsCapital">Whether it begins with a capital letter.</param>
internal readonly record struct TextWord(int Start, int End, WordKind Kind, WordPlace Place, bool IsCapital);
