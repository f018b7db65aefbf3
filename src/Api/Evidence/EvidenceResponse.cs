using System.ComponentModel.DataAnnotations;
using ClaimCheck.Data.Evidence;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Api.Evidence;

/// <summary>Sources that cite each other in a circle, each in a claim of its own.</summary>
/// <param name="Sources">Which.</param>
/// <param name="Claims">The claims by which they do.</param>
public sealed record CircularResponse(
    [property: MaxLength(EvidenceLimits.Sources)] IReadOnlyList<SourceRef> Sources,
    [property: MaxLength(EvidenceLimits.Claims)] IReadOnlyList<Guid> Claims);

/// <summary>A source or claim whose withdrawal would lower the floor or the ceiling.</summary>
/// <param name="Source">The source, taking back what came from it or through it; null for a claim.</param>
/// <param name="Claim">The claim, being retracted; null for a source.</param>
/// <param name="Floor">The floor that would be left.</param>
/// <param name="Ceiling">The ceiling that would be left.</param>
public sealed record ChokePointResponse(SourceRef? Source, Guid? Claim, [property: Range(0, EvidenceLimits.Claims)] int Floor, [property: Range(0, EvidenceLimits.Claims)] int Ceiling);

/// <summary>Who stands behind a claim, who denies it, and why the count is what it is.</summary>
/// <param name="Claim">The claim asked about.</param>
/// <param name="Text">What it says.</param>
/// <param name="Policy">Which named origins counted.</param>
/// <param name="AsOf">Only what had been said by then counted; null for everything.</param>
/// <param name="RecordedAsOf">Only what was recorded by then counted; null for everything.</param>
/// <param name="IncludesSuggested">Whether links counted that nobody has confirmed.</param>
/// <param name="Status">What floor and ceiling of the supporting side say together.</param>
/// <param name="Contested">Whether anybody contradicts it.</param>
/// <param name="Summary">All of this in a few sentences, fit for an editor's note.</param>
/// <param name="Supporting">Whoever says it or speaks for it.</param>
/// <param name="Contradicting">Whoever contradicts it, counted in the same way.</param>
/// <param name="ChokePoints">Whose withdrawal would lower a number of the supporting side, the gravest first; at most 200, and for the floor only while it is at most 50.</param>
/// <param name="Circular">Sources that cite each other: what returns to where it began has no origin outside.</param>
/// <param name="OnBothSides">Claims that links put on both sides at once: somebody should look at those links.</param>
/// <param name="JudgementsDisagree">Judgements of `different` that others of `same` overrule.</param>
/// <param name="Complete">Whether everything around the claim was looked at. If not, only the nearest 10,000 of each kind of claim were, and both numbers may be higher.</param>
public sealed record EvidenceResponse(
    Guid Claim,
    string Text,
    EvidencePolicy Policy,
    PartialDate? AsOf,
    PartialDate? RecordedAsOf,
    bool IncludesSuggested,
    EvidenceStatus Status,
    bool Contested,
    string Summary,
    SideResponse Supporting,
    SideResponse Contradicting,
    [property: MaxLength(ChokePoint.Most)] IReadOnlyList<ChokePointResponse> ChokePoints,
    [property: MaxLength(EvidenceLimits.Sources)] IReadOnlyList<CircularResponse> Circular,
    [property: MaxLength(EvidenceLimits.Claims)] IReadOnlyList<Guid> OnBothSides,
    [property: MaxLength(EvidenceLimits.Claims)] IReadOnlyList<Guid> JudgementsDisagree,
    bool Complete)
{
    internal static EvidenceResponse Of(Domain.Evidence.Evidence evidence, GetEvidenceQuery asked) => new(
        evidence.Claim.Id, evidence.Claim.Text, evidence.Policy, asked.AsOf, asked.RecordedAsOf ?? asked.AsOf, asked.IncludeSuggested ?? false,
        evidence.Status, evidence.IsContested, evidence.Summary, SideResponse.Of(evidence.Supporting), SideResponse.Of(evidence.Contradicting),
        [.. evidence.ChokePoints.Select(point => new ChokePointResponse(point.Source, point.Claim, point.Floor, point.Ceiling))],
        [.. evidence.Circular.Select(circle => new CircularResponse(circle.Sources, circle.Claims))],
        evidence.OnBothSides, evidence.JudgementsDisagree, !evidence.WasCut);
}

/// <summary>How long the lists of an answer about evidence can get.</summary>
internal static class EvidenceLimits
{
    /// <summary>Claims of one side, upstream claims included.</summary>
    public const int Claims = EvidenceReader.MostInAll;

    /// <summary>Sources of one side.</summary>
    public const int Sources = 100_000;
}
