using ClaimCheck.Api.Articles;
using ClaimCheck.Api.Assessments;
using ClaimCheck.Api.Claims;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Importing.Lines;
using ClaimCheck.Api.Rules;
using ClaimCheck.Api.Sources;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;
using FluentValidation;
using FluentValidation.Results;

namespace ClaimCheck.Api.Importing.Formats.Reviews;

/// <summary>
/// Makes a claim and a verdict of what a review says, by the rules of single writes. A review is refused for the want of a claim, a
/// claimant, a verdict, an author or its own address; whatever else cannot be used is left out.
/// </summary>
internal sealed class ReviewMapper(ImportOptions options, TimeProvider clock)
{
    private readonly ClaimantValidator _claimants = new();
    private readonly ClaimLineValidator _claims = new(clock);
    private readonly AssessmentLineValidator _assessments = new(clock);

    /// <param name="draft">What the review says.</param>
    /// <param name="root">Where it stands in the row.</param>
    internal ParsedRow Map(ReviewDraft draft, string root)
    {
        if (Missing(draft, root) is { } missing)
        {
            return ParsedRow.Failed(missing);
        }

        var claimant = new ClaimantFields((draft.Claimant ?? options.Claimant)!, draft.ClaimantKind);
        var (claim, assessment) = (ClaimOf(draft), AssessmentOf(draft));
        ValidationFailure[] failures =
        [
            .. _claimants.Validate(claimant).Errors, .. _claims.Validate(claim).Errors, .. _assessments.Validate(assessment).Errors,
        ];
        return failures.Length > 0
            ? ParsedRow.Failed(FailureOf(failures, draft, root))
            : ParsedRow.Of(new ClaimReviewRecord(
                claimant.Name, claimant.Kind, claim.ToDraft(), assessment.ToRating(), assessment.ToFinding(), draft.Claim));
    }

    private RowFailure? Missing(ReviewDraft draft, string root)
    {
        var names = draft.Names;
        if (draft.ClaimText is null)
        {
            return Needed(root + names.ClaimText, "is required: what is claimed");
        }

        if (draft.RatingText is null)
        {
            return Needed(root + names.RatingText, "is required: the verdict in words");
        }

        if (draft.Claimant is null && options.Claimant is null)
        {
            return Needed(root + names.Claimant, "is required: the review does not say who makes the claim, and ?claimant=NAME names somebody for all that do not");
        }

        if (draft.Url is null || !WebAddress.IsAcceptable(draft.Url))
        {
            return Needed(root + names.Url, draft.Url is null ? "is required: where the review can be read" : "must be " + WebAddress.Expected);
        }

        return draft.AuthorName is null && SiteName.Of(draft.Url) is null ? Needed(root + names.AuthorName, "is required: who gives the verdict") : null;
    }

    private static RowFailure Needed(string path, string message) =>
        new(ProblemType.InvalidRequest.Slug, path, RowFailures.Sentence(path, message));

    private static RowFailure FailureOf(ValidationFailure[] failures, ReviewDraft draft, string root)
    {
        var first = failures[0];
        var path = draft.Names.Of(JsonPath.OfProperty(first.PropertyName)[2..], root);
        var type = ProblemType.WithSlug(first.ErrorCode) ?? ProblemType.InvalidRequest;
        return new(type.Slug, path, RowFailures.Sentence(path, first.ErrorMessage, failures.Length - 1));
    }

    private ClaimLine ClaimOf(ReviewDraft draft) => new()
    {
        // Whose claim it is is not known by an address but by a name, which is validated as one.
        Source = "claimant",
        Text = draft.ClaimText!,
        Article = Address(draft.ArticleUrl) is { } url
            ? new ArticleOfClaim(null, new InlineArticle(
                url, Title: Short(draft.ArticleTitle, ArticleRules.TitleLength), PublishedAt: ReviewDates.Partial(draft.ArticlePublishedAt, clock)))
            : null,
        ClaimedAt = ReviewDates.Partial(draft.ClaimedAt, clock),
        Language = TagOf(draft.ClaimLanguage ?? draft.Language),
    };

    private AssessmentLine AssessmentOf(ReviewDraft draft) => new()
    {
        Claim = new ClaimPointer("claim"),
        RatingText = draft.RatingText!,
        RatingValue = draft.Rating?.Value,
        BestRating = draft.Rating?.Best,
        WorstRating = draft.Rating?.Worst,
        Normalized = NormalizedWords.Of(draft.RatingText!, draft.Rating),
        Title = Short(draft.Title, Finding.TitleLength),
        Summary = Short(draft.Summary, Finding.SummaryLength),
        Language = TagOf(draft.Language),
        ReviewUrl = draft.Url,
        Author = new Author(draft.AuthorName ?? SiteName.Of(draft.Url!)!, Address(draft.AuthorUrl)),
        PublishedAt = ReviewDates.Instant(draft.PublishedAt, clock),
    };

    private static string? Address(string? text) => text is not null && WebAddress.IsAcceptable(text) ? text : null;

    private static string? Short(string? text, int most) =>
        text is not null && !PlainText.IsBlank(text) && PlainText.Length(text) <= most ? text : null;

    /// <summary>Publishing systems write <c>en_US</c> as well.</summary>
    private static string? TagOf(string? text) =>
        text?.Replace('_', '-') is { } tag && LanguageTag.IsWellFormed(tag) ? tag : null;

    /// <summary>A source of which nothing is known but what a review says.</summary>
    private sealed record ClaimantFields(string Name, SourceKind Kind) : ISourceFields
    {
        public string? Parent => null;

        public string? Country => null;

        public string? Language => null;

        public IReadOnlyList<string>? Domains => null;

        public string? WikidataId => null;

        public string? Notes => null;
    }

    private sealed class ClaimantValidator : SourceFieldsValidator<ClaimantFields>;
}
