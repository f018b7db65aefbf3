using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Rules;
using ClaimCheck.Data;
using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Values;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Claims;

/// <summary>What can be corrected about a claim. Its source and externalId never change.</summary>
/// <param name="Text">The assertion in one sentence; stored as sent.</param>
/// <param name="Article">Where it was made: an id or externalId, or the article itself, which is found or recorded.</param>
/// <param name="Quote">The source's own words.</param>
/// <param name="QuoteSelector">Where in the article they stand (W3C Web Annotation).</param>
/// <param name="ClaimedAt">When the source said it: a year, a month, a day or an instant; the precision is kept.</param>
/// <param name="Language">BCP 47; decides how the text is stemmed for search.</param>
/// <param name="Modality">How the source puts it.</param>
/// <param name="Basis">How the source knows.</param>
/// <param name="Topics">What it is about; stored in lower case, without repeats.</param>
/// <param name="Attribution">Through whom it came, nearest first; sent whole, as every list in a merge patch.</param>
public sealed record ClaimChanges(
    [property: MaxLength(TextRules.LongText)] string Text,
    ArticleOfClaim? Article = null,
    [property: MaxLength(TextRules.LongText)] string? Quote = null,
    QuoteSelector? QuoteSelector = null,
    PartialDate? ClaimedAt = null,
    [property: MaxLength(LanguageTag.MaxLength), RegularExpression(LanguageTag.Pattern)] string? Language = null,
    Modality Modality = Modality.Asserted,
    Basis Basis = Basis.Unknown,
    [property: MaxLength(TopicRules.Most), EachText(TopicRules.Length, Pattern = TopicRules.PatternForTools)] IReadOnlyList<string>? Topics = null,
    [property: MaxLength(Lineage.MaxHops)] IReadOnlyList<HopRequest>? Attribution = null)
    : IClaimFields, IMergePatchBody, IExample<ClaimChanges>
{
    /// <inheritdoc/>
    public static ClaimChanges Example { get; } = new(
        "Al-Qaeda has disowned ISIL because it would not confine its activities to Iraq.",
        Language: "en",
        Modality: Modality.Reported,
        Basis: Basis.Told,
        Topics: ["isis", "al-qaeda"],
        Attribution: [new HopRequest(Descriptor: "al-Qaeda's general command", OnRecord: OnRecord.OnRecord)]);

    internal static ClaimChanges Of(Claim claim) => new(
        claim.Facts.Text,
        claim.Article is { } article ? new ArticleOfClaim(article.Id.ToString(), null) : null,
        claim.Facts.Quote, claim.Facts.QuoteSelector, claim.Facts.ClaimedAt, claim.Facts.Language, claim.Facts.Modality,
        claim.Facts.Basis, claim.Facts.Topics,
        [.. claim.Facts.Attribution.Select(h => new HopRequest(h.Source?.Slug, h.Descriptor, h.Relation, h.OnRecord, h.UpstreamClaim?.ToString(), h.Quote))]);
}

internal sealed class ClaimChangesValidator(TimeProvider clock) : ClaimFieldsValidator<ClaimChanges>(clock);

internal static class ChangeClaim
{
    public static async Task<Results<VersionedOk<ClaimResponse>, ProblemAnswer>> Handle(
        Guid id, Patch<ClaimChanges> patch, IfMatch ifMatch, Caller caller, DataServices data, CancellationToken cancellation)
    {
        while (true)
        {
            if (await data.ClaimReader.GetAsync(id, cancellation) is not { Claim: var current } found)
            {
                return Problems.NotFound("claim", id);
            }

            if (found.TakenDownAt is not null)
            {
                return ClaimAnswers.TakenDown(id);
            }

            if (!ifMatch.Versions.Allows(current.Version))
            {
                return IfMatch.Failed(current.Version);
            }

            if (!patch.TryApplyTo(ClaimChanges.Of(current), out var changed, out var refusal))
            {
                return refusal;
            }

            var verdict = await data.ClaimStore.ChangeAsync(current, changed.ToDraft(), caller.Authorship, cancellation);
            if (verdict.Outcome is not ClaimOutcome.ChangedMeanwhile)
            {
                return verdict is { Outcome: ClaimOutcome.Accepted, Value: { } claim }
                    ? Versioned.Ok(ClaimResponse.Of(claim), claim.Version)
                    : ClaimAnswers.Refuse(verdict, id);
            }
        }
    }
}
