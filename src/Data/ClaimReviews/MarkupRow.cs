using ClaimCheck.Domain.ClaimReviews;

namespace ClaimCheck.Data.ClaimReviews;

/// <summary>A page of markup and one of its markups.</summary>
internal sealed class MarkupRow
{
    public Guid Id { get; init; }
    public string PageUrl { get; init; } = "";
    public DateTime? PublishDate { get; init; }
    public string? PublishDatePrecision { get; init; }
    public string? AuthorName { get; init; }
    public string? AuthorImageUrl { get; init; }
    public int Version { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime UpdatedAt { get; init; }

    public string? Url { get; init; }
    public string ClaimReviewed { get; init; } = "";
    public DateTime? ClaimDate { get; init; }
    public string? ClaimDatePrecision { get; init; }
    public string? ClaimLocation { get; init; }
    public string? ClaimFirstAppearance { get; init; }
    public string[] ClaimAppearances { get; init; } = [];
    public string? ClaimantName { get; init; }
    public string? ClaimantJobTitle { get; init; }
    public string? ClaimantImageUrl { get; init; }
    public string? ClaimantSameAs { get; init; }
    public string TextualRating { get; init; } = "";
    public int? RatingValue { get; init; }
    public int? WorstRating { get; init; }
    public int? BestRating { get; init; }
    public string? RatingExplanation { get; init; }
    public string? RatingImageUrl { get; init; }

    /// <summary>The pages that the rows tell of, in the order in which they came: the rows of one page follow one another.</summary>
    public static IReadOnlyList<MarkupPage> ToPages(IEnumerable<MarkupRow> rows) =>
        [.. rows.GroupBy(row => row.Id).Select(page => ToPage([.. page]))];

    private static MarkupPage ToPage(List<MarkupRow> rows)
    {
        var page = rows[0];
        var author = (page.AuthorName, page.AuthorImageUrl) is (null, null) ? null : new ReviewAuthor(page.AuthorName, page.AuthorImageUrl);
        var facts = new MarkupPageFacts(
            page.PageUrl, Columns.Date(page.PublishDate, page.PublishDatePrecision), author, rows.ConvertAll(row => row.ToMarkup()));
        return new MarkupPage(page.Id, facts, page.Version, page.CreatedAt, page.UpdatedAt);
    }

    private Markup ToMarkup() => new(
        Url, ClaimReviewed, Columns.Date(ClaimDate, ClaimDatePrecision), ClaimLocation, ClaimFirstAppearance, ClaimAppearances,
        (ClaimantName, ClaimantJobTitle, ClaimantImageUrl, ClaimantSameAs) is (null, null, null, null)
            ? null
            : new MarkupClaimant(ClaimantName, ClaimantJobTitle, ClaimantImageUrl, ClaimantSameAs),
        new MarkupRating(TextualRating, RatingValue, WorstRating, BestRating, RatingExplanation, RatingImageUrl));
}
