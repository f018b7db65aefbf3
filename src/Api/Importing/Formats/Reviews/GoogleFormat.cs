using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClaimCheck.Api.Http;
using ClaimCheck.Domain.Importing;

namespace ClaimCheck.Api.Importing.Formats.Reviews;

/// <summary>Answers of <c>claims:search</c>, or a bare array of their claims. A claim with several reviews is a row for each.</summary>
internal sealed class GoogleFormat : BodyFormat
{
    internal const string Reviews = "claimReview";

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

    private static List<ReadOnlyMemory<byte>> RowsOf(ReadOnlyMemory<byte> item)
    {
        try
        {
            return item.Length <= CutRow.Most && JsonNode.Parse(item.Span, documentOptions: WireJson.DocumentOptions) is JsonObject claim
                && claim[Reviews] is JsonArray { Count: > 1 } reviews ? Split(claim, [.. reviews]) : [item];
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            // Nested too deep, a member twice, no Unicode: whoever reads the row says so.
            return [item];
        }
    }

    private static List<ReadOnlyMemory<byte>> Split(JsonObject claim, JsonNode?[] reviews)
    {
        var rows = new List<ReadOnlyMemory<byte>>(reviews.Length);
        foreach (var review in reviews)
        {
            claim[Reviews] = new JsonArray(review?.DeepClone());
            rows.Add(JsonSerializer.SerializeToUtf8Bytes(claim, WireJson.Options));
        }

        return rows;
    }
}
