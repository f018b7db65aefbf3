using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Rules;
using ClaimCheck.Data;
using ClaimCheck.Domain.Matching;
using ClaimCheck.Domain.Values;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Matching;

/// <summary>An article whose sentences may have been said before. Send either `text` or `html`.</summary>
/// <param name="Text">The article as plain text; an empty line ends a paragraph.</param>
/// <param name="Html">The article, or the page that it stands on, as HTML.</param>
/// <param name="Language">Its language (BCP 47), if it is known.</param>
/// <param name="Limit">The most hits for each sentence; 3 where it is left out.</param>
/// <param name="MinScore">Only hits with this score or a better one; 0.8 where it is left out.</param>
/// <param name="Filters">Which claims may be found.</param>
public sealed record MatchArticleRequest(
    [property: MaxLength(MatchArticleRequest.Longest)] string? Text = null,
    [property: MaxLength(MatchArticleRequest.Longest)] string? Html = null,
    [property: MaxLength(LanguageTag.MaxLength), RegularExpression(LanguageTag.Pattern)] string? Language = null,
    [property: Range(1, MatchTextsRequest.MostHits)] int Limit = MatchArticleRequest.UsualHits,
    [property: Range(0, 1)] double MinScore = Likeness.UsualLeast,
    MatchFilters? Filters = null) : IExample<MatchArticleRequest>
{
    internal const int Longest = 500_000;
    internal const int MostSentences = 300;
    private const int UsualHits = 3;

    /// <inheritdoc/>
    public static MatchArticleRequest Example { get; } = new(
        Html: "<h1>Tehran and Washington</h1><p>Khamenei has authorised General Soleimani to coordinate operations with the Americans. The weather stayed dry.</p>",
        Language: "en");
}

/// <summary>The sentences of an article that resemble something known, in their order.</summary>
/// <param name="Sentences">Those with hits.</param>
/// <param name="Compared">How many sentences were compared.</param>
/// <param name="Complete">Whether those were all; of an article with more than 300 sentences, the first.</param>
public sealed record MatchArticleResponse(
    [property: MaxLength(MatchArticleRequest.MostSentences)] IReadOnlyList<MatchedSentence> Sentences,
    [property: Range(0, MatchArticleRequest.MostSentences)] int Compared,
    bool Complete) : IExample<MatchArticleResponse>
{
    /// <inheritdoc/>
    public static MatchArticleResponse Example { get; } = new(
        [new MatchedSentence(34, 123, "Khamenei has authorised General Soleimani to coordinate operations with the Americans.", [MatchHit.Example])], 3, true);
}

/// <summary>A sentence that resembles something known.</summary>
/// <param name="Start">Where it begins in what was sent, counted in Unicode code points from 0.</param>
/// <param name="End">The position after it. Between the two may be tags.</param>
/// <param name="Text">The sentence, without markup.</param>
/// <param name="Hits">The claims that say the same, best first.</param>
public sealed record MatchedSentence(
    [property: Range(0, MatchArticleRequest.Longest)] int Start,
    [property: Range(0, MatchArticleRequest.Longest)] int End,
    string Text,
    [property: MaxLength(MatchTextsRequest.MostHits)] IReadOnlyList<MatchHit> Hits);

internal sealed class MatchArticleValidator : AbstractValidator<MatchArticleRequest>
{
    public MatchArticleValidator()
    {
        RuleFor(article => article.Text).IsSaid(MatchArticleRequest.Longest)
            .Must((article, text) => text is null != article.Html is null).WithMessage("is needed, or html, and not both");
        RuleFor(article => article.Html).IsSaid(MatchArticleRequest.Longest);
        RuleFor(article => article.Language).IsLanguageTag();
        RuleFor(article => article.Limit).InclusiveBetween(1, MatchTextsRequest.MostHits);
        RuleFor(article => article.MinScore).InclusiveBetween(0, 1);
        RuleFor(article => article.Filters!).SetValidator(new MatchFiltersValidator()).When(article => article.Filters is not null);
    }
}

internal static class MatchArticle
{
    public static async Task<Results<Ok<MatchArticleResponse>, ProblemAnswer>> Handle(
        Body<MatchArticleRequest> body, DataServices data, CancellationToken cancellation)
    {
        var request = body.Value;
        var (filter, refusal) = await MatchFilters.ReadAsync(request.Filters, data, cancellation);
        if (refusal is not null)
        {
            return refusal;
        }

        var all = request.Html is { } html ? ArticleText.SentencesOfHtml(html) : ArticleText.SentencesOf(request.Text!);
        var sentences = all.Take(MatchArticleRequest.MostSentences).ToList();
        var utterances = sentences.ConvertAll(sentence => Utterance.Read(sentence.Text, request.Language));
        var found = await data.MatchReader.FindAllAsync(utterances, filter, request.MinScore, request.Limit, cancellation);
        var known = await data.MatchReader.TellAsync(MatchTexts.IdsOf(found), cancellation);
        var matched = sentences.Zip(found, (sentence, matches) => new MatchedSentence(
            sentence.Start, sentence.End, sentence.Text, MatchTexts.ResultOf(matches, known).Hits));
        return TypedResults.Ok(new MatchArticleResponse(
            [.. matched.Where(sentence => sentence.Hits.Count > 0)], sentences.Count, sentences.Count == all.Count));
    }
}
