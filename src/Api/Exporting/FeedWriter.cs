using System.Buffers;
using System.Text.Json;
using ClaimCheck.Api.ClaimReviews;
using ClaimCheck.Api.Http;
using ClaimCheck.Data.ClaimReviews;
using ClaimCheck.Domain.ClaimReviews;

namespace ClaimCheck.Api.Exporting;

/// <summary>
/// Writes published assessments as one schema.org DataFeed, its items as in the feed that is read page by page. When the last of
/// them changed is known, and said, at its end.
/// </summary>
internal sealed class FeedWriter : RecordWriter<FoundReview>, IDisposable
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = WireJson.ForPages.Encoder, SkipValidation = true };

    private readonly Utf8JsonWriter json = new(Stream.Null, WriterOptions);
    private DateTimeOffset? latest;

    public override void Begin(IBufferWriter<byte> output)
    {
        json.Reset(output);
        json.WriteStartObject();
        json.WriteString("@context", ClaimReviewResponse.SchemaOrg);
        json.WriteString("@type", ClaimReviewFeedResponse.FeedType);
        json.WriteString("name", ClaimReviewFeedResponse.FeedName);
        json.WriteStartArray("dataFeedElement");
        json.Flush();
    }

    public override void Write(IBufferWriter<byte> output, FoundReview record)
    {
        var (created, modified) = (record.Assessment.CreatedAt, record.Assessment.UpdatedAt);
        latest = latest > modified ? latest : modified;
        JsonSerializer.Serialize(
            json, ClaimReviewFeedItem.Of(ClaimReview.Of(record.Assessment, record.Claim)!, created, modified), WireJson.ForPages);
        json.Flush();
    }

    public override void End(IBufferWriter<byte> output)
    {
        json.WriteEndArray();
        if (latest is { } date)
        {
            json.WritePropertyName("dateModified");
            JsonSerializer.Serialize(json, date, WireJson.ForPages);
        }

        json.WriteEndObject();
        json.Flush();
    }

    public void Dispose() => json.Dispose();
}
