using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.Articles;

/// <summary>An article by what never changes about it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ExternalId">Its id in the system it came from.</param>
public sealed record ArticleRef(Guid Id, string? ExternalId);

/// <summary>What can be said about an article and corrected later. At least one of <paramref name="Url"/> and <paramref name="Title"/> is there.</summary>
/// <param name="Url">Where it was published, as it was sent.</param>
/// <param name="ArchivedUrl">A snapshot of it.</param>
/// <param name="Title">Its headline.</param>
/// <param name="Byline">Its author, as printed.</param>
/// <param name="PublishedAt">When it was published, as far as known.</param>
/// <param name="RetrievedAt">When it was read for the record.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="ContentSha256">SHA-256 of the content as retrieved, 64 lower-case hexadecimal digits.</param>
public sealed record ArticleFacts(
    string? Url,
    string? ArchivedUrl,
    string? Title,
    string? Byline,
    PartialDate? PublishedAt,
    DateTimeOffset? RetrievedAt,
    string? Language,
    string? ContentSha256)
{
    /// <summary>The form under which two spellings of the address are one article; see <see cref="WebAddress.Canonicalise"/>.</summary>
    public string? CanonicalUrl => Url is null ? null : WebAddress.Canonicalise(Url);
}

/// <summary>One published item of a source.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="ExternalId">Its id in the system it came from, unique per source; never changes.</param>
/// <param name="Source">Who published it; never changes.</param>
/// <param name="Facts">What is known about it.</param>
/// <param name="Version">Counts from 1 with every change.</param>
/// <param name="CreatedAt">When it was recorded.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record Article(
    Guid Id,
    string? ExternalId,
    SourceRef Source,
    ArticleFacts Facts,
    int Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

/// <summary>What became of a write to an article.</summary>
public enum ArticleOutcome
{
    /// <summary>Stored.</summary>
    Accepted = 1,

    /// <summary>No such article.</summary>
    Missing,

    /// <summary>The source named does not exist.</summary>
    SourceMissing,

    /// <summary>The source has an article with the same canonical address.</summary>
    UrlTaken,

    /// <summary>The source has another article with this externalId.</summary>
    ExternalIdTaken,

    /// <summary>It is not, or no longer, in a version that the change may start from.</summary>
    ChangedMeanwhile,
}
