using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data.Sample;
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

/// <summary>What falls when something is taken back.</summary>
/// <param name="Source">Whose claims are taken back.</param>
/// <param name="Claims">Every claim that falls: those that are retracted, then those that rested on them, each newest first.</param>
/// <param name="Links">Every living link of a claim that is retracted, newest first.</param>
public sealed record WithdrawalResponse(
    SourceRef Source,
    [property: MaxLength(FallenClaims.MostAtOnce)] IReadOnlyList<FallenClaimResponse> Claims,
    [property: MaxLength(FallenClaims.MostAtOnce)] IReadOnlyList<FallenLinkResponse> Links)
{
    internal static WithdrawalResponse Example { get; } = new(
        new SourceRef(SampleStory.IdOf("source", "debkafile"), "debkafile"),
        [
            new FallenClaimResponse(
                SampleStory.IdOf("claim", "inq-1"), "inq-1", new SourceRef(SampleStory.IdOf("source", "inquisitr"), "inquisitr"),
                "US and Iranian troops are both taking part in the fight against al-Qaeda in Iraq.", WithdrawalEffect.Unsupported),
        ],
        []);

    internal static WithdrawalResponse Of(FallenClaims fallen) => new(
        fallen.Source,
        [.. fallen.Claims.Select(claim => new FallenClaimResponse(claim.Id, claim.ExternalId, claim.Source, claim.Excerpt, claim.Effect))],
        [.. fallen.Links.Select(link => new FallenLinkResponse(link.Id, link.From, link.To, link.Relation, link.Status))]);
}
