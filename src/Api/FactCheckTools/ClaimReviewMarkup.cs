using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Rules;
using ClaimCheck.Domain.ClaimReviews;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Api.FactCheckTools;

/// <summary>Who publishes the fact checks of a page.</summary>
/// <param name="Name">The organisation, as readers know it.</param>
/// <param name="ImageUrl">Its logo.</param>
public sealed record ClaimReviewAuthor(
    [property: MaxLength(ClaimReviewMarkup.NameLength)] string? Name = null,
    [property: MaxLength(WebAddress.MaxLength), RegularExpression(WebAddress.Pattern)] string? ImageUrl = null) : ILeavesOutNulls
{
    internal static ClaimReviewAuthor Of(ReviewAuthor author) => new(author.Name, author.ImageUrl);

    internal ReviewAuthor? ToAuthor() => this is { Name: null, ImageUrl: null } ? null : new(Name, ImageUrl);
}

/// <summary>Who made a claim.</summary>
/// <param name="Name">The person or organisation.</param>
/// <param name="JobTitle">What the person is.</param>
/// <param name="ImageUrl">A picture.</param>
/// <param name="SameAs">An address that says unmistakably who is meant.</param>
public sealed record ClaimAuthor(
    [property: MaxLength(ClaimReviewMarkup.NameLength)] string? Name = null,
    [property: MaxLength(ClaimReviewMarkup.NameLength)] string? JobTitle = null,
    [property: MaxLength(WebAddress.MaxLength), RegularExpression(WebAddress.Pattern)] string? ImageUrl = null,
    [property: MaxLength(WebAddress.MaxLength), RegularExpression(WebAddress.Pattern)] string? SameAs = null) : ILeavesOutNulls
{
    internal static ClaimAuthor Of(MarkupClaimant claimant) => new(claimant.Name, claimant.JobTitle, claimant.ImageUrl, claimant.SameAs);

    internal MarkupClaimant? ToClaimant() =>
        this is { Name: null, JobTitle: null, ImageUrl: null, SameAs: null } ? null : new(Name, JobTitle, ImageUrl, SameAs);
}

/// <summary>A verdict.</summary>
/// <param name="TextualRating">In the publisher's own words.</param>
/// <param name="RatingValue">As a number, from `worstRating` to `bestRating`.</param>
/// <param name="WorstRating">The number of the worst verdict.</param>
/// <param name="BestRating">The number of the best verdict.</param>
/// <param name="RatingExplanation">Why.</param>
/// <param name="ImageUrl">A picture of the verdict.</param>
public sealed record ClaimRating(
    [property: MaxLength(TextRules.LongText)] string TextualRating,
    int? RatingValue = null,
    int? WorstRating = null,
    int? BestRating = null,
    [property: MaxLength(TextRules.LongText)] string? RatingExplanation = null,
    [property: MaxLength(WebAddress.MaxLength), RegularExpression(WebAddress.Pattern)] string? ImageUrl = null) : ILeavesOutNulls
{
    internal static ClaimRating Of(MarkupRating rating) =>
        new(rating.Text, rating.Value, rating.Worst, rating.Best, rating.Explanation, rating.ImageUrl);

    internal MarkupRating ToRating() => new(TextualRating, RatingValue, WorstRating, BestRating, RatingExplanation, ImageUrl);
}

/// <summary>The markup of one reviewed claim.</summary>
/// <param name="ClaimReviewed">The claim, in short.</param>
/// <param name="Rating">The verdict.</param>
/// <param name="Url">The page's own address with an anchor; without it, the page's address.</param>
/// <param name="ClaimDate">When the claim was made: a year, a month, a day or an instant; the precision is kept.</param>
/// <param name="ClaimLocation">Where it was made.</param>
/// <param name="ClaimFirstAppearance">The address of the work in which it first appeared.</param>
/// <param name="ClaimAppearances">The addresses of other works in which it appears.</param>
/// <param name="ClaimAuthor">Who made it.</param>
public sealed record ClaimReviewMarkup(
    [property: MaxLength(TextRules.LongText)] string ClaimReviewed,
    ClaimRating Rating,
    [property: MaxLength(WebAddress.MaxLength), RegularExpression(WebAddress.Pattern)] string? Url = null,
    PartialDate? ClaimDate = null,
    [property: MaxLength(ClaimReviewMarkup.LocationLength)] string? ClaimLocation = null,
    [property: MaxLength(WebAddress.MaxLength), RegularExpression(WebAddress.Pattern)] string? ClaimFirstAppearance = null,
    [property: MaxLength(Markup.MostAppearances), EachText(WebAddress.MaxLength, Pattern = WebAddress.Pattern)] IReadOnlyList<string>? ClaimAppearances = null,
    ClaimAuthor? ClaimAuthor = null) : ILeavesOutNulls
{
    internal const int NameLength = 300;
    internal const int LocationLength = 500;

    internal static ClaimReviewMarkup Example { get; } = new(
        "Iran's Supreme Leader has authorised General Soleimani to coordinate with US forces.",
        new ClaimRating("Unproven", RatingExplanation: "Every report leads back to unnamed sources in Tehran, and Iranian officials deny it."),
        ClaimDate: StoryDates.Month,
        ClaimAuthor: new("BBC News"));

    internal static ClaimReviewMarkup Of(Markup markup) => new(
        markup.ClaimReviewed, ClaimRating.Of(markup.Rating), markup.Url, markup.ClaimDate, markup.ClaimLocation, markup.FirstAppearance,
        markup.Appearances is [] ? null : markup.Appearances,
        markup.Claimant is { } claimant ? ClaimAuthor.Of(claimant) : null);

    internal Markup ToMarkup() => new(
        Url, ClaimReviewed, ClaimDate, ClaimLocation, ClaimFirstAppearance, ClaimAppearances ?? [], ClaimAuthor?.ToClaimant(), Rating.ToRating());
}
