using ClaimCheck.Api.Http;
using ClaimCheck.Api.Links;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Links;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Suggestions;

/// <summary>What a judgement on a suggestion is answered with.</summary>
internal static class SuggestionAnswers
{
    /// <summary>The link that it made, or why it made none. Both claims stand in the path: one that does not exist is a 404.</summary>
    public static Results<VersionedOk<LinkResponse>, ProblemAnswer> Judged(Verdict<LinkOutcome, ClaimLink> verdict, Guid id, Guid other) =>
        verdict switch
        {
            { Outcome: LinkOutcome.Accepted, Value: { } link } => Versioned.Ok(LinkResponse.Of(link), link.Version),
            { Outcome: LinkOutcome.ClaimMissing } => Problems.NotFound("claim", verdict.Path?[0] == other.ToString() ? other : id),
            _ => LinkAnswers.Refuse(verdict, id),
        };
}
