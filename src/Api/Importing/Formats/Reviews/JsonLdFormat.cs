using System.Runtime.CompilerServices;
using ClaimCheck.Domain.Importing;

namespace ClaimCheck.Api.Importing.Formats.Reviews;

/// <summary>
/// schema.org ClaimReviews: one, an array, a graph or a data feed, or the web page that they stand in, for pages are saved and sent under this
/// type too. What else stands among them is left alone.
/// </summary>
internal sealed class JsonLdFormat : BodyFormat
{
    internal override async IAsyncEnumerable<CutRow> CutAsync(Stream body, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var window = new ByteWindow(body);
        var rows = await IsPageAsync(window, cancellation) ? WebPageFormat.CutAsync(window, cancellation) : CutJsonAsync(window, cancellation);
        await foreach (var row in rows)
        {
            yield return row;
        }
    }

    internal override RowParser ParserFor(ImportOptions options, byte[]? header, TimeProvider clock) => new ClaimReviewParser(options, clock);

    /// <summary>The reviews in JSON of any size.</summary>
    internal static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReviewsAsync(
        ByteWindow json, [EnumeratorCancellation] CancellationToken cancellation)
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

    /// <summary>Whether the body, of which nothing is skipped, begins as no JSON does and every page.</summary>
    private static async ValueTask<bool> IsPageAsync(ByteWindow window, CancellationToken cancellation)
    {
        while (window.Unread.Trim(" \t\r\n"u8).IsEmpty)
        {
            // More white space than there may be is left to whoever reads on.
            if (window.Unread.Length > JsonItems.LongestText || !await window.ReadMoreAsync(cancellation))
            {
                return false;
            }
        }

        return window.Unread.TrimStart(" \t\r\n"u8)[0] == (byte)'<';
    }

    private static async IAsyncEnumerable<CutRow> CutJsonAsync(ByteWindow json, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var number = 0;
        await foreach (var row in ReviewsAsync(json, cancellation))
        {
            yield return new CutRow(++number, RecordKind.ClaimReview, row);
        }

        if (number == 0)
        {
            throw new BrokenBodyException("The body holds no ClaimReview: an object with \"@type\": \"ClaimReview\".");
        }
    }
}
