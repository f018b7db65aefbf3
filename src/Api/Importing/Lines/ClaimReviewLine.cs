using System.Text.Json;
using ClaimCheck.Domain.Importing;

namespace ClaimCheck.Api.Importing.Lines;

/// <summary>A schema.org ClaimReview as a line of an import has it.</summary>
internal sealed record ClaimReviewLine
{
    public RecordName Record { get; init; } = RecordKind.ClaimReview;

    public required JsonElement ClaimReview { get; init; }
}
