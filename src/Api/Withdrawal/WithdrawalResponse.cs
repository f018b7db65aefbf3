using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Evidence;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data.Sample;
using ClaimCheck.Data.Withdrawal;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Withdrawal;

namespace ClaimCheck.Api.Withdrawal;

/// <summary>A claim that falls.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ExternalId">Its id in your system.</param>
/// <param name="Source">Whose it is.</param>
/// <param name="Excerpt">What it says; longer than 200 characters, it is cut and ends in `…`.</param>
/// <param name="Effect">`retracted`: it is taken back itself. `unsupported`: it stays, for its outlet still says so, but rests no longer on what is taken back.</param>
public sealed record FallenClaimResponse(
    Guid Id, string? ExternalId, SourceRef Source, [property: MaxLength(FallenClaims.ExcerptLength)] string Excerpt, WithdrawalEffect Effect);

/// <summary>A link that falls with one of its claims: it stays on record as it is, but a retracted claim is no evidence.</summary>
/// <param name="Id">Its id.</param>
/// <param name="From">The claim the relation is said of.</param>
/// <param name="To">The other claim.</param>
/// <param name="Relation">What the first is to the second.</param>
/// <param name="Status">Where it stands.</param>
public sealed record FallenLinkResponse(Guid Id, Guid From, Guid To, LinkRelation Relation, LinkStatus Status);

/// <summary>How many independent origins stand behind whoever contradicts a claim.</summary>
/// <param name="Floor">What an opponent must concede.</param>
/// <param name="Ceiling">The most origins there can be.</param>
public sealed record ContradictingCountResponse(
    [property: Range(0, EvidenceLimits.Claims)] int Floor, [property: Range(0, EvidenceLimits.Claims)] int Ceiling);

/// <summary>What the evidence for a claim, and against it, comes to.</summary>
/// <param name="Floor">What an opponent must concede.</param>
/// <param name="Ceiling">The most origins there can be.</param>
/// <param name="Status">What the two say together.</param>
/// <param name="Contested">Whether anybody contradicts it.</param>
/// <param name="Contradicting">The two numbers of whoever contradicts it.</param>
public sealed record CountResultResponse(
    [property: Range(0, EvidenceLimits.Claims)] int Floor,
    [property: Range(0, EvidenceLimits.Claims)] int Ceiling,
    EvidenceStatus Status,
    bool Contested,
    ContradictingCountResponse Contradicting)
{
    internal static CountResultResponse Of(CountResult count) => new(
        count.Supporting.Floor, count.Supporting.Ceiling, count.Status, count.IsContested,
        new ContradictingCountResponse(count.Contradicting.Floor, count.Contradicting.Ceiling));
}

/// <summary>A count that changes.</summary>
/// <param name="Claim">Of which claim.</param>
/// <param name="ExternalId">Its id in your system.</param>
/// <param name="Source">Whose it is.</param>
/// <param name="Before">While everything stands.</param>
/// <param name="After">When this is taken back.</param>
public sealed record CountChangeResponse(
    Guid Claim, string? ExternalId, SourceRef Source, CountResultResponse Before, CountResultResponse After);

/// <summary>An assessment that needs a second look.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Claim">What it judges.</param>
/// <param name="State">Where it stands.</param>
/// <param name="RatingText">The verdict.</param>
public sealed record ShakenAssessmentResponse(Guid Id, Guid Claim, AssessmentState State, string RatingText);

/// <summary>What falls when something is taken back.</summary>
/// <param name="Source">Whose claims are taken back.</param>
/// <param name="Claims">Every claim that falls: those that are retracted, then those that rested on them, each newest first.</param>
/// <param name="Links">Every living link of a claim that is retracted, newest first.</param>
/// <param name="Counts">Every count of origins that changes, on either side, those of assessed claims first.</param>
/// <param name="CountsComplete">Whether all claims concerned were counted. If not, at most 50 were, fewer where much surrounds them: those that are assessed, then the newest.</param>
/// <param name="Assessments">The assessments that need a second look, because their claim is retracted, or its count changes or could not be made. They say so in `needsReview` once it is done.</param>
public sealed record WithdrawalResponse(
    SourceRef Source,
    [property: MaxLength(FallenClaims.MostAtOnce)] IReadOnlyList<FallenClaimResponse> Claims,
    [property: MaxLength(FallenClaims.MostAtOnce)] IReadOnlyList<FallenLinkResponse> Links,
    [property: MaxLength(ConsequenceReader.MostCounted)] IReadOnlyList<CountChangeResponse> Counts,
    bool CountsComplete,
    [property: MaxLength(ConsequenceReader.MostAssessments)] IReadOnlyList<ShakenAssessmentResponse> Assessments)
{
    internal static WithdrawalResponse Example { get; } = new(
        new SourceRef(SampleStory.IdOf("source", "debkafile"), "debkafile"),
        [
            new FallenClaimResponse(
                SampleStory.IdOf("claim", "inq-1"), "inq-1", new SourceRef(SampleStory.IdOf("source", "inquisitr"), "inquisitr"),
                "US and Iranian troops are both taking part in the fight against al-Qaeda in Iraq.", WithdrawalEffect.Unsupported),
        ],
        [],
        [
            new CountChangeResponse(
                SampleStory.IdOf("claim", "inq-1"), "inq-1", new SourceRef(SampleStory.IdOf("source", "inquisitr"), "inquisitr"),
                new CountResultResponse(1, 1, EvidenceStatus.SingleOrigin, true, new ContradictingCountResponse(1, 1)),
                new CountResultResponse(0, 0, EvidenceStatus.LineageNotRecorded, true, new ContradictingCountResponse(1, 1))),
        ],
        true,
        []);

    internal static WithdrawalResponse Of(FallenClaims fallen, Consequences consequences) => new(
        fallen.Source,
        [.. fallen.Claims.Select(claim => new FallenClaimResponse(claim.Id, claim.ExternalId, claim.Source, claim.Excerpt, claim.Effect))],
        [.. fallen.Links.Select(link => new FallenLinkResponse(link.Id, link.From, link.To, link.Relation, link.Status))],
        [.. consequences.Counts.Select(change => new CountChangeResponse(
            change.Claim, change.ExternalId, change.Source, CountResultResponse.Of(change.Before), CountResultResponse.Of(change.After)))],
        consequences.IsComplete,
        [.. consequences.Assessments.Select(assessment => new ShakenAssessmentResponse(
            assessment.Id, assessment.Claim, assessment.State, assessment.RatingText))]);
}
