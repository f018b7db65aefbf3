using System.Text.Json;
using ClaimCheck.Api.Http;
using ClaimCheck.Domain.Importing;

namespace ClaimCheck.Api.Importing.Formats.Reviews;

/// <summary>Reads rows that are claims of Google's claim search, each with one review.</summary>
internal sealed class GoogleParser(ImportOptions options, TimeProvider clock) : RowParser
{
    private const string Midnight = "T00:00:00Z";

    private static readonly string[] SchemaOrgMembers = ["@type", "@context", "@graph", "claimReviewed"];

    private readonly ReviewMapper _mapper = new(options, clock);

    protected override ParsedRow Read(ReadOnlySpan<byte> bytes)
    {
        if (JsonText.Read(bytes, out var claim, RowFailures.Row) is { } refusal)
        {
            return ParsedRow.Failed(RowFailures.Of(refusal));
        }

        return Read(claim, JsonPath.Root);
    }

    /// <summary>Whether this is a claim with reviews, and no review.</summary>
    internal static bool IsClaim(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(GoogleFormat.Reviews, out _) && !SchemaOrgMembers.Any(name => json.TryGetProperty(name, out _));

    /// <summary>Reads a claim with one review.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="path">Where it stands in the row.</param>
    internal ParsedRow Read(JsonElement claim, string path)
    {
        if (claim.ValueKind != JsonValueKind.Object)
        {
            return Refuse(path, "must be a JSON object: a claim with its claimReview");
        }

        if (SchemaOrgMembers.Any(name => claim.TryGetProperty(name, out _)))
        {
            return Refuse(path, $"{RowFailures.Row} is a ClaimReview or other data of schema.org, not a claim of Google's: send the body as application/ld+json");
        }

        if (claim.One("error") is { ValueKind: JsonValueKind.Object })
        {
            return Refuse(JsonPath.Member(path, "error"), "is what Google answers where it has no claims to give: put right what it says, and ask Google again");
        }

        if (claim.TryGetProperty(GoogleFormat.Reviews, out var reviews) && reviews.ValueKind == JsonValueKind.Array && reviews.GetArrayLength() > GoogleFormat.MostReviews)
        {
            return Refuse(
                JsonPath.Member(path, GoogleFormat.Reviews), $"has {reviews.GetArrayLength()} reviews, but a claim may have at most {GoogleFormat.MostReviews}: send the claim again for each hundred of them");
        }

        return claim.One(GoogleFormat.Reviews) is { ValueKind: JsonValueKind.Object } review
            ? _mapper.Map(DraftOf(claim, review), path)
            : Refuse(JsonPath.Member(path, GoogleFormat.Reviews), "is required: a list of reviews of the claim");
    }

    private static ParsedRow Refuse(string path, string message) =>
        ParsedRow.Failed(new(ProblemType.InvalidRequest.Slug, path, RowFailures.Sentence(path, message)));

    private static ReviewDraft DraftOf(JsonElement claim, JsonElement review)
    {
        var publisher = review.One("publisher") ?? default;
        return new(ReviewPaths.OfGoogle)
        {
            ClaimText = claim.Text("text"),
            Claimant = claim.Name("claimant"),
            ClaimedAt = DayOf(claim.Name("claimDate")),
            RatingText = review.Text("textualRating"),
            AuthorName = publisher.Name("name") ?? publisher.Name("site"),
            AuthorUrl = publisher.Name("site") is { } site ? $"https://{site}/" : null,
            Url = review.Address("url"),
            Title = review.Text("title"),
            Language = review.Name("languageCode"),
            PublishedAt = review.Name("reviewDate"),
        };
    }

    /// <summary>Google has instants only, and writes midnight where it knows the day.</summary>
    private static string? DayOf(string? date) =>
        date is not null && date.EndsWith(Midnight, StringComparison.Ordinal) ? date[..^Midnight.Length] : date;
}
