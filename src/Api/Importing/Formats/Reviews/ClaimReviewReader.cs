using System.Text.Json;
using ClaimCheck.Api.Http;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Api.Importing.Formats.Reviews;

/// <summary>Reads ClaimReviews of schema.org, as this service writes them and as publishers do.</summary>
internal sealed class ClaimReviewReader(ImportOptions options, TimeProvider clock)
{
    private const string UuidUrn = "urn:uuid:";

    private readonly ReviewMapper _mapper = new(options, clock);

    /// <param name="review">The ClaimReview.</param>
    /// <param name="path">Where it stands in the row.</param>
    internal ParsedRow Read(JsonElement review, string path)
    {
        if (review.ValueKind != JsonValueKind.Object)
        {
            return Refuse(path, "must be a JSON object: a ClaimReview");
        }

        return review.All("claimReviewed").Select(ReviewMembers.TextOf).OfType<string>().Distinct(StringComparer.Ordinal).Skip(1).Any()
            ? Refuse($"{path}.claimReviewed", "must be one claim: send a ClaimReview for each")
            : _mapper.Map(DraftOf(review), path);
    }

    private static ParsedRow Refuse(string path, string message) =>
        ParsedRow.Failed(new(ProblemType.InvalidRequest.Slug, path, RowFailures.Sentence(path, message)));

    private static ReviewDraft DraftOf(JsonElement review)
    {
        var item = review.One("itemReviewed") ?? default;
        var claimant = PartyIn(item, "author");
        var author = PartyIn(review, "author");
        var publisher = PartyIn(review, "publisher");
        var rating = review.One("reviewRating") ?? default;
        var work = WorkOf(item);
        return new(ReviewPaths.OfSchemaOrg)
        {
            Claim = ClaimIn(item),
            ClaimText = review.Text("claimReviewed"),
            Claimant = claimant?.Name,
            ClaimantKind = claimant?.Kind ?? SourceKind.Person,
            ClaimedAt = item.Text("datePublished"),
            ClaimLanguage = item.Name("inLanguage"),
            ArticleUrl = work.Url,
            ArticleTitle = work.Title,
            ArticlePublishedAt = work.PublishedAt,
            RatingText = RatingTextOf(rating),
            Rating = NumberedRating.Of(rating.Number("ratingValue"), rating.Number("bestRating"), rating.Number("worstRating")),
            AuthorName = author?.Name ?? publisher?.Name,
            AuthorUrl = author?.Name is null ? publisher?.Url : author.Url,
            Url = review.Address("url") ?? review.Address("mainEntityOfPage"),
            Title = review.Text("headline") ?? review.Text("name") ?? review.Text("title"),
            Summary = rating.Text("ratingExplanation") ?? review.Text("description") ?? review.Text("reviewBody"),
            Language = review.Name("inLanguage"),
            PublishedAt = review.Name("datePublished"),
        };
    }

    /// <summary>The verdict in words; a number that stands alone is the publisher's own words too.</summary>
    private static string? RatingTextOf(JsonElement rating) =>
        ReviewMembers.TextOf(rating) ?? rating.Text("alternateName") ?? rating.Text("name") ?? rating.Text("ratingValue")
        ?? (rating.One("ratingValue") is { ValueKind: JsonValueKind.Number } number ? number.GetRawText() : null);

    /// <summary>The claim's id where it is one of a ledger such as this.</summary>
    private static Guid? ClaimIn(JsonElement item) =>
        item.Name("@id") is { } iri && iri.StartsWith(UuidUrn, StringComparison.Ordinal) && Guid.TryParseExact(iri[UuidUrn.Length..], "D", out var id)
            ? id
            : null;

    private static (string? Url, string? Title, string? PublishedAt) WorkOf(JsonElement item)
    {
        foreach (var work in item.All("firstAppearance").Concat(item.All("appearance")))
        {
            var url = work.ValueKind == JsonValueKind.Object ? work.Address("url") : ReviewMembers.TextOf(work)?.Trim();
            if (url is not null)
            {
                return (url, work.Text("headline") ?? work.Text("name"), work.Name("datePublished"));
            }
        }

        return (item.Address("url"), null, null);
    }

    private static Party? PartyIn(JsonElement owner, string member) => owner.All(member)
        .Select(each => each.ValueKind == JsonValueKind.Object
            ? new Party(each.Name("name"), each.Address("url"), KindOf(each))
            : new Party(ReviewMembers.TextOf(each)?.Trim(), null, SourceKind.Person))
        .FirstOrDefault(party => party.Name is not null);

    private static SourceKind KindOf(JsonElement party) => TypeOf(party) switch
    {
        "NewsMediaOrganization" => SourceKind.NewsOutlet,
        "GovernmentOrganization" => SourceKind.Government,
        { } type when type.EndsWith("Organization", StringComparison.Ordinal) || type is "Corporation" or "NGO" or "PoliticalParty" =>
            SourceKind.Institution,
        _ => SourceKind.Person,
    };

    /// <summary>The type without the vocabulary it is written with.</summary>
    private static string? TypeOf(JsonElement party) =>
        party.Name("@type") is { } type ? type[(type.AsSpan().LastIndexOfAny(':', '/') + 1)..] : null;

    private sealed record Party(string? Name, string? Url, SourceKind Kind);
}
