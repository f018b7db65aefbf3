using System.Globalization;
using ClaimCheck.Api.Importing.Formats.Csv;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Articles;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Api.Exporting;

/// <summary>What the tables tell of each record: what is called as in a line stands for the same, lists are one cell. The table of claims is one that an import takes.</summary>
internal static class ExportedTables
{
    private const string Separator = "; ";

    public static IReadOnlyList<Column<Source>> Sources { get; } =
    [
        new("id", source => source.Id.ToString()),
        new("slug", source => source.Slug),
        new("externalId", source => source.ExternalId),
        new("name", source => source.Name),
        new("kind", source => Words<SourceKind>.Of(source.Kind)),
        new("parent", source => source.Parent?.Slug),
        new("family", source => source.Family.Slug),
        new("country", source => source.Country),
        new("language", source => source.Language),
        new("domains", source => List(source.Domains)),
        new("wikidataId", source => source.WikidataId),
        new("reliability", source => source.Reliability is { } judged ? Words<ReliabilityGrade>.Of(judged.Grade) : null),
        new("notes", source => source.Notes),
        new("version", source => Number(source.Version)),
        new("createdAt", source => Rfc3339.Write(source.CreatedAt)),
        new("updatedAt", source => Rfc3339.Write(source.UpdatedAt)),
    ];

    public static IReadOnlyList<Column<Article>> Articles { get; } =
    [
        new("id", article => article.Id.ToString()),
        new("externalId", article => article.ExternalId),
        new("source", article => article.Source.Slug),
        new("url", article => article.Facts.Url),
        new("archivedUrl", article => article.Facts.ArchivedUrl),
        new("title", article => article.Facts.Title),
        new("byline", article => article.Facts.Byline),
        new("publishedAt", article => article.Facts.PublishedAt?.ToString()),
        new("retrievedAt", article => Instant(article.Facts.RetrievedAt)),
        new("language", article => article.Facts.Language),
        new("contentSha256", article => article.Facts.ContentSha256),
        new("version", article => Number(article.Version)),
        new("createdAt", article => Rfc3339.Write(article.CreatedAt)),
        new("updatedAt", article => Rfc3339.Write(article.UpdatedAt)),
    ];

    public static IReadOnlyList<Column<Claim>> Claims { get; } =
    [
        new("id", claim => claim.Id.ToString()),
        new("externalId", claim => claim.ExternalId),
        new("source", claim => claim.Source.Slug),
        new("article", claim => claim.Article?.Id.ToString()),
        new("text", claim => claim.Facts.Text),
        new("quote", claim => claim.Facts.Quote),
        new("claimedAt", claim => claim.Facts.ClaimedAt?.ToString()),
        new("language", claim => claim.Facts.Language),
        new("modality", claim => Words<Modality>.Of(claim.Facts.Modality)),
        new("basis", claim => Words<Basis>.Of(claim.Facts.Basis)),
        new("status", claim => Words<ClaimStatus>.Of(claim.Status)),
        new("topics", claim => List(claim.Facts.Topics)),
        new("attribution", claim => AttributionText.Write(claim.Facts.Attribution.Select(Parts))),
        new("version", claim => Number(claim.Version)),
        new("createdAt", claim => Rfc3339.Write(claim.CreatedAt)),
        new("updatedAt", claim => Rfc3339.Write(claim.UpdatedAt)),
    ];

    /// <summary>The same with cells that a spreadsheet takes for no formula, and a column that says so to whoever imports them.</summary>
    public static IReadOnlyList<Column<Claim>> GuardedClaims { get; } = [.. Claims, new(FormulaGuard.Column, _ => null)];

    public static IReadOnlyList<Column<ClaimLink>> Links { get; } =
    [
        new("id", link => link.Id.ToString()),
        new("from", link => link.From.ToString()),
        new("to", link => link.To.ToString()),
        new("relation", link => Words<LinkRelation>.Of(link.Relation)),
        new("status", link => Words<LinkStatus>.Of(link.Status)),
        new("method", link => Words<LinkMethod>.Of(link.Method)),
        new("rationale", link => link.Rationale),
        new("evidenceUrls", link => List(link.EvidenceUrls)),
        new("confidence", link => Number(link.Confidence)),
        new("proposedBy", link => link.ProposedBy),
        new("version", link => Number(link.Version)),
        new("createdAt", link => Rfc3339.Write(link.CreatedAt)),
        new("updatedAt", link => Rfc3339.Write(link.UpdatedAt)),
    ];

    public static IReadOnlyList<Column<Assessment>> Assessments { get; } =
    [
        new("id", assessment => assessment.Id.ToString()),
        new("claim", assessment => assessment.Claim.ToString()),
        new("state", assessment => Words<AssessmentState>.Of(assessment.State)),
        new("ratingText", assessment => assessment.Rating.Text),
        new("normalized", assessment => Words<NormalizedRating>.Of(assessment.Rating.Normalized)),
        new("scale", assessment => assessment.Rating.Scale?.Slug),
        new("ratingValue", assessment => Number(assessment.Rating.Value)),
        new("bestRating", assessment => Number(assessment.Rating.BestRating)),
        new("worstRating", assessment => Number(assessment.Rating.WorstRating)),
        new("credibility", assessment => Number(assessment.Finding.Credibility)),
        new("likelihood", assessment => assessment.Finding.Likelihood is { } likelihood ? Words<Likelihood>.Of(likelihood) : null),
        new("confidence", assessment => assessment.Finding.Confidence is { } confidence ? Words<Confidence>.Of(confidence) : null),
        new("title", assessment => assessment.Finding.Title),
        new("summary", assessment => assessment.Finding.Summary),
        new("language", assessment => assessment.Finding.Language),
        new("reviewUrl", assessment => assessment.Finding.ReviewUrl),
        new("author", assessment => assessment.Finding.Author.Name),
        new("authorUrl", assessment => assessment.Finding.Author.Url),
        new("publishedAt", assessment => Instant(assessment.Finding.PublishedAt)),
        new("needsReview", assessment => assessment.NeedsReview?.Reason),
        new("version", assessment => Number(assessment.Version)),
        new("createdAt", assessment => Rfc3339.Write(assessment.CreatedAt)),
        new("updatedAt", assessment => Rfc3339.Write(assessment.UpdatedAt)),
    ];

    private static string List(IReadOnlyList<string> texts) => string.Join(Separator, texts);

    private static string? Number<T>(T? number)
        where T : struct, IFormattable =>
        number?.ToString(null, CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Instant(DateTimeOffset? instant) => instant is { } known ? Rfc3339.Write(known) : null;

    private static (string? Source, string? Descriptor, AttributionRelation Relation, OnRecord OnRecord) Parts(Hop hop) =>
        (hop.Source?.Slug, hop.Descriptor, hop.Relation, hop.OnRecord);
}
