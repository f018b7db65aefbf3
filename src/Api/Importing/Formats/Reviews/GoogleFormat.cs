using System.Runtime.CompilerServices;
using System.Text.Json;
using ClaimCheck.Domain.Importing;

namespace ClaimCheck.Api.Importing.Formats.Reviews;

/// <summary>Answers of <c>claims:search</c>, or a bare array of their claims. A claim with several reviews is a row for each.</summary>
internal sealed class GoogleFormat : BodyFormat
{
    internal const string Reviews = "claimReview";

    /// <summary>The most reviews of a claim. Each takes the claim with it, so a claim of many would come to far more than was sent.</summary>
    internal const int MostReviews = 100;

    internal override async IAsyncEnumerable<CutRow> CutAsync(Stream body, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var number = 0;
        var items = new JsonItems(new ByteWindow(body), "claims");
        await foreach (var item in items.ReadAsync(cancellation))
        {
            if (items.IsWhole && IsAnswerWithoutClaims(item.Span))
            {
                continue;
            }

            foreach (var row in RowsOf(item))
            {
                yield return new CutRow(++number, RecordKind.ClaimReview, row);
            }
        }
    }

    internal override RowParser ParserFor(ImportOptions options, byte[]? header, TimeProvider clock) => new GoogleParser(options, clock);

    /// <summary>Google leaves <c>claims</c> out where there are none.</summary>
    private static bool IsAnswerWithoutClaims(ReadOnlySpan<byte> value)
    {
        if (value.Length > CutRow.Most)
        {
            return false;
        }

        var reader = new Utf8JsonReader(value, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.Is("nextPageToken"u8))
        {
            reader.Skip();
        }

        return reader.TokenType == JsonTokenType.EndObject;
    }

    /// <summary>The claim once for each of its reviews, one at a time, for together they may be a hundred times what was sent.</summary>
    private static IEnumerable<ReadOnlyMemory<byte>> RowsOf(ReadOnlyMemory<byte> claim)
    {
        var reviews = new List<Range>();
        if (claim.Length > CutRow.Most || FindReviews(claim.Span, reviews) is not { } list || reviews.Count < 2)
        {
            yield return claim;
            yield break;
        }

        foreach (var review in reviews)
        {
            yield return (byte[])[.. claim[..list.Start].Span, (byte)'[', .. claim[review].Span, (byte)']', .. claim[list.End..].Span];
        }
    }

    /// <summary>Where the list of reviews stands, and the reviews in it; null where there is no such list, or more than one, or it is too long.</summary>
    private static Range? FindReviews(ReadOnlySpan<byte> claim, List<Range> reviews)
    {
        var reader = new Utf8JsonReader(claim, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        Range? list = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isList = reader.Is("claimReview"u8);
            reader.Read();
            if (!isList)
            {
                reader.Skip();
                continue;
            }

            if (list is not null || reader.TokenType != JsonTokenType.StartArray)
            {
                return null;
            }

            var begin = (int)reader.TokenStartIndex;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var beginOfOne = (int)reader.TokenStartIndex;
                reader.Skip();
                reviews.Add(beginOfOne..(int)reader.BytesConsumed);
                if (reviews.Count > MostReviews)
                {
                    return null;
                }
            }

            list = begin..(int)reader.BytesConsumed;
        }

        return list;
    }
}
