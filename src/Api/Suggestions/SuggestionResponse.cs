using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Links;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data.Sample;
using ClaimCheck.Data.Suggestions;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Suggestions;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Api.Suggestions;

/// <summary>Why something is suggested.</summary>
/// <param name="Kind">What the words show.</param>
/// <param name="Here">The words of the claim asked about.</param>
/// <param name="There">The words of the other claim.</param>
public sealed record SuggestionReasonResponse(
    ReasonKind Kind,
    [property: MaxLength(SuggestionReason.MostWords)] IReadOnlyList<string> Here,
    [property: MaxLength(SuggestionReason.MostWords)] IReadOnlyList<string> There);

/// <summary>What another claim may be to the one asked about.</summary>
/// <param name="Claim">The other claim.</param>
/// <param name="From">The claim the relation is said of; of a relation that reads the same both ways, the one asked about.</param>
/// <param name="To">The claim at the other end.</param>
/// <param name="Relation">What the first may be to the second.</param>
/// <param name="Score">How surely, from 0 to 1; comparable within one relation only.</param>
/// <param name="Reasons">Why, the strongest first.</param>
/// <param name="Link">The link that says so already and waits for a review; null where there is none.</param>
public sealed record SuggestionResponse(
    LinkedClaimResponse Claim,
    Guid From,
    Guid To,
    LinkRelation Relation,
    [property: Range(0.0, 1.0)] double Score,
    [property: MaxLength(SuggestionReason.Most)] IReadOnlyList<SuggestionReasonResponse> Reasons,
    Guid? Link)
{
    internal static SuggestionResponse Of(FoundSuggestion found) => new(
        new LinkedClaimResponse(
            found.Other.Id, found.Other.ExternalId, found.Other.Source, found.Other.Text, found.Other.ClaimedAt, found.Other.Modality,
            found.Other.Status, found.Other.Version),
        found.Suggestion.From, found.Suggestion.To, found.Suggestion.Relation, found.Suggestion.Score,
        [.. found.Suggestion.Reasons.Select(reason => new SuggestionReasonResponse(reason.Kind, reason.Here, reason.There))], found.Waiting);
}

/// <summary>The claims to look at beside a claim.</summary>
/// <param name="Items">The likeliest first.</param>
public sealed record SuggestionsResponse([property: MaxLength(ListSuggestionsQuery.MaxLimit)] IReadOnlyList<SuggestionResponse> Items)
    : IExample<SuggestionsResponse>
{
    /// <inheritdoc/>
    public static SuggestionsResponse Example { get; } = new(
    [
        new(
            new LinkedClaimResponse(
                SampleStory.IdOf("claim", "o1-2"), "o1-2", new SourceRef(SampleStory.IdOf("source", "outlet-001"), "outlet-001"),
                "Iran has approved cooperation with the US against Islamic State.", new PartialDate(new DateTimeOffset(2014, 9, 1, 0, 0, 0, TimeSpan.Zero), DatePrecision.Month), Modality.Reported, ClaimStatus.Active, 1),
            SampleStory.IdOf("claim", "ic-5"), SampleStory.IdOf("claim", "o1-2"), LinkRelation.Contradicts, 0.89,
            [
                new(ReasonKind.Negation, ["deny", "authorised", "coordinate"], ["approved", "cooperation"]),
                new(ReasonKind.SameActors, ["Iran's", "American"], ["Iran", "US"]),
            ],
            null),
    ]);
}
