using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data;
using ClaimCheck.Domain.Articles;
using ClaimCheck.Domain.Values;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Articles;

/// <summary>What can be corrected about an article. Its source and externalId never change.</summary>
/// <param name="Url">Where; absolute http or https, never fetched.</param>
/// <param name="ArchivedUrl">A snapshot of it.</param>
/// <param name="Title">Its headline.</param>
/// <param name="Byline">Its author, as printed.</param>
/// <param name="PublishedAt">A year, a month, a day or an instant; the precision is kept.</param>
/// <param name="RetrievedAt">When it was read for the record.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="ContentSha256">SHA-256 of its content as retrieved, 64 lower-case hexadecimal digits.</param>
public sealed record ArticleChanges(
    [property: MaxLength(WebAddress.MaxLength), RegularExpression(WebAddress.Pattern)] string? Url = null,
    [property: MaxLength(WebAddress.MaxLength), RegularExpression(WebAddress.Pattern)] string? ArchivedUrl = null,
    [property: MaxLength(ArticleRules.TitleLength)] string? Title = null,
    [property: MaxLength(500)] string? Byline = null,
    PartialDate? PublishedAt = null,
    DateTimeOffset? RetrievedAt = null,
    [property: MaxLength(LanguageTag.MaxLength), RegularExpression(LanguageTag.Pattern)] string? Language = null,
    [property: MaxLength(64), RegularExpression("^[0-9a-f]{64}$")] string? ContentSha256 = null)
    : IArticleFields, IMergePatchBody, IExample<ArticleChanges>
{
    /// <inheritdoc/>
    public static ArticleChanges Example { get; } = new(
        Byline: "Staff", RetrievedAt: new DateTimeOffset(2014, 9, 19, 8, 30, 0, TimeSpan.Zero), Language: "en");

    internal static ArticleChanges Of(ArticleFacts facts) => new(
        facts.Url, facts.ArchivedUrl, facts.Title, facts.Byline, facts.PublishedAt, facts.RetrievedAt, facts.Language, facts.ContentSha256);
}

internal sealed class ArticleChangesValidator(TimeProvider clock) : ArticleFieldsValidator<ArticleChanges>(clock);

internal static class ChangeArticle
{
    public static async Task<Results<VersionedOk<ArticleResponse>, ProblemAnswer>> Handle(
        Guid id, Patch<ArticleChanges> patch, IfMatch ifMatch, Caller caller, DataServices data, CancellationToken cancellation)
    {
        while (true)
        {
            if (await data.ArticleReader.GetAsync(id, cancellation) is not { } current)
            {
                return Problems.NotFound("article", id);
            }

            if (!ifMatch.Versions.Allows(current.Version))
            {
                return IfMatch.Failed(current.Version);
            }

            if (!patch.TryApplyTo(ArticleChanges.Of(current.Facts), out var changed, out var refusal))
            {
                return refusal;
            }

            var verdict = await data.ArticleStore.ChangeAsync(current, changed.ToFacts(), caller.Authorship, cancellation);
            if (verdict.Outcome is not ArticleOutcome.ChangedMeanwhile)
            {
                return verdict.Value is { } article
                    ? Versioned.Ok(ArticleResponse.Of(article), article.Version)
                    : ArticleAnswers.Refuse(verdict, id);
            }
        }
    }
}
