namespace ClaimCheck.Benchmarks;

/// <summary>A run that could not be made, or in which the service answered wrongly: its figures mean nothing.</summary>
/// <param name="message">What went wrong, for the person at the terminal.</param>
public sealed class BenchmarkFailedException(string message) : Exception(message);
