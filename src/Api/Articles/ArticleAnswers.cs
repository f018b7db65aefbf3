using System.Diagnostics;
using ClaimCheck.Api.Http;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Articles;

namespace ClaimCheck.Api.Articles;

/// <summary>What a refused write to an article is answered with.</summary>
internal static class ArticleAnswers
{
    public static ProblemAnswer Refuse(Verdict<ArticleOutcome, Article> verdict, Guid id) => verdict.Outcome switch
    {
        ArticleOutcome.Missing => Problems.NotFound("article", id),
        ArticleOutcome.SourceMissing => References.Unknown("$.source", "source", verdict.Path),
        ArticleOutcome.UrlTaken => Problems.AlreadyExists(
            "The source has an article at this address (compared in its canonical form).", verdict.ExistingId ?? Guid.Empty),
        ArticleOutcome.ExternalIdTaken => Problems.AlreadyExists(
            "The source has an article with this externalId.", verdict.ExistingId ?? Guid.Empty),

        // A change that lost a race is begun again from what is there.
        ArticleOutcome.ChangedMeanwhile or ArticleOutcome.Accepted => throw new UnreachableException(),
    };
}
