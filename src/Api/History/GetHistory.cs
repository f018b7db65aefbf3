using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Rules;
using ClaimCheck.Data;
using ClaimCheck.Data.Audit;
using ClaimCheck.Domain.Sources;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.History;

internal static class GetHistory
{
    public static async Task<Results<PageAnswer<Page<HistoryEntry>>, ProblemAnswer>> OfSource(
        [MaxLength(TextRules.ExternalIdLength)] string idOrSlug, Query<HistoryQuery> query, DataServices data, CancellationToken cancellation)
    {
        var source = await data.Directory.FindAsync(idOrSlug, cancellation);
        return source is null
            ? Problems.NotFound("source", idOrSlug)
            : await AnswerAsync(AuditedEntity.Source, source.Id, query, data, cancellation);
    }

    public static Task<Results<PageAnswer<Page<HistoryEntry>>, ProblemAnswer>> OfArticle(
        Guid id, Query<HistoryQuery> query, DataServices data, CancellationToken cancellation) =>
        AnswerAsync(AuditedEntity.Article, id, query, data, cancellation);

    public static Task<Results<PageAnswer<Page<HistoryEntry>>, ProblemAnswer>> OfClaim(
        Guid id, Query<HistoryQuery> query, DataServices data, CancellationToken cancellation) =>
        AnswerAsync(AuditedEntity.Claim, id, query, data, cancellation);

    public static Task<Results<PageAnswer<Page<HistoryEntry>>, ProblemAnswer>> OfLink(
        Guid id, Query<HistoryQuery> query, DataServices data, CancellationToken cancellation) =>
        AnswerAsync(AuditedEntity.Link, id, query, data, cancellation);

    public static async Task<Results<PageAnswer<Page<HistoryEntry>>, ProblemAnswer>> OfRatingScale(
        [MaxLength(Slug.MaxLength)] string scale, Query<HistoryQuery> query, DataServices data, CancellationToken cancellation)
    {
        var found = await data.ScaleReader.FindAsync(scale, cancellation);
        return found is null
            ? Problems.NotFound("rating scale", scale)
            : await AnswerAsync(AuditedEntity.RatingScale, found.Id, query, data, cancellation);
    }

    public static Task<Results<PageAnswer<Page<HistoryEntry>>, ProblemAnswer>> OfAssessment(
        Guid id, Query<HistoryQuery> query, DataServices data, CancellationToken cancellation) =>
        AnswerAsync(AuditedEntity.Assessment, id, query, data, cancellation);

    public static Task<Results<PageAnswer<Page<HistoryEntry>>, ProblemAnswer>> OfOriginJudgement(
        Guid id, Query<HistoryQuery> query, DataServices data, CancellationToken cancellation) =>
        AnswerAsync(AuditedEntity.OriginJudgement, id, query, data, cancellation);

    public static Task<Results<PageAnswer<Page<HistoryEntry>>, ProblemAnswer>> OfWebhook(
        Guid id, Query<HistoryQuery> query, DataServices data, CancellationToken cancellation) =>
        AnswerAsync(AuditedEntity.Webhook, id, query, data, cancellation);

    private static async Task<Results<PageAnswer<Page<HistoryEntry>>, ProblemAnswer>> AnswerAsync(
        AuditedEntity entity, Guid id, Query<HistoryQuery> query, DataServices data, CancellationToken cancellation)
    {
        var page = await Histories.ReadAsync(entity, id, query, data, cancellation);
        return page is null ? Problems.NotFound(Domain.Words<AuditedEntity>.Of(entity).Replace('_', ' '), id) : page;
    }
}
