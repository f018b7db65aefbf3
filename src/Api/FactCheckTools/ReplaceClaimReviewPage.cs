using System.ComponentModel.DataAnnotations;
using System.Globalization;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Rules;
using ClaimCheck.Data;
using ClaimCheck.Data.Sample;
using ClaimCheck.Domain.ClaimReviews;
using ClaimCheck.Domain.Values;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.FactCheckTools;

/// <summary>The whole markup of a page, in place of what is there.</summary>
/// <param name="PageUrl">The page; absolute http or https, never fetched.</param>
/// <param name="ClaimReviewMarkups">One for each claim that is reviewed there; at least one.</param>
/// <param name="VersionId">The version that was read and is replaced.</param>
/// <param name="Name">The name in the path, or nothing.</param>
/// <param name="PublishDate">When the fact checks were published: a year, a month, a day or an instant; the precision is kept.</param>
/// <param name="ClaimReviewAuthor">Who published them.</param>
public sealed record ReplaceClaimReviewPageRequest(
    [property: MaxLength(WebAddress.MaxLength), RegularExpression(WebAddress.Pattern)] string PageUrl,
    [property: MinLength(1), MaxLength(MarkupPageFacts.MostMarkups)] IReadOnlyList<ClaimReviewMarkup> ClaimReviewMarkups,
    [property: MaxLength(ClaimReviewMarkupPageResponse.VersionLength), RegularExpression(ClaimReviewMarkupPageResponse.VersionPattern)] string VersionId,
    [property: MaxLength(ClaimReviewMarkupPageResponse.NameLength), RegularExpression(ClaimReviewMarkupPageResponse.NamePattern)] string? Name = null,
    PartialDate? PublishDate = null,
    ClaimReviewAuthor? ClaimReviewAuthor = null) : IMarkupPageFields, IExample<ReplaceClaimReviewPageRequest>
{
    /// <inheritdoc/>
    public static ReplaceClaimReviewPageRequest Example { get; } = new(
        SampleMarkup.Page,
        [ClaimReviewMarkup.Example with { Rating = new("Unproven: one unnamed origin") }],
        "1",
        ClaimReviewMarkupPageResponse.Example.Name,
        StoryDates.Month,
        new("Example Fact Check"));
}

internal sealed class ReplaceClaimReviewPageValidator : MarkupPageFieldsValidator<ReplaceClaimReviewPageRequest>
{
    public ReplaceClaimReviewPageValidator(TimeProvider clock)
        : base(clock)
    {
        RuleFor(page => page.VersionId).HasShape(ClaimReviewMarkupPageResponse.VersionPattern).WithMessage("must be as it was read");
        RuleFor(page => page.Name).HasShape(ClaimReviewMarkupPageResponse.NamePattern).WithMessage("must be the name in the path, or left out");
    }
}

internal static class ReplaceClaimReviewPage
{
    public static async Task<Results<VersionedOk<ClaimReviewMarkupPageResponse>, ProblemAnswer>> Handle(
        Guid id, Body<ReplaceClaimReviewPageRequest> body, IfMatch ifMatch, Caller caller, DataServices data, CancellationToken cancellation)
    {
        var request = body.Value;
        if (request.Name is { } name && name != MarkupPage.NamePrefix + id)
        {
            var errors = new Errors();
            errors.Add("$.name", "must be the name in the path, or left out");
            return errors.As(ProblemType.InvalidRequest);
        }

        // Where the two have no version in common, none is replaced.
        var version = int.Parse(request.VersionId, NumberStyles.None, CultureInfo.InvariantCulture);
        var from = ifMatch.Versions.Allows(version) ? VersionCondition.OneOf(version) : VersionCondition.OneOf();
        var verdict = await data.MarkupPageStore.ReplaceAsync(id, request.ToFacts(), from, caller.Authorship, cancellation);
        return verdict is { Outcome: MarkupPageOutcome.ChangedMeanwhile, Value.Version: var current } && !ifMatch.Versions.Allows(current)
            ? IfMatch.Failed(current)
            : MarkupPageAnswers.Of(verdict, id);
    }
}
