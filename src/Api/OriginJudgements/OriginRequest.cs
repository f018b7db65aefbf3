using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Claims;
using ClaimCheck.Api.Rules;
using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Values;
using FluentValidation;

namespace ClaimCheck.Api.OriginJudgements;

/// <summary>An origin: that of a claim, or a source that is not named.</summary>
/// <param name="Claim">The claim whose origin is meant. Either this or `descriptor` with `relay`.</param>
/// <param name="Descriptor">How a source that is not named is described, such as `sources in Tehran`. Case, white space and punctuation at its ends do not matter.</param>
/// <param name="Relay">The named source behind which it stands: an id, slug or externalId.</param>
public sealed record OriginRequest(
    Guid? Claim = null,
    [property: MaxLength(HopRequest.DescriptorLength)] string? Descriptor = null,
    [property: MaxLength(TextRules.ExternalIdLength)] string? Relay = null) : IOriginFields
{
    bool IOriginFields.IsOfClaim => Claim is not null;

    internal OriginMention ToMention() => new(Claim, Descriptor, Relay);
}

/// <summary>What is said of an origin, however its claim is named.</summary>
public interface IOriginFields
{
    /// <summary>Whether a claim is named.</summary>
    internal bool IsOfClaim { get; }

    /// <summary>How a source that is not named is described.</summary>
    string? Descriptor { get; }

    /// <summary>The named source behind which it stands.</summary>
    string? Relay { get; }
}

internal sealed class OriginValidator : OriginFieldsValidator<OriginRequest>;

/// <summary>The rules for it.</summary>
/// <typeparam name="T">An origin as it is sent.</typeparam>
internal abstract class OriginFieldsValidator<T> : AbstractValidator<T>
    where T : IOriginFields
{
    protected OriginFieldsValidator()
    {
        RuleFor(origin => origin.IsOfClaim).Must((origin, isOfClaim) => isOfClaim == origin.Descriptor is null)
            .OverridePropertyName(nameof(OriginRequest.Claim)).WithMessage("or descriptor is needed: exactly one of the two");
        RuleFor(origin => origin.Descriptor).IsPlainText(HopRequest.DescriptorLength)
            .Must(descriptor => descriptor is null || !SaysNothing(descriptor)).WithMessage("must be more than punctuation");
        RuleFor(origin => origin.Relay).Must((origin, relay) => (relay is null) == (origin.Descriptor is null))
            .WithMessage("belongs to a descriptor: send both or neither")
            .IsPlainText(TextRules.ExternalIdLength);
    }

    private static bool SaysNothing(string descriptor) => PlainText.FirstRefused(descriptor) is null && Descriptor.KeyOf(descriptor).Length == 0;
}
