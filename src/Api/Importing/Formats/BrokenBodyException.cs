namespace ClaimCheck.Api.Importing.Formats;

/// <summary>A body that holds no rows that could be told apart, so that all of it is refused.</summary>
/// <param name="problem">What is wrong and what to change, in a sentence.</param>
public sealed class BrokenBodyException(string problem) : Exception(problem);
