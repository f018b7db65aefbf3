using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Rules;
using ClaimCheck.Data;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Articles;
using ClaimCheck.Domain.Values;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Articles;

/// <summary>A new article. It has an address or a title, or both.</summary>
/// <param name="Source">Who published it: an id, slug or externalId.</param>
/// <param name="Url">Where; absolute http or https, never fetched.</param>
/// <param name="ExternalId">Its id in your system, unique per source; never changes.</param>
/// <param name="ArchivedUrl">A snapshot of it.</param>
/// <param name="Title">Its headline.</param>
/// <param name="Byline">Its author, as printed.</param>
/// <param name="PublishedAt">A year, a month, a day or an instant; the precision is kept.</param>
/// <param name="RetrievedAt">When it was read for the record.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="ContentSha256">SHA-256 of its content as retrieved, 64 lower-case hexadecimal digits.</param>
public sealed record CreateArticleRequest(
    [property: MaxLength(TextRules.ExternalIdLength)] string Source,
    [property: MaxLength(WebAddress.MaxLength), RegularExpression(WebAddress.Pattern)] string? Url = null,
    [property: MaxLength(TextRules.ExternalIdLength)] string? ExternalId = null,
    [property: MaxLength(WebAddress.MaxLength), RegularExpression(WebAddress.Pattern)] string? ArchivedUrl = null,
    [property: MaxLength(ArticleRules.TitleLength)] string? Title = null,
    [property: MaxLength(500)] string? Byline = null,
    PartialDate? PublishedAt = null,
    DateTimeOffset? RetrievedAt = null,
    [property: MaxLength(LanguageTag.MaxLength), RegularExpression(LanguageTag.Pattern)] string? Language = null,
    [property: MaxLength(64), RegularExpression("^[0-9a-f]{64}$")] string? ContentSha256 = null)
    : IArticleFields, IExample<CreateArticleRequest>
{
    /// <inheritdoc/>
    public static CreateArticleRequest Example { get; } = new(
        "the-guardian",
        "https://www.theguardian.com/world/2014/jun/13/obama-iraq-troops-example",
        Title: "Obama rules out sending troops back to Iraq",
        PublishedAt: StoryDates.Day,
        Language: "en");
}

internal sealed class CreateArticleValidator : ArticleFieldsValidator<CreateArticleRequest>
{
    public CreateArticleValidator(TimeProvider clock)
        : base(clock)
    {
        RuleFor(article => article.Source).IsPlainText(TextRules.ExternalIdLength);
        RuleFor(article => article.ExternalId).IsPlainText(TextRules.ExternalIdLength);
    }
}

internal static class CreateArticle
{
    public static Task<IdempotentAnswer<Results<VersionedCreated<ArticleResponse>, ProblemAnswer>>> Handle(
        Body<CreateArticleRequest> body, Idempotency idempotency, Caller caller, DataServices data, CancellationToken cancellation)
    {
        var request = body.Value;
        var id = NewId.At(caller.Now);
        return idempotency.AnswerAsync<Verdict<ArticleOutcome, Article>, Results<VersionedCreated<ArticleResponse>, ProblemAnswer>>(
            receipt => data.ArticleStore.AddAsync(
                id, request.Source, request.ExternalId, request.ToFacts(), caller.Authorship, cancellation, receipt),
            verdict => verdict.Value is { } article
                ? Versioned.Created($"/v1/articles/{article.Id}", ArticleResponse.Of(article), article.Version)
                : ArticleAnswers.Refuse(verdict, id),
            cancellation);
    }
}
