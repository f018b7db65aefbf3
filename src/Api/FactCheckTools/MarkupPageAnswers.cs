using System.Diagnostics;
using ClaimCheck.Api.Http;
using ClaimCheck.Domain;
using ClaimCheck.Domain.ClaimReviews;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.FactCheckTools;

/// <summary>What a write to a page of markup is answered with.</summary>
internal static class MarkupPageAnswers
{
    /// <summary>The page as it was written, or why it was not.</summary>
    public static Results<VersionedOk<ClaimReviewMarkupPageResponse>, ProblemAnswer> Of(Verdict<MarkupPageOutcome, MarkupPage> verdict, Guid id) =>
        verdict is { Outcome: MarkupPageOutcome.Accepted, Value: { } page }
            ? Versioned.Ok(ClaimReviewMarkupPageResponse.Of(page), page.Version)
            : Refuse(verdict, id);

    public static ProblemAnswer Refuse(Verdict<MarkupPageOutcome, MarkupPage> verdict, Guid id) => verdict.Outcome switch
    {
        MarkupPageOutcome.Missing => Missing(id),
        MarkupPageOutcome.UrlTaken => Problems.AlreadyExists(
            "There is markup of the page at this address (compared in its canonical form). Read it, and replace it with the whole that is wanted.",
            verdict.ExistingId ?? Guid.Empty),
        MarkupPageOutcome.ChangedMeanwhile => Problems.Of(
            ProblemType.Conflict,
            $"The page has changed: its versionId is {verdict.Value!.VersionId}. Read it again, look whether the change still makes sense, and send it with that one."),
        MarkupPageOutcome.Accepted => throw new UnreachableException(),
    };

    public static ProblemAnswer Missing(Guid id) => Problems.NotFound("page", MarkupPage.NamePrefix + id);
}
