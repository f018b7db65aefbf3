using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data;
using ClaimCheck.Domain;
using ClaimCheck.Domain.ClaimReviews;
using ClaimCheck.Domain.Values;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.FactCheckTools;

/// <summary>The markup of a page that has none yet.</summary>
/// <param name="PageUrl">The page; absolute http or https, never fetched.</param>
/// <param name="ClaimReviewMarkups">One for each claim that is reviewed there; at least one.</param>
/// <param name="PublishDate">When the fact checks were published: a year, a month, a day or an instant; the precision is kept.</param>
/// <param name="ClaimReviewAuthor">Who published them.</param>
public sealed record CreateClaimReviewPageRequest(
    [property: MaxLength(WebAddress.MaxLength), RegularExpression(WebAddress.Pattern)] string PageUrl,
    [property: MinLength(1), MaxLength(MarkupPageFacts.MostMarkups)] IReadOnlyList<ClaimReviewMarkup> ClaimReviewMarkups,
    PartialDate? PublishDate = null,
    ClaimReviewAuthor? ClaimReviewAuthor = null) : IMarkupPageFields, IExample<CreateClaimReviewPageRequest>
{
    /// <inheritdoc/>
    public static CreateClaimReviewPageRequest Example { get; } = new(
        "https://factcheck.example/2014/soleimani-again", [ClaimReviewMarkup.Example], StoryDates.Month, new("Example Fact Check"));
}

internal sealed class CreateClaimReviewPageValidator(TimeProvider clock) : MarkupPageFieldsValidator<CreateClaimReviewPageRequest>(clock);

internal static class CreateClaimReviewPage
{
    public static Task<IdempotentAnswer<Results<VersionedOk<ClaimReviewMarkupPageResponse>, ProblemAnswer>>> Handle(
        Body<CreateClaimReviewPageRequest> body, Idempotency idempotency, Caller caller, DataServices data, CancellationToken cancellation)
    {
        var page = MarkupPage.Create(NewId.At(caller.Now), body.Value.ToFacts(), caller.Authorship);
        return idempotency.AnswerAsync<Verdict<MarkupPageOutcome, MarkupPage>, Results<VersionedOk<ClaimReviewMarkupPageResponse>, ProblemAnswer>>(
            receipt => data.MarkupPageStore.AddAsync(page, caller.Authorship, cancellation, receipt),
            verdict => MarkupPageAnswers.Of(verdict, page.Id),
            cancellation);
    }
}
