using System.ComponentModel.DataAnnotations;
using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Api.Evidence;

/// <summary>One step of a lineage.</summary>
/// <param name="Source">The source; null for one that is not named.</param>
/// <param name="Descriptor">How one that is not named is described.</param>
/// <param name="OnRecord">On what terms it spoke; null for a claim's own source.</param>
/// <param name="Relation">How the step before came from it; null for a claim's own source.</param>
/// <param name="Claim">The claim whose record says so.</param>
public sealed record LineageStepResponse(SourceRef? Source, string? Descriptor, OnRecord? OnRecord, AttributionRelation? Relation, Guid Claim);

/// <summary>A claim of a side.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ExternalId">Its id in your system.</param>
/// <param name="Source">Whose it is.</param>
/// <param name="Text">What it says.</param>
/// <param name="SaidAt">When: its own date, else its article's.</param>
/// <param name="Modality">How its source puts it.</param>
/// <param name="Role">How it belongs here.</param>
/// <param name="Link">The link by which it does; null for the claim asked about.</param>
/// <param name="Suggested">Whether only links that nobody has confirmed bring it here.</param>
/// <param name="Lineage">Through whom it came, its own source first; an upstream claim's lineage follows the hop that names it.</param>
/// <param name="Origins">Where it leads: places in `originsBehindCeiling`, counted from 0. Empty where that is not recorded or was withdrawn.</param>
public sealed record SideClaimResponse(
    Guid Id,
    string? ExternalId,
    SourceRef Source,
    string Text,
    PartialDate? SaidAt,
    Modality Modality,
    ClaimRole Role,
    Guid? Link,
    bool Suggested,
    [property: MaxLength(LineageStep.Most)] IReadOnlyList<LineageStepResponse> Lineage,
    [property: MaxLength(EvidenceLimits.Claims)] IReadOnlyList<int> Origins)
{
    internal static SideClaimResponse Of(CountedClaim counted) => new(
        counted.Claim.Id, counted.Claim.ExternalId, counted.Claim.Source, counted.Claim.Text, counted.Claim.Said, counted.Claim.Modality,
        counted.Role, counted.ByLink, counted.IsSuggested,
        [.. counted.Lineage.Select(step => new LineageStepResponse(step.Source, step.Descriptor, step.OnRecord, step.Relation, step.Claim))],
        counted.Origins);
}

/// <summary>How many independent origins there are.</summary>
/// <param name="Floor">What an opponent must concede.</param>
/// <param name="Ceiling">The most there can be: `named`, `unnamed` and `firstHand` together.</param>
/// <param name="Named">Known sources of which it is not recorded that they were there.</param>
/// <param name="Unnamed">Origins that nobody names.</param>
/// <param name="FirstHand">Origins that witnessed or issued it themselves.</param>
/// <param name="NotRecorded">Claims that do not say where they come from.</param>
/// <param name="FloorIsExact">False where the side is too entangled to be searched through: then the floor may be higher. Also where too many of its texts are alike to tell copies pair by pair: then it may be higher or lower.</param>
public sealed record OriginsResponse(
    [property: Range(0, EvidenceLimits.Claims)] int Floor,
    [property: Range(0, EvidenceLimits.Claims)] int Ceiling,
    [property: Range(0, EvidenceLimits.Claims)] int Named,
    [property: Range(0, EvidenceLimits.Claims)] int Unnamed,
    [property: Range(0, EvidenceLimits.Claims)] int FirstHand,
    [property: Range(0, EvidenceLimits.Claims)] int NotRecorded,
    bool FloorIsExact);

/// <summary>An unnamed source as somebody described it.</summary>
/// <param name="Descriptor">The words.</param>
/// <param name="Relay">The nearest named source that cites it.</param>
public sealed record DescribedOriginResponse(string Descriptor, SourceRef Relay);

