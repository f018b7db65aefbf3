using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Rules;
using ClaimCheck.Data;
using ClaimCheck.Data.Matching;
using ClaimCheck.Domain.Matching;
using ClaimCheck.Domain.Values;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Matching;

/// <summary>What may have been said before. Send either `text` or `texts`.</summary>
/// <param name="Text">A sentence or a post, as it stands.</param>
/// <param name="Texts">Several of them.</param>
/// <param name="Language">Their language (BCP 47), if it is known. Claims in other languages are found all the same.</param>
/// <param name="Limit">The most hits for each text; 10 where it is left out.</param>
/// <param name="MinScore">Only hits with this score or a better one; 0.8 where it is left out, and 0 for whatever is nearest.</param>
/// <param name="Filters">Which claims may be found.</param>
public sealed record MatchTextsRequest(
    [property: MaxLength(TextRules.LongText)] string? Text = null,
    [property: MinLength(1), MaxLength(MatchTextsRequest.MostTexts), EachText(TextRules.LongText)] IReadOnlyList<string>? Texts = null,
    [property: MaxLength(LanguageTag.MaxLength), RegularExpression(LanguageTag.Pattern)] string? Language = null,
    [property: Range(1, MatchTextsRequest.MostHits)] int Limit = MatchTextsRequest.UsualHits,
    [property: Range(0, 1)] double MinScore = Likeness.UsualLeast,
    MatchFilters? Filters = null) : IExample<MatchTextsRequest>
{
    internal const int MostTexts = 100;
    internal const int MostHits = 50;
    internal const int UsualHits = 10;

    /// <inheritdoc/>
    public static MatchTextsRequest Example { get; } = new(
        "Khameni gives General Soleimani green light to coordinate operations with #Americans, Iraqis and Kurds", Language: "en");
}

internal sealed class MatchTextsValidator : AbstractValidator<MatchTextsRequest>
{
    public MatchTextsValidator()
    {
        RuleFor(match => match.Text).IsSaid(TextRules.LongText)
            .Must((match, text) => text is null != match.Texts is null).WithMessage("is needed, or texts, and not both");
        RuleFor(match => match.Texts).Must(texts => texts is null or { Count: >= 1 and <= MatchTextsRequest.MostTexts })
            .WithMessage($"must have between 1 and {MatchTextsRequest.MostTexts} entries");
        RuleForEach(match => match.Texts).IsSaid(TextRules.LongText);
        RuleFor(match => match.Language).IsLanguageTag();
        RuleFor(match => match.Limit).InclusiveBetween(1, MatchTextsRequest.MostHits);
        RuleFor(match => match.MinScore).InclusiveBetween(0, 1);
        RuleFor(match => match.Filters!).SetValidator(new MatchFiltersValidator()).When(match => match.Filters is not null);
    }
}

internal static class MatchTexts
{
    public static async Task<Results<Ok<MatchResponse>, ProblemAnswer>> Handle(
        Body<MatchTextsRequest> body, DataServices data, CancellationToken cancellation)
    {
        var request = body.Value;
        var (filter, refusal) = await MatchFilters.ReadAsync(request.Filters, data, cancellation);
        if (refusal is not null)
        {
            return refusal;
        }

        var utterances = (request.Texts ?? [request.Text!]).Select(text => Utterance.Read(text, request.Language)).ToList();
        var found = await data.MatchReader.FindAllAsync(utterances, filter, request.MinScore, request.Limit, cancellation);
        var known = await data.MatchReader.TellAsync(IdsOf(found), cancellation);
        return TypedResults.Ok(new MatchResponse([.. found.Select(one => ResultOf(one, known))]));
    }

    /// <summary>The claims that were found, each once, the best first.</summary>
    internal static List<Guid> IdsOf(IEnumerable<FoundMatches> found) =>
    [
        .. found.SelectMany(one => one.Matches).OrderByDescending(match => match.Likeness.Sum).Select(match => match.Claim).Distinct(),
    ];

    internal static MatchResult ResultOf(FoundMatches found, IReadOnlyDictionary<Guid, KnownMatch> known) => new(
        [
            .. found.Matches.Where(match => known.ContainsKey(match.Claim))
                .Select(match => MatchHit.Of(match, found.Scorer, known[match.Claim])),
        ],
        found.IsComplete);
}
