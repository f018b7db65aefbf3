namespace ClaimCheck.Benchmarks.Measures;

/// <summary>One export of everything of a kind.</summary>
/// <param name="Name">What was exported.</param>
/// <param name="Format">In which form.</param>
/// <param name="Lines">How many lines it had.</param>
/// <param name="Bytes">How many bytes.</param>
/// <param name="Limit">How long <c>copy</c> took.</param>
/// <param name="Took">How long the service took.</param>
internal sealed record ExportTurn(string Name, string Format, int Lines, long Bytes, TimeSpan Limit, TimeSpan Took);