/// <summary>An origin behind the ceiling.</summary>
/// <param name="Kind">The strongest of what is said about it.</param>
/// <param name="Sources">The known sources it is; several where a reviewer judged them the same.</param>
/// <param name="Unnamed">The words by which it is described, if nobody names it.</param>
/// <param name="Claims">The claims that lead to it.</param>
public sealed record OriginResponse(
    OriginKind Kind,
    [property: MaxLength(EvidenceLimits.Sources)] IReadOnlyList<SourceRef> Sources,
    [property: MaxLength(EvidenceLimits.Claims)] IReadOnlyList<DescribedOriginResponse> Unnamed,
    [property: MaxLength(EvidenceLimits.Claims)] IReadOnlyList<Guid> Claims);

/// <summary>Something that kept the floor down.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Claims">The claims concerned, at most 100 of them.</param>
/// <param name="ClaimCount">How many are concerned.</param>
/// <param name="Sources">The sources concerned.</param>
/// <param name="Texts">The words concerned: how somebody is described, or what two claims share.</param>
/// <param name="Judgements">The judgements concerned.</param>
/// <param name="Explanation">The same as a sentence.</param>
public sealed record HoldResponse(
    HoldReason Reason,
    [property: MaxLength(Hold.MostClaims)] IReadOnlyList<Guid> Claims,
    int ClaimCount,
    [property: MaxLength(Hold.MostClaims)] IReadOnlyList<SourceRef> Sources,
    [property: MaxLength(Hold.MostClaims)] IReadOnlyList<string> Texts,
    [property: MaxLength(Hold.MostClaims)] IReadOnlyList<Guid> Judgements,
    string Explanation);

/// <summary>One side of the evidence.</summary>
/// <param name="Reports">How many claims there are: what a counter of reports would say.</param>
/// <param name="Outlets">How many sources made them.</param>
/// <param name="Families">How many publishers (topmost owners) those have.</param>
/// <param name="Origins">How many independent origins stand behind them.</param>
/// <param name="Status">What floor and ceiling say together.</param>
/// <param name="Claims">The claims, with their lineages: the one asked about first.</param>
/// <param name="OriginsBehindCeiling">The origins that the ceiling counts.</param>
/// <param name="ClaimsBehindFloor">Claims that the floor counts: no two of them share anything.</param>
/// <param name="KeptFloorDown">Everything that kept the floor down; of each reason at most 100, those that concern most claims.</param>
public sealed record SideResponse(
    int Reports,
    int Outlets,
    int Families,
    OriginsResponse Origins,
    EvidenceStatus Status,
    [property: MaxLength(EvidenceLimits.Claims)] IReadOnlyList<SideClaimResponse> Claims,
    [property: MaxLength(EvidenceLimits.Claims)] IReadOnlyList<OriginResponse> OriginsBehindCeiling,
    [property: MaxLength(EvidenceLimits.Claims)] IReadOnlyList<Guid> ClaimsBehindFloor,
    [property: MaxLength(Hold.Most)] IReadOnlyList<HoldResponse> KeptFloorDown)
{
    internal static SideResponse Of(EvidenceSide side) => new(
        side.Reports, side.Outlets, side.Families,
        new OriginsResponse(
            side.Origins.Floor, side.Origins.Ceiling, side.Origins.Named, side.Origins.Unnamed, side.Origins.FirstHand,
            side.Origins.NotRecorded, side.Origins.FloorIsExact),
        side.Status,
        [.. side.Claims.Select(SideClaimResponse.Of)],
        [.. side.Behind.Select(origin => new OriginResponse(
            origin.Kind, origin.Sources, [.. origin.Unnamed.Select(unnamed => new DescribedOriginResponse(unnamed.Descriptor, unnamed.Relay))], origin.Claims))],
        side.Witnesses,
        [.. side.Holds.Select(hold => new HoldResponse(
            hold.Reason, hold.Claims, hold.ClaimCount, hold.Sources, hold.Texts, hold.Judgements, hold.Explanation))]);
}
