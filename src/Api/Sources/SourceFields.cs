using ClaimCheck.Api.Rules;
using ClaimCheck.Domain.Sources;
using FluentValidation;

namespace ClaimCheck.Api.Sources;

/// <summary>What can be said about a source, when it is recorded and when it is corrected.</summary>
public interface ISourceFields
{
    /// <summary>As its readers know it.</summary>
    string Name { get; }

    /// <summary>What it is.</summary>
    SourceKind Kind { get; }

    /// <summary>Its owner: an id, slug or externalId.</summary>
    string? Parent { get; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    string? Country { get; }

    /// <summary>BCP 47.</summary>
    string? Language { get; }

    /// <summary>Host names it publishes under.</summary>
    IReadOnlyList<string>? Domains { get; }

    /// <summary>Its Wikidata item.</summary>
    string? WikidataId { get; }

    /// <summary>Free text.</summary>
    string? Notes { get; }
}

/// <summary>What a host name is.</summary>
internal static class DomainRules
{
    public const int Most = 50;
    public const int Length = 253;
    public const string Pattern = @"^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$";
}

/// <summary>The rules for them.</summary>
/// <typeparam name="T">A request that has them.</typeparam>
internal abstract class SourceFieldsValidator<T> : AbstractValidator<T>
    where T : ISourceFields
{
    protected SourceFieldsValidator()
    {
        RuleFor(source => source.Name).IsPlainText(300);
        RuleFor(source => source.Parent).IsPlainText(TextRules.ExternalIdLength);
        RuleFor(source => source.Country).HasShape("^[A-Z]{2}$").WithMessage("must be two capital letters (ISO 3166-1)");
        RuleFor(source => source.Language).IsLanguageTag();
        RuleFor(source => source.Domains).Must(domains => domains is null || domains.Count <= DomainRules.Most)
            .WithMessage($"must have at most {DomainRules.Most} entries");
        RuleForEach(source => source.Domains).HasShape(DomainRules.Pattern).WithMessage("must be a host name in lower case, such as bbc.co.uk");
        RuleFor(source => source.WikidataId).HasShape("^Q[1-9][0-9]{0,11}$").WithMessage("must be a Wikidata item such as Q9531");
        RuleFor(source => source.Notes).IsPlainText(TextRules.LongText);
    }
}

internal static class SourceFields
{
    public static SourceFacts ToFacts(this ISourceFields source) => new(
        source.Name, source.Kind, source.Parent, source.Country, source.Language,
        [.. (source.Domains ?? []).Distinct(StringComparer.Ordinal)], source.WikidataId, source.Notes);
}
