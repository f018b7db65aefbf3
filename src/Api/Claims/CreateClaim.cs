using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Rules;
using ClaimCheck.Data;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Values;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Claims;

/// <summary>A new claim.</summary>
/// <param name="Source">Whose claim it is: an id, slug or externalId.</param>
/// <param name="Text">The assertion in one sentence; stored as sent.</param>
/// <param name="Article">Where it was made: an id or externalId, or the article itself, which is found or recorded.</param>
/// <param name="ExternalId">Its id in your system, unique per source; never changes.</param>
/// <param name="Quote">The source's own words.</param>
/// <param name="QuoteSelector">Where in the article they stand (W3C Web Annotation).</param>
/// <param name="ClaimedAt">When the source said it: a year, a month, a day or an instant; the precision is kept.</param>
/// <param name="Language">BCP 47; decides how the text is stemmed for search.</param>
/// <param name="Modality">How the source puts it; `asserted` where it is left out.</param>
/// <param name="Basis">How the source knows; `unknown` where it is left out.</param>
/// <param name="Topics">What it is about; stored in lower case, without repeats.</param>
/// <param name="Attribution">Through whom it came, nearest first: whom the source cites, whom that one cites, and so on.</param>
public sealed record CreateClaimRequest(
    [property: MaxLength(TextRules.ExternalIdLength)] string Source,
    [property: MaxLength(TextRules.LongText)] string Text,
    ArticleOfClaim? Article = null,
    [property: MaxLength(TextRules.ExternalIdLength)] string? ExternalId = null,
    [property: MaxLength(TextRules.LongText)] string? Quote = null,
    QuoteSelector? QuoteSelector = null,
    PartialDate? ClaimedAt = null,
    [property: MaxLength(LanguageTag.MaxLength), RegularExpression(LanguageTag.Pattern)] string? Language = null,
    Modality Modality = Modality.Asserted,
    Basis Basis = Basis.Unknown,
    [property: MaxLength(TopicRules.Most), EachText(TopicRules.Length, Pattern = TopicRules.PatternForTools)] IReadOnlyList<string>? Topics = null,
    [property: MaxLength(Lineage.MaxHops)] IReadOnlyList<HopRequest>? Attribution = null) : IClaimFields, IExample<CreateClaimRequest>
{
    /// <inheritdoc/>
    public static CreateClaimRequest Example { get; } = new(
        "cnn",
        "Iraq's president believes that Iran has approved cooperation with the US against Islamic State.",
        new ArticleOfClaim(null, new InlineArticle(
            "https://edition.cnn.com/2014/09/05/world/iran-us-example/", Title: "Iran said to approve cooperation with the US")),
        ClaimedAt: StoryDates.Month,
        Language: "en",
        Modality: Modality.Reported,
        Basis: Basis.Told,
        Topics: ["iran", "islamic-state"],
        Attribution: [new HopRequest("fuad-masum", Relation: AttributionRelation.PrimarySource, OnRecord: OnRecord.OnRecord)]);
}

internal sealed class CreateClaimValidator : ClaimFieldsValidator<CreateClaimRequest>
{
    public CreateClaimValidator(TimeProvider clock)
        : base(clock)
    {
        RuleFor(claim => claim.Source).IsPlainText(TextRules.ExternalIdLength);
        RuleFor(claim => claim.ExternalId).IsPlainText(TextRules.ExternalIdLength);
    }
}

internal static class CreateClaim
{
    public static Task<IdempotentAnswer<Results<VersionedCreated<ClaimResponse>, ProblemAnswer>>> Handle(
        Body<CreateClaimRequest> body, Idempotency idempotency, Caller caller, DataServices data, CancellationToken cancellation)
    {
        var request = body.Value;
        var id = NewId.At(caller.Now);
        return idempotency.AnswerAsync<Verdict<ClaimOutcome, Claim>, Results<VersionedCreated<ClaimResponse>, ProblemAnswer>>(
            receipt => data.ClaimStore.AddAsync(
                id, request.Source, request.ExternalId, request.ToDraft(), caller.Authorship, cancellation, receipt),
            verdict => verdict.Value is { } claim
                ? Versioned.Created($"/v1/claims/{claim.Id}", ClaimResponse.Of(claim), claim.Version)
                : ClaimAnswers.Refuse(verdict, id),
            cancellation);
    }
}
