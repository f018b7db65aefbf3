using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data.Sample;
using ClaimCheck.Domain.Articles;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Api.Articles;

/// <summary>An article.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="ExternalId">Its id in your system, unique per source; never changes.</param>
/// <param name="Source">Who published it; never changes.</param>
/// <param name="Url">Where, as it was sent.</param>
/// <param name="CanonicalUrl">The form under which two spellings of the address are one article.</param>
/// <param name="ArchivedUrl">A snapshot of it.</param>
/// <param name="Title">Its headline.</param>
/// <param name="Byline">Its author, as printed.</param>
/// <param name="PublishedAt">When, in the precision in which it is known.</param>
/// <param name="RetrievedAt">When it was read for the record.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="ContentSha256">SHA-256 of its content as retrieved.</param>
/// <param name="Version">Counts from 1 with every change.</param>
/// <param name="CreatedAt">When it was recorded.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record ArticleResponse(
    Guid Id,
    string? ExternalId,
    SourceRef Source,
    string? Url,
    string? CanonicalUrl,
    string? ArchivedUrl,
    string? Title,
    string? Byline,
    PartialDate? PublishedAt,
    DateTimeOffset? RetrievedAt,
    string? Language,
    string? ContentSha256,
    int Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt) : IExample<ArticleResponse>
{
    /// <inheritdoc/>
    public static ArticleResponse Example { get; } = new(
        SampleStory.IdOf("article", "dj-2014"), "dj-2014",
        new SourceRef(SampleStory.IdOf("source", "digital-journal"), "digital-journal"),
        null, null, null, "U.S. and Iran are allies in Iraq", "Ken Hanly", StoryDates.Day, null, "en", null,
        1, StoryDates.Recorded, StoryDates.Recorded);

    internal static ArticleResponse Of(Article article) => new(
        article.Id, article.ExternalId, article.Source, article.Facts.Url, article.Facts.CanonicalUrl, article.Facts.ArchivedUrl,
        article.Facts.Title, article.Facts.Byline, article.Facts.PublishedAt, article.Facts.RetrievedAt, article.Facts.Language,
        article.Facts.ContentSha256, article.Version, article.CreatedAt, article.UpdatedAt);
}
