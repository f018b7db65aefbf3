using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Links;
using ClaimCheck.Data;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Links;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Suggestions;

/// <summary>What a judgement on a suggestion is answered with.</summary>
internal static class SuggestionAnswers
{
    /// <summary>Records a judgement and answers with the link that it made.</summary>
    /// <param name="suggested">The two claims and the relation.</param>
    /// <param name="decision">Whether it holds.</param>
    /// <param name="why">Why, or why not.</param>
    /// <param name="idempotency">Answers a repetition as the first time.</param>
    /// <param name="caller">Who judges.</param>
    /// <param name="data">The stores.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public static Task<IdempotentAnswer<Results<VersionedOk<LinkResponse>, ProblemAnswer>>> JudgeAsync(
        (Guid Id, Guid Other, SuggestedRelation Relation) suggested, ReviewDecision decision, string? why,
        Idempotency idempotency, Caller caller, DataServices data, CancellationToken cancellation) =>
        idempotency.AnswerAsync<Verdict<LinkOutcome, ClaimLink>, Results<VersionedOk<LinkResponse>, ProblemAnswer>>(
            receipt => data.SuggestionStore.JudgeAsync(
                suggested.Id, suggested.Other, ListSuggestions.RelationOf(suggested.Relation), decision, why, caller.Authorship, cancellation, receipt),
            verdict => Judged(verdict, suggested.Id, suggested.Other),
            cancellation);

    /// <summary>The link that it made, or why it made none. Both claims stand in the path: one that does not exist is a 404.</summary>
    private static Results<VersionedOk<LinkResponse>, ProblemAnswer> Judged(Verdict<LinkOutcome, ClaimLink> verdict, Guid id, Guid other) =>
        verdict switch
        {
            { Outcome: LinkOutcome.Accepted, Value: { } link } => Versioned.Ok(LinkResponse.Of(link), link.Version),
            { Outcome: LinkOutcome.ClaimMissing } => Problems.NotFound("claim", verdict.Path?[0] == other.ToString() ? other : id),
            _ => LinkAnswers.Refuse(verdict, id),
        };
}
