using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Rules;
using ClaimCheck.Data;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Sources;

/// <summary>A new source.</summary>
/// <param name="Name">As its readers know it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Slug">Its address in words, which never changes; made of the name where it is left out.</param>
/// <param name="ExternalId">Its id in your system, which never changes.</param>
/// <param name="Parent">Its owner: an id, slug or externalId.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="Domains">Host names it publishes under, in lower case.</param>
/// <param name="WikidataId">Its Wikidata item.</param>
/// <param name="Notes">Free text.</param>
public sealed record CreateSourceRequest(
    [property: MaxLength(300)] string Name,
    SourceKind Kind,
    [property: MaxLength(Domain.Sources.Slug.MaxLength), RegularExpression(Domain.Sources.Slug.Pattern)] string? Slug = null,
    [property: MaxLength(TextRules.ExternalIdLength)] string? ExternalId = null,
    [property: MaxLength(TextRules.ExternalIdLength)] string? Parent = null,
    [property: MaxLength(2), RegularExpression("^[A-Z]{2}$")] string? Country = null,
    [property: MaxLength(LanguageTag.MaxLength), RegularExpression(LanguageTag.Pattern)] string? Language = null,
    [property: MaxLength(DomainRules.Most), EachText(DomainRules.Length, Pattern = DomainRules.Pattern)] IReadOnlyList<string>? Domains = null,
    [property: MaxLength(13), RegularExpression("^Q[1-9][0-9]{0,11}$")] string? WikidataId = null,
    [property: MaxLength(TextRules.LongText)] string? Notes = null) : ISourceFields, IExample<CreateSourceRequest>
{
    /// <inheritdoc/>
    public static CreateSourceRequest Example { get; } = new(
        "Al Jazeera English", SourceKind.Broadcaster, Country: "QA", Language: "en", Domains: ["aljazeera.com"]);
}

internal sealed class CreateSourceValidator : SourceFieldsValidator<CreateSourceRequest>
{
    public CreateSourceValidator()
    {
        this.HasSlug(source => source.Slug, source => source.Name);
        RuleFor(source => source.ExternalId).IsPlainText(TextRules.ExternalIdLength);
    }
}

internal static class CreateSource
{
    public static Task<IdempotentAnswer<Results<VersionedCreated<SourceResponse>, ProblemAnswer>>> Handle(
        Body<CreateSourceRequest> body, Idempotency idempotency, Caller caller, DataServices data, CancellationToken cancellation)
    {
        var request = body.Value;
        var slug = request.Slug ?? Domain.Sources.Slug.FromName(request.Name)!;
        return idempotency.AnswerAsync<Verdict<SourceOutcome, Source>, Results<VersionedCreated<SourceResponse>, ProblemAnswer>>(
            receipt => data.SourceStore.AddAsync(
                NewId.At(caller.Now), slug, request.ExternalId, request.ToFacts(), caller.Authorship, cancellation, receipt),
            verdict => verdict.Value is { } source
                ? Versioned.Created($"/v1/sources/{source.Id}", SourceResponse.Of(source), source.Version)
                : SourceAnswers.Refuse(verdict, slug),
            cancellation);
    }
}
