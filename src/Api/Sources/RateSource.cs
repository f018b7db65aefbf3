using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Rules;
using ClaimCheck.Data;
using ClaimCheck.Domain.Sources;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Sources;

/// <summary>A judgement on a source's reliability.</summary>
/// <param name="Grade">NATO Admiralty: A completely reliable, B usually, C fairly, D not usually, E unreliable, F cannot be judged.</param>
/// <param name="Rationale">Why.</param>
/// <param name="ValidFrom">The day from which it holds; today where it is left out.</param>
public sealed record RateSourceRequest(
    ReliabilityGrade Grade,
    [property: MaxLength(TextRules.LongText)] string Rationale,
    DateOnly? ValidFrom = null) : IReliabilityFields, IExample<RateSourceRequest>
{
    /// <inheritdoc/>
    public static RateSourceRequest Example { get; } = new(
        ReliabilityGrade.D, "Relays unnamed intelligence sources; its reports of that winter were mostly not borne out.", new DateOnly(2014, 2, 1));
}

internal sealed class RateSourceValidator(TimeProvider clock) : ReliabilityFieldsValidator<RateSourceRequest>(clock);

internal static class RateSource
{
    public static async Task<IdempotentAnswer<Results<Created<ReliabilityResponse>, ProblemAnswer>>> Handle(
        [MaxLength(TextRules.ExternalIdLength)] string idOrSlug,
        Body<RateSourceRequest> body,
        Idempotency idempotency,
        Caller caller,
        DataServices data,
        CancellationToken cancellation)
    {
        var request = body.Value;
        var source = await data.Directory.FindAsync(idOrSlug, cancellation);
        var validFrom = request.ValidFrom ?? DateOnly.FromDateTime(caller.Now.UtcDateTime);
        return await idempotency.AnswerAsync<ReliabilityJudgement?, Results<Created<ReliabilityResponse>, ProblemAnswer>>(
            receipt => source is null
                ? Task.FromResult<ReliabilityJudgement?>(null)
                : data.ReliabilityStore.RateAsync(
                    source.Id, request.Grade, request.Rationale, validFrom, caller.Authorship, cancellation, receipt),
            judgement => judgement is null
                ? Problems.NotFound("source", idOrSlug)
                : TypedResults.Created($"/v1/sources/{source!.Id}/reliability", ReliabilityResponse.Of(judgement)),
            cancellation);
    }
}
