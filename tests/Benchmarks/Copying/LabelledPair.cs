namespace ClaimCheck.Benchmarks.Copying;

/// <summary>Two texts of which it is known whether one was copied from the other.</summary>
/// <param name="Copied">Whether it was.</param>
/// <param name="One">One text.</param>
/// <param name="Other">The other one.</param>
internal sealed record LabelledPair(bool Copied, string One, string Other);

/// <summary>Pairs that are measured together.</summary>
/// <param name="Name">What they are, as the table has it.</param>
/// <param name="Pairs">The pairs.</param>
internal sealed record PairSet(string Name, IReadOnlyList<LabelledPair> Pairs);
