using ClaimCheck.Api.Http;
using ClaimCheck.Domain.Importing;

namespace ClaimCheck.Api.Importing.Formats.Reviews;

/// <summary>Reads rows that are ClaimReviews of schema.org.</summary>
internal sealed class ClaimReviewParser(ImportOptions options, TimeProvider clock) : RowParser
{
    private readonly ClaimReviewReader _reviews = new(options, clock);

    protected override ParsedRow Read(ReadOnlySpan<byte> bytes) => JsonText.Read(bytes, out var review, RowFailures.Row) is { } refusal
        ? ParsedRow.Failed(RowFailures.Of(refusal))
        : _reviews.Read(review, JsonPath.Root);
}
