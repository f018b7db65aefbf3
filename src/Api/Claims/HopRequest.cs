using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Rules;
using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using FluentValidation;

namespace ClaimCheck.Api.Claims;

/// <summary>One step back towards the origin: a known source, or a description of one that is not named.</summary>
/// <param name="Source">A known source: an id, slug or externalId. Either this or `descriptor`.</param>
/// <param name="Descriptor">How the text describes a source it does not name, such as `sources in Tehran`.</param>
/// <param name="Relation">How the claim came from it (W3C PROV).</param>
/// <param name="OnRecord">On what terms it spoke.</param>
/// <param name="UpstreamClaim">The hop's own claim, where it is recorded here: its id, or its externalId with that source.</param>
/// <param name="Quote">The words in which it is cited.</param>
public sealed record HopRequest(
    [property: MaxLength(TextRules.ExternalIdLength)] string? Source = null,
    [property: MaxLength(HopRequest.DescriptorLength)] string? Descriptor = null,
    AttributionRelation Relation = AttributionRelation.DerivedFrom,
    OnRecord OnRecord = OnRecord.Unknown,
    [property: MaxLength(TextRules.ExternalIdLength)] string? UpstreamClaim = null,
    [property: MaxLength(TextRules.LongText)] string? Quote = null)
{
    internal const int DescriptorLength = 500;

    internal HopDraft ToDraft() => new(Source, Descriptor, Relation, OnRecord, UpstreamClaim, Quote);
}

internal sealed class HopValidator : AbstractValidator<HopRequest>
{
    public HopValidator()
    {
        RuleFor(hop => hop.Source).IsPlainText(TextRules.ExternalIdLength);
        RuleFor(hop => hop.Source).Must((hop, source) => (source is null) != (hop.Descriptor is null))
            .WithMessage("or descriptor is needed: exactly one of the two");
        RuleFor(hop => hop.Descriptor).IsPlainText(HopRequest.DescriptorLength);
        RuleFor(hop => hop.UpstreamClaim).IsPlainText(TextRules.ExternalIdLength);
        RuleFor(hop => hop.UpstreamClaim).Must((hop, upstream) => upstream is null || hop.Source is not null)
            .WithMessage("needs the source whose claim it is");
        RuleFor(hop => hop.Quote).IsPlainText(TextRules.LongText);
    }
}
