namespace ClaimCheck.Domain.Suggestions.Reading;

/// <summary>What stands before a token.</summary>
internal enum Break
{
    /// <summary>White space, or nothing.</summary>
    None = 1,

    /// <summary>A comma.</summary>
    Comma,

    /// <summary>What ends a clause: a full stop, a semicolon, a dash, a bracket.</summary>
    Strong,
}

/// <summary>A word or a number as it stands in a text.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Word">In lower case, without accents; of a number, its digits.</param>
/// <param name="Before">What stands before it.</param>
/// <param name="IsCapital">Whether it begins with a capital.</param>
/// <param name="IsFirst">Whether it is the first of its sentence, where a capital says nothing.</param>
/// <param name="Value">What number it is in digits; null for a word.</param>
internal readonly record struct Token(string Text, string Word, Break Before, bool IsCapital, bool IsFirst, double? Value)
{
    /// <summary>Its stem.</summary>
    public string Stem { get; } = Value is null ? WordForms.StemOf(Word) : Word;
}
