using ClaimCheck.Domain;
using ClaimCheck.Domain.Articles;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Data.Articles;

internal sealed class ArticleRow
{
    public Guid Id { get; init; }
    public string? ExternalId { get; init; }
    public Guid SourceId { get; init; }
    public string? Url { get; init; }
    public string? ArchivedUrl { get; init; }
    public string? Title { get; init; }
    public string? Byline { get; init; }
    public DateTime? PublishedAt { get; init; }
    public string? PublishedAtPrecision { get; init; }
    public DateTime? RetrievedAt { get; init; }
    public string? Language { get; init; }
    public string? ContentSha256 { get; init; }
    public int Version { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime UpdatedAt { get; init; }

    public Article ToArticle(IReadOnlyDictionary<Guid, SourceRef> sources) => new(
        Id, ExternalId, sources[SourceId],
        new ArticleFacts(Url, ArchivedUrl, Title, Byline, Columns.Date(PublishedAt, PublishedAtPrecision), RetrievedAt, Language, ContentSha256),
        Version, CreatedAt, UpdatedAt);
}
