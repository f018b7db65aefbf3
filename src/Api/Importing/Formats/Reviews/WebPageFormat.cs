using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using ClaimCheck.Domain.Importing;

namespace ClaimCheck.Api.Importing.Formats.Reviews;

/// <summary>A web page with ClaimReviews in its script blocks. A block that speaks of one and is no JSON is a row that fails.</summary>
internal sealed class WebPageFormat : BodyFormat
{
    private static readonly (byte[] Begin, byte[] End)[] Wrappings =
    [
        ("<!--"u8.ToArray(), "-->"u8.ToArray()),
        ("//<![CDATA["u8.ToArray(), "//]]>"u8.ToArray()),
        ("/*<![CDATA[*/"u8.ToArray(), "/*]]>*/"u8.ToArray()),
        ("<![CDATA["u8.ToArray(), "]]>"u8.ToArray()),
    ];

    internal override IAsyncEnumerable<CutRow> CutAsync(Stream body, CancellationToken cancellation) => CutAsync(new ByteWindow(body), cancellation);

    internal override RowParser ParserFor(ImportOptions options, byte[]? header, TimeProvider clock) => new ClaimReviewParser(options, clock);

    /// <summary>Cuts a page of which some may have been read.</summary>
    internal static async IAsyncEnumerable<CutRow> CutAsync(ByteWindow page, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var number = 0;
        await foreach (var block in new ScriptBlocks(page).ReadAsync(cancellation))
        {
            foreach (var row in await RowsOfAsync(Unwrap(block), cancellation))
            {
                yield return new CutRow(++number, RecordKind.ClaimReview, row);
            }
        }

        if (number == 0)
        {
            throw new BrokenBodyException("The page holds no ClaimReview: there is none in a script element of type application/ld+json.");
        }
    }

    private static async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> RowsOfAsync(ReadOnlyMemory<byte> block, CancellationToken cancellation)
    {
        if (!Speaks(block.Span))
        {
            return [];
        }

        if (block.Length > CutRow.Most)
        {
            return [block];
        }

        return await TryReadAsync(block, cancellation)
            ?? (HasEntities(block.Span) ? await TryReadAsync(Encoding.UTF8.GetBytes(WebUtility.HtmlDecode(Encoding.UTF8.GetString(block.Span))), cancellation) : null)
            ?? [block];
    }

    /// <summary>The reviews of a block; null where it is no JSON.</summary>
    private static async ValueTask<List<ReadOnlyMemory<byte>>?> TryReadAsync(ReadOnlyMemory<byte> block, CancellationToken cancellation)
    {
        var rows = new List<ReadOnlyMemory<byte>>();
        using var json = new MemoryStream(block.ToArray(), writable: false);
        try
        {
            await foreach (var review in JsonLdFormat.ReviewsAsync(new ByteWindow(json), cancellation))
            {
                rows.Add(review.ToArray());
            }
        }
        catch (BrokenBodyException)
        {
            return null;
        }

        return rows;
    }

    private static bool Speaks(ReadOnlySpan<byte> block) => block.IndexOf("ClaimReview"u8) >= 0 || block.IndexOf("claimReviewed"u8) >= 0;

    /// <summary>Some publishing systems escape a script as if it were text.</summary>
    private static bool HasEntities(ReadOnlySpan<byte> block) => block.IndexOf("&quot;"u8) >= 0 || block.IndexOf("&#34;"u8) >= 0;

    /// <summary>The block without the comment or CDATA section that was to hide it from old browsers.</summary>
    private static ReadOnlyMemory<byte> Unwrap(ReadOnlyMemory<byte> block)
    {
        block = Trim(block);
        foreach (var (begin, end) in Wrappings)
        {
            if (block.Span.StartsWith(begin))
            {
                block = block[begin.Length..];
                block = Trim(block.Span.EndsWith(end) ? block[..^end.Length] : block);
            }
        }

        return block;
    }

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> block)
    {
        var begin = block.Span.IndexOfAnyExcept(" \t\r\n"u8);
        return begin < 0 ? default : block[begin..(block.Span.LastIndexOfAnyExcept(" \t\r\n"u8) + 1)];
    }
}
