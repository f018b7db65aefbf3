using ClaimCheck.Domain.Importing;

namespace ClaimCheck.Api.Importing.Formats;

/// <summary>What a row asks for, or why nobody can tell: one of the two.</summary>
/// <param name="Record">What it asks for.</param>
/// <param name="Failure">What is wrong with it.</param>
internal readonly record struct ParsedRow(ImportRecord? Record, RowFailure? Failure)
{
    internal static ParsedRow Of(ImportRecord record) => new(record, null);

    internal static ParsedRow Failed(RowFailure failure) => new(null, failure);
}
