using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ClaimCheck.Api.Graph;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data.ClaimReviews;
using ClaimCheck.Data.Sample;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.ClaimReviews;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Api.ClaimReviews;

/// <summary>A schema.org ClaimReview.</summary>
/// <param name="Context">Always `https://schema.org`; absent inside a feed, which has one for all.</param>
/// <param name="Type">Always `ClaimReview`.</param>
/// <param name="Id">The assessment's id, as a URN.</param>
/// <param name="Url">Where the review can be read.</param>
/// <param name="ClaimReviewed">The claim.</param>
/// <param name="Author">Who gives the verdict.</param>
/// <param name="DatePublished">When it was published.</param>
/// <param name="DateModified">When it was last corrected; absent where it never was.</param>
/// <param name="InLanguage">BCP 47.</param>
/// <param name="Headline">The headline of the review.</param>
/// <param name="ReviewRating">The verdict.</param>
/// <param name="ItemReviewed">Who claims it, when, and where it can be read.</param>
/// <param name="Mentions">How many independent origins stand behind the claim; absent in a feed.</param>
public sealed record ClaimReviewResponse(
    [property: JsonPropertyName("@context"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), RegularExpression("^https://schema\\.org$")] string? Context,
    [property: JsonPropertyName("@type"), RegularExpression("^ClaimReview$")] string Type,
    [property: JsonPropertyName("@id"), RegularExpression("^urn:uuid:[0-9a-f-]{36}$")] string Id,
    [property: MaxLength(WebAddress.MaxLength)] string Url,
    string ClaimReviewed,
    ReviewPartyResponse Author,
    DateTimeOffset DatePublished,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? DateModified,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? InLanguage,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Headline,
    ReviewRatingResponse ReviewRating,
    ReviewedClaimResponse ItemReviewed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] OriginRangeResponse? Mentions) : IExample<ClaimReviewResponse>
{
    /// <summary>The one context that schema.org's own typings know.</summary>
    internal const string SchemaOrg = "https://schema.org";

    /// <inheritdoc/>
    public static ClaimReviewResponse Example { get; } = Of(OfStory(new OriginNote(1, 2, EvidenceStatus.IndependenceNotEstablished, 1, 1, 0, true, true)), isWhole: true);

    /// <summary>The review of the sample story.</summary>
    internal static ClaimReview OfStory(OriginNote? origins) => new(
        SampleStory.IdOf("assessment", "o1-1"),
        ReviewedClaim.Of(
            SampleStory.IdOf("claim", "o1-1"),
            "Khamenei authorised General Soleimani to coordinate operations with the Americans, the Iraqis and the Kurds.",
            StoryDates.Month,
            new ReviewParty("Outlet 001", IsPerson: false, null),
            [new ReviewedWork(
                SampleStory.IdOf("article", "outlet001-2014"), null, "Iran 'backs U.S. military contacts' to fight Islamic State",
                StoryDates.Month, new ReviewParty("Outlet 001", IsPerson: false, null))]),
        new Author("Example Fact Desk", "https://facts.example.com/"),
        "https://facts.example.com/2014/10/soleimani-authorisation",
        "Did Iran's leader clear a general to work with the Americans?",
        "en",
        new ReviewRating(
            "Not established",
            "Every report of the authorisation leads back to unnamed sources in Tehran or to one president's impression, and politicians in Tehran deny it.",
            null),
        StoryDates.Reviewed,
        null,
        origins);

    internal static ClaimReviewResponse Of(ClaimReview review, bool isWhole) => new(
        isWhole ? SchemaOrg : null,
        "ClaimReview",
        JsonLdTerms.IriOf(review.Id),
        review.Url,
        review.Claim.Text,
        new ReviewPartyResponse("Organization", review.Author.Name, review.Author.Url, null),
        review.PublishedAt,
        review.CorrectedAt,
        review.Language,
        review.Headline,
        ReviewRatingResponse.Of(review.Rating),
        ReviewedClaimResponse.Of(review.Claim),
        review.Origins is { } origins ? OriginRangeResponse.Of(origins) : null);
}

