using ClaimCheck.Api.Rules;
using FluentValidation;

namespace ClaimCheck.Api.Links;

/// <summary>What is said for a link, however its claims are named.</summary>
public interface ILinkFields
{
    /// <summary>Why.</summary>
    string Rationale { get; }

    /// <summary>What supports it.</summary>
    IReadOnlyList<string>? EvidenceUrls { get; }

    /// <summary>From 0 to 1.</summary>
    double? Confidence { get; }
}

/// <summary>What a link may hold.</summary>
internal static class LinkRules
{
    public const int MostEvidence = 20;
}

/// <summary>The rules for it.</summary>
/// <typeparam name="T">A request that says it.</typeparam>
internal abstract class LinkFieldsValidator<T> : AbstractValidator<T>
    where T : ILinkFields
{
    protected LinkFieldsValidator()
    {
        RuleFor(link => link.Rationale).IsPlainText(TextRules.LongText);
        RuleFor(link => link.EvidenceUrls).Must(urls => urls is null || urls.Count <= LinkRules.MostEvidence)
            .WithMessage($"must have at most {LinkRules.MostEvidence} entries");
        RuleForEach(link => link.EvidenceUrls).IsWebAddress();
        RuleFor(link => link.Confidence).InclusiveBetween(0, 1).WithMessage("must lie between 0 and 1");
    }
}
