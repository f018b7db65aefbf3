using System.Runtime.CompilerServices;
using ClaimCheck.Domain.Importing;

namespace ClaimCheck.Api.Importing.Formats.Reviews;

/// <summary>schema.org ClaimReviews: one, an array, a graph or a data feed. What else stands among them is left alone.</summary>
internal sealed class JsonLdFormat : BodyFormat
{
    internal override async IAsyncEnumerable<CutRow> CutAsync(Stream body, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var number = 0;
        await foreach (var row in ReviewsAsync(body, cancellation))
        {
            yield return new CutRow(++number, RecordKind.ClaimReview, row);
        }

        if (number == 0)
        {
            throw new BrokenBodyException("The body holds no ClaimReview: an object with \"@type\": \"ClaimReview\".");
        }
    }

    internal override RowParser ParserFor(ImportOptions options, byte[]? header, TimeProvider clock) => new ClaimReviewParser(options, clock);

    /// <summary>The reviews in JSON of any size.</summary>
    internal static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReviewsAsync(
        Stream json, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var items = new JsonItems(json, "@graph", "dataFeedElement", "itemListElement");
        await foreach (var item in items.ReadAsync(cancellation))
        {
            // Too large to be looked into: it is a row that fails.
            foreach (var review in item.Length > CutRow.Most ? [Range.All] : ReviewFinder.In(item.Span))
            {
                yield return item[review];
            }
        }
    }
}
