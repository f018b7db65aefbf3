using ClaimCheck.Api.FactCheckTools;
using ClaimCheck.Api.Http;
using ClaimCheck.Domain.ClaimReviews;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Api.Importing.Lines;

/// <summary>A page of ClaimReview markup as a line of an import or export has it.</summary>
internal sealed record ClaimReviewPageLine : IMarkupPageFields, IKeptFields, ILeavesOutNulls
{
    public RecordName Record { get; init; } = RecordKind.ClaimReviewPage;

    public Guid? Id { get; init; }

    public required string PageUrl { get; init; }

    public PartialDate? PublishDate { get; init; }

    public ClaimReviewAuthor? ClaimReviewAuthor { get; init; }

    public required IReadOnlyList<ClaimReviewMarkup> ClaimReviewMarkups { get; init; }

    public int? Version { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    internal ClaimReviewPageRecord ToRecord() => new(this.ToFacts(), this.ToKept());

    internal static ClaimReviewPageLine Of(MarkupPage page) => new()
    {
        Id = page.Id,
        PageUrl = page.Facts.PageUrl,
        PublishDate = page.Facts.PublishDate,
        ClaimReviewAuthor = page.Facts.Author is { } author ? FactCheckTools.ClaimReviewAuthor.Of(author) : null,
        ClaimReviewMarkups = [.. page.Facts.Markups.Select(ClaimReviewMarkup.Of)],
        Version = page.Version,
        CreatedAt = page.CreatedAt,
        UpdatedAt = page.UpdatedAt,
    };
}

internal sealed class ClaimReviewPageLineValidator : MarkupPageFieldsValidator<ClaimReviewPageLine>
{
    public ClaimReviewPageLineValidator(TimeProvider clock)
        : base(clock) => this.HasKept(clock);
}
