using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Claims;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Rules;
using ClaimCheck.Api.Sources;
using ClaimCheck.Data;
using ClaimCheck.Data.Claims;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Values;
using FluentValidation;

namespace ClaimCheck.Api.Matching;

/// <summary>Which claims may be found; each that is left out leaves all.</summary>
/// <param name="Source">Only claims of this source: an id, slug or externalId.</param>
/// <param name="Family">Only claims of sources of the same family as this one: an id, slug or externalId.</param>
/// <param name="Article">Only claims made in this article.</param>
/// <param name="Topic">Only claims with this topic.</param>
/// <param name="Language">Only claims with exactly this language tag.</param>
/// <param name="Modality">Only claims put like this.</param>
/// <param name="Status">Only claims with this status; without it, active and superseded ones.</param>
/// <param name="ClaimedFrom">Only claims whose date begins then or later: a year, month, day or instant.</param>
/// <param name="ClaimedTo">Only claims whose date begins before the end of this year, month or day, or not after this instant.</param>
public sealed record MatchFilters(
    [property: MaxLength(TextRules.ExternalIdLength)] string? Source = null,
    [property: MaxLength(TextRules.ExternalIdLength)] string? Family = null,
    Guid? Article = null,
    [property: MaxLength(TopicRules.Length)] string? Topic = null,
    [property: MaxLength(LanguageTag.MaxLength), RegularExpression(LanguageTag.Pattern)] string? Language = null,
    Modality? Modality = null,
    ClaimStatus? Status = null,
    PartialDate? ClaimedFrom = null,
    PartialDate? ClaimedTo = null)
{
    /// <summary>What they ask of the database; a refusal where a name means nothing.</summary>
    internal static async Task<(ClaimFilter Filter, ProblemAnswer? Refusal)> ReadAsync(
        MatchFilters? filters, DataServices data, CancellationToken cancellation)
    {
        if (filters is null)
        {
            return (new ClaimFilter(), null);
        }

        var named = new NamedSources(data);
        var source = await named.FindAsync("$.filters.source", filters.Source, cancellation);
        var family = await named.FindFamilyAsync("$.filters.family", filters.Family, cancellation);
        var filter = new ClaimFilter(
            source, family, filters.Article, filters.Topic is null ? null : ClaimFields.Label(filters.Topic), filters.Language,
            filters.Modality, filters.Status, filters.ClaimedFrom, filters.ClaimedTo);
        return (filter, named.Refusal);
    }
}

internal sealed class MatchFiltersValidator : AbstractValidator<MatchFilters>
{
    public MatchFiltersValidator()
    {
        RuleFor(filters => filters.Source).IsPlainText(TextRules.ExternalIdLength);
        RuleFor(filters => filters.Family).IsPlainText(TextRules.ExternalIdLength);
        RuleFor(filters => filters.Topic).IsPlainText(TopicRules.Length);
        RuleFor(filters => filters.Language).IsLanguageTag();
    }
}
