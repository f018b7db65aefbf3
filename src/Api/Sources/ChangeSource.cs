using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Rules;
using ClaimCheck.Data;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Sources;

/// <summary>What can be corrected about a source. Its slug and externalId never change.</summary>
/// <param name="Name">As its readers know it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Parent">Its owner: an id, slug or externalId.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="Domains">Host names it publishes under, in lower case.</param>
/// <param name="WikidataId">Its Wikidata item.</param>
/// <param name="Notes">Free text.</param>
public sealed record SourceChanges(
    [property: MaxLength(300)] string Name,
    SourceKind Kind,
    [property: MaxLength(TextRules.ExternalIdLength)] string? Parent = null,
    [property: MaxLength(2), RegularExpression("^[A-Z]{2}$")] string? Country = null,
    [property: MaxLength(LanguageTag.MaxLength), RegularExpression(LanguageTag.Pattern)] string? Language = null,
    [property: MaxLength(DomainRules.Most), EachText(DomainRules.Length, Pattern = DomainRules.Pattern)] IReadOnlyList<string>? Domains = null,
    [property: MaxLength(13), RegularExpression("^Q[1-9][0-9]{0,11}$")] string? WikidataId = null,
    [property: MaxLength(TextRules.LongText)] string? Notes = null) : ISourceFields, IMergePatchBody, IExample<SourceChanges>
{
    /// <inheritdoc/>
    public static SourceChanges Example { get; } = new(
        "BBC Persian", SourceKind.Broadcaster, Parent: "bbc", Country: "GB", Language: "fa", WikidataId: "Q2876022");

    internal static SourceChanges Of(Source source) => new(
        source.Name, source.Kind, source.Parent?.Slug, source.Country, source.Language, source.Domains, source.WikidataId, source.Notes);
}

internal sealed class SourceChangesValidator : SourceFieldsValidator<SourceChanges>;

internal static class ChangeSource
{
    public static async Task<Results<VersionedOk<SourceResponse>, ProblemAnswer>> Handle(
        [MaxLength(TextRules.ExternalIdLength)] string idOrSlug, Patch<SourceChanges> patch, IfMatch ifMatch,
        Caller caller, DataServices data, CancellationToken cancellation)
    {
        while (true)
        {
            if (await data.Directory.FindAsync(idOrSlug, cancellation) is not { } found
                || await data.SourceReader.GetAsync(found.Id, cancellation) is not { } current)
            {
                return Problems.NotFound("source", idOrSlug);
            }

            if (!ifMatch.Versions.Allows(current.Version))
            {
                return IfMatch.Failed(current.Version);
            }

            if (!patch.TryApplyTo(SourceChanges.Of(current), out var changed, out var refusal))
            {
                return refusal;
            }

            var verdict = await data.SourceStore.ChangeAsync(
                current.Id, current.Version, changed.ToFacts(), caller.Authorship, cancellation);
            if (verdict.Outcome is not SourceOutcome.ChangedMeanwhile)
            {
                return verdict.Value is { } source
                    ? Versioned.Ok(SourceResponse.Of(source), source.Version)
                    : SourceAnswers.Refuse(verdict, idOrSlug);
            }
        }
    }
}
