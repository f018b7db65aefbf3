namespace ClaimCheck.Api.Importing.Formats.Csv;

/// <summary>A column that a file of claims may have.</summary>
/// <param name="Name">What we call it.</param>
/// <param name="Synonyms">What else it may be called.</param>
internal sealed record CsvColumn(string Name, params string[] Synonyms)
{
    internal const string Id = "id";
    internal const string ExternalId = "externalId";
    internal const string Source = "source";
    internal const string Text = "text";
    internal const string Quote = "quote";
    internal const string Language = "language";
    internal const string ClaimedAt = "claimedAt";
    internal const string Modality = "modality";
    internal const string Basis = "basis";
    internal const string Status = "status";
    internal const string Topics = "topics";
    internal const string Article = "article";
    internal const string ArticleUrl = "articleUrl";
    internal const string ArticleTitle = "articleTitle";
    internal const string ArticlePublishedAt = "articlePublishedAt";
    internal const string Attribution = "attribution";
    internal const string Version = "version";
    internal const string CreatedAt = "createdAt";
    internal const string UpdatedAt = "updatedAt";

    /// <summary>Stands for whatever is to be left out, and begins the names of columns that are.</summary>
    internal const string LeftOut = "-";

    internal const string LeftOutPrefix = "import_";

    /// <summary>All of them, as <c>docs/import-formats.md</c> lists them.</summary>
    internal static IReadOnlyList<CsvColumn> All { get; } =
    [
        new(Text, "claim", "claimText", "statement", "assertion"),
        new(Source, "sourceId", "sourceSlug", "publisher", "outlet", "claimant", "speaker"),
        new(ExternalId, "yourId", "externalKey", "reference"),
        new(ClaimedAt, "date", "claimDate", "claimedOn", "dateClaimed"),
        new(Language, "lang", "languageCode"),
        new(Quote, "quotation", "verbatim"),
        new(Modality),
        new(Basis),
        new(Topics, "topic", "tags", "keywords"),
        new(Attribution, "attributedTo", "via"),
        new(Article, "articleId", "articleExternalId"),
        new(ArticleUrl, "url", "link"),
        new(ArticleTitle, "title", "headline"),
        new(ArticlePublishedAt, "publishedAt", "articleDate", "publicationDate"),
        new(Status),
        new(Id, "claimId"),
        new(Version),
        new(CreatedAt),
        new(UpdatedAt),
    ];

    /// <summary>The name a column is known by, whatever its case and however its words are joined; null for any other.</summary>
    internal static string? Find(string name)
    {
        var bare = Bare(name);
        return All.FirstOrDefault(column => Bare(column.Name) == bare || column.Synonyms.Any(synonym => Bare(synonym) == bare))?.Name;
    }

    /// <summary>A name as it is compared: <c>External ID</c>, <c>external_id</c> and <c>externalId</c> are one.</summary>
    internal static string Bare(string name) =>
        string.Concat(name.Where(c => c is not (' ' or '_' or '-' or '.') && !char.IsControl(c))).ToLowerInvariant();
}
