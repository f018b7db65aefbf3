namespace ClaimCheck.Domain.Matching;

/// <summary>A sentence of an article.</summary>
/// <param name="Text">The sentence, without markup.</param>
/// <param name="Start">Where it begins in what was sent, in Unicode code points.</param>
/// <param name="End">The position after it.</param>
public sealed record ArticleSentence(string Text, int Start, int End);