/// <summary>A schema.org Rating.</summary>
/// <param name="Type">Always `Rating`.</param>
/// <param name="AlternateName">The verdict in the publisher's own words.</param>
/// <param name="RatingExplanation">Why, in short.</param>
/// <param name="RatingValue">The verdict as a number; absent where the publisher gave none.</param>
/// <param name="BestRating">The number of the best verdict; there with `ratingValue` only.</param>
/// <param name="WorstRating">The number of the worst verdict; there with `ratingValue` only.</param>
public sealed record ReviewRatingResponse(
    [property: JsonPropertyName("@type"), RegularExpression("^Rating$")] string Type,
    string AlternateName,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RatingExplanation,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? RatingValue,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? BestRating,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? WorstRating)
{
    internal static ReviewRatingResponse Of(ReviewRating rating) => new(
        "Rating", rating.Text, rating.Explanation, rating.Scale?.Value, rating.Scale?.Best, rating.Scale?.Worst);
}

/// <summary>A schema.org Claim.</summary>
/// <param name="Type">Always `Claim`.</param>
/// <param name="Id">The claim's id, as a URN.</param>
/// <param name="Author">Who claims it; absent where that is a document.</param>
/// <param name="DatePublished">When, as far as known: a year, month, day or instant.</param>
/// <param name="FirstAppearance">The work that carried it first; absent where none has a date.</param>
/// <param name="Appearance">The works that carry it, in its own words or in others, the earliest first and those without a date last.</param>
public sealed record ReviewedClaimResponse(
    [property: JsonPropertyName("@type"), RegularExpression("^Claim$")] string Type,
    [property: JsonPropertyName("@id"), RegularExpression("^urn:uuid:[0-9a-f-]{36}$")] string Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ReviewPartyResponse? Author,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PartialDate? DatePublished,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ReviewedWorkResponse? FirstAppearance,
    [property: MaxLength(ClaimReviewReader.MostRestatements)] IReadOnlyList<ReviewedWorkResponse> Appearance)
{
    internal static ReviewedClaimResponse Of(ReviewedClaim claim) => new(
        "Claim",
        JsonLdTerms.IriOf(claim.Id),
        ReviewPartyResponse.Of(claim.Claimant),
        claim.ClaimedAt,
        claim.FirstAppearance is { } first ? ReviewedWorkResponse.Of(first) : null,
        [.. claim.Appearances.Select(ReviewedWorkResponse.Of)]);
}

/// <summary>A schema.org CreativeWork: a published item that carries the claim.</summary>
/// <param name="Type">Always `CreativeWork`.</param>
/// <param name="Id">The article's id, as a URN.</param>
/// <param name="Url">Where it was published.</param>
/// <param name="Headline">Its headline.</param>
/// <param name="DatePublished">When, as far as known: a year, month, day or instant.</param>
/// <param name="Publisher">Who published it; absent where that is a document.</param>
public sealed record ReviewedWorkResponse(
    [property: JsonPropertyName("@type"), RegularExpression("^CreativeWork$")] string Type,
    [property: JsonPropertyName("@id"), RegularExpression("^urn:uuid:[0-9a-f-]{36}$")] string Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), MaxLength(WebAddress.MaxLength)] string? Url,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Headline,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PartialDate? DatePublished,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ReviewPartyResponse? Publisher)
{
    internal static ReviewedWorkResponse Of(ReviewedWork work) => new(
        "CreativeWork", JsonLdTerms.IriOf(work.Id), work.Url, work.Title, work.PublishedAt, ReviewPartyResponse.Of(work.Publisher));
}

/// <summary>A schema.org Person or Organization.</summary>
/// <param name="Type">`Person` for people and social accounts, `Organization` for everything else that can speak.</param>
/// <param name="Name">As readers know it.</param>
/// <param name="Url">Its home page.</param>
/// <param name="SameAs">Its entry in Wikidata.</param>
public sealed record ReviewPartyResponse(
    [property: JsonPropertyName("@type"), RegularExpression("^(Person|Organization)$")] string Type,
    string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), MaxLength(WebAddress.MaxLength)] string? Url,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), MaxLength(WebAddress.MaxLength)] string? SameAs)
{
    private const string Wikidata = "https://www.wikidata.org/entity/";

    internal static ReviewPartyResponse? Of(ReviewParty? party)
    {
        if (party is null)
        {
            return null;
        }

        var entry = party.WikidataId is { } entity ? Wikidata + entity : null;
        return new(party.IsPerson ? "Person" : "Organization", party.Name, null, entry);
    }
}
