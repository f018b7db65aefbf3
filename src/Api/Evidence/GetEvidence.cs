using ClaimCheck.Api.Claims;
using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using ClaimCheck.Data.Evidence;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Values;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Evidence;

/// <summary>How evidence is to be counted.</summary>
public sealed class GetEvidenceQuery
{
    /// <summary>What counts.</summary>
    [QueryWord("`standard` where it is left out; `strict`: a named origin counts only if it was there or spoke on the record.")]
    public EvidencePolicy? Policy { get; init; }

    /// <summary>What was known.</summary>
    [QueryValue("Only what was known then: said by the end of this year, month or day, or by this instant, and recorded by then.")]
    public PartialDate? AsOf { get; init; }

    /// <summary>What was recorded.</summary>
    [QueryValue("Looks back in the record only this far, whatever `asOf` says: `asOf=2014-09&recordedAsOf=2030` asks what is known today of what had been said by September 2014.")]
    public PartialDate? RecordedAsOf { get; init; }

    /// <summary>Whether suggestions count.</summary>
    [QueryFlag("Whether links count that nobody has confirmed or rejected yet, as if all of them were right.")]
    public bool? IncludeSuggested { get; init; }

    internal EvidenceScope Scope => new((RecordedAsOf ?? AsOf)?.Past, AsOf?.Past, IncludeSuggested ?? false);
}

internal static class GetEvidence
{
    public static async Task<Results<TaggedOk<EvidenceResponse>, NotModified, ProblemAnswer>> Handle(
        Guid id, Query<GetEvidenceQuery> query, DataServices data, CancellationToken cancellation)
    {
        var asked = query.Value;
        return await data.EvidenceReader.GetAsync(id, asked.Scope, cancellation) is { } known
            ? new TaggedOk<EvidenceResponse>(EvidenceResponse.Of(EvidenceCounter.Count(known, asked.Policy ?? EvidencePolicy.Standard), asked))
            : await RefuseAsync(id, data, cancellation);
    }

    /// <summary>Why there is no evidence about a claim.</summary>
    public static async Task<ProblemAnswer> RefuseAsync(Guid id, DataServices data, CancellationToken cancellation) =>
        await data.ClaimReader.GetAsync(id, cancellation) switch
        {
            null => Problems.NotFound("claim", id),
            { TakenDownAt: not null } => ClaimAnswers.TakenDown(id),
            _ => Problems.Of(ProblemType.NotFound, $"The claim {id} was not known then. Leave `asOf` out, or look later."),
        };
}
