using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Api.Importing.Formats.Reviews;

/// <summary>What a review says, gathered from wherever its format has it, and not yet judged.</summary>
/// <param name="Names">Where each part stands, for what is said of it: the names are those of this record.</param>
internal sealed record ReviewDraft(ReviewPaths Names)
{
    public Guid? Claim { get; init; }

    public string? ClaimText { get; init; }

    public string? Claimant { get; init; }

    public SourceKind ClaimantKind { get; init; } = SourceKind.Person;

    public string? ClaimedAt { get; init; }

    public string? ClaimLanguage { get; init; }

    public string? ArticleUrl { get; init; }

    public string? ArticleTitle { get; init; }

    public string? ArticlePublishedAt { get; init; }

    public string? RatingText { get; init; }

    public NumberedRating? Rating { get; init; }

    public string? AuthorName { get; init; }

    public string? AuthorUrl { get; init; }

    public string? Url { get; init; }

    public string? Title { get; init; }

    public string? Summary { get; init; }

    public string? Language { get; init; }

    public string? PublishedAt { get; init; }
}

/// <summary>Where a format has what a review needs, as JSON paths.</summary>
/// <param name="ClaimText">The claim.</param>
/// <param name="Claimant">The name of its source.</param>
/// <param name="RatingText">The verdict in words.</param>
/// <param name="Url">Where the review can be read.</param>
/// <param name="AuthorName">Who gives the verdict.</param>
/// <param name="Title">The headline.</param>
/// <param name="Summary">Why, in short.</param>
/// <param name="Article">The work that carries the claim.</param>
internal sealed record ReviewPaths(
    string ClaimText, string Claimant, string RatingText, string Url, string AuthorName, string Title, string Summary, string Article)
{
    internal static ReviewPaths OfSchemaOrg { get; } = new(
        ".claimReviewed", ".itemReviewed.author", ".reviewRating.alternateName", ".url", ".author.name", ".headline",
        ".reviewRating.ratingExplanation", ".itemReviewed.appearance");

    internal static ReviewPaths OfGoogle { get; } = new(
        ".text", ".claimant", ".claimReview[0].textualRating", ".claimReview[0].url", ".claimReview[0].publisher.name",
        ".claimReview[0].title", ".claimReview[0].title", ".claimReview[0].url");

    /// <summary>The path of a part of the review that stands at <paramref name="root"/>, by the member under which a single write would have it.</summary>
    internal string Of(string member, string root) => root + (member switch
    {
        "text" => ClaimText,
        "name" => Claimant,
        "ratingText" => RatingText,
        "reviewUrl" => Url,
        "author" or "author.name" => AuthorName,
        "title" => Title,
        "summary" => Summary,
        _ when member.StartsWith("article", StringComparison.Ordinal) => Article,
        _ => string.Empty,
    });
}
