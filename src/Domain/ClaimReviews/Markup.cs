using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.ClaimReviews;

/// <summary>Who made the claim.</summary>
/// <param name="Name">The person or organisation.</param>
/// <param name="JobTitle">What the person is.</param>
/// <param name="ImageUrl">A picture.</param>
/// <param name="SameAs">An address that says unmistakably who is meant.</param>
public sealed record MarkupClaimant(string? Name, string? JobTitle, string? ImageUrl, string? SameAs);

/// <summary>The verdict.</summary>
/// <param name="Text">In the publisher's own words.</param>
/// <param name="Value">As a number, from <paramref name="Worst"/> to <paramref name="Best"/>.</param>
/// <param name="Worst">The number of the worst verdict.</param>
/// <param name="Best">The number of the best verdict.</param>
/// <param name="Explanation">Why.</param>
/// <param name="ImageUrl">A picture of the verdict.</param>
public sealed record MarkupRating(string Text, int? Value, int? Worst, int? Best, string? Explanation, string? ImageUrl)
{
    /// <summary>Whether the number lies between the bounds, as far as they are given, and the bounds the right way round.</summary>
    public static bool IsInOrder(int? value, int? worst, int? best) =>
        (value is not { } number || ((worst is not { } least || number >= least) && (best is not { } most || number <= most)))
        && (worst is not { } low || best is not { } high || low < high);
}

/// <summary>The markup of one reviewed claim: one ClaimReview element of its page.</summary>
/// <param name="Url">The page's address with an anchor; null where it is the page's address itself.</param>
/// <param name="ClaimReviewed">The claim, in short.</param>
/// <param name="ClaimDate">When it was made.</param>
/// <param name="ClaimLocation">Where it was made.</param>
/// <param name="FirstAppearance">The work in which it first appeared.</param>
/// <param name="Appearances">Other works in which it appears.</param>
/// <param name="Claimant">Who made it.</param>
/// <param name="Rating">The verdict.</param>
public sealed record Markup(
    string? Url,
    string ClaimReviewed,
    PartialDate? ClaimDate,
    string? ClaimLocation,
    string? FirstAppearance,
    IReadOnlyList<string> Appearances,
    MarkupClaimant? Claimant,
    MarkupRating Rating)
{
    /// <summary>The most works in which a claim is said to appear.</summary>
    public const int MostAppearances = 100;

    /// <summary>Whether this is the address of the page itself, with an anchor or without: nothing else may stand for one of its markups.</summary>
    public static bool IsOnPage(string url, string pageUrl) => WithoutAnchor(url) == WithoutAnchor(pageUrl);

    private static string WithoutAnchor(string url) => url.Split('#')[0];
}
