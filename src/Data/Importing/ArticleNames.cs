using Dapper;

namespace ClaimCheck.Data.Importing;

/// <summary>How an article is called by what refers to it: within its source, by any of these.</summary>
/// <param name="Source">Whose it is.</param>
/// <param name="Id">Its id.</param>
/// <param name="ExternalId">Its externalId.</param>
/// <param name="CanonicalUrl">Its address in the canonical form.</param>
internal sealed record ArticleName(Guid Source, Guid? Id, string? ExternalId, string? CanonicalUrl);

/// <summary>An article that one of its names has found.</summary>
internal sealed class NamedArticle
{
    public int Place { get; init; }
    public Guid Id { get; init; }
    public string? ExternalId { get; init; }
    public string? CanonicalUrl { get; init; }
}

/// <summary>Finds the articles that rows name.</summary>
internal static class ArticleNames
{
    private static readonly Sql Statements = Sql.Load("import_merges");

    /// <summary>What each name finds, by the name's place: nothing, or more than one where its parts belong to different articles.</summary>
    public static async Task<ILookup<int, NamedArticle>> FindAsync(MergeContext context, IReadOnlyList<ArticleName> names)
    {
        var rows = names.Count == 0
            ? []
            : await context.Lane.Connection.QueryAsync<NamedArticle>(context.Command(
                Statements["ImportArticlesFind"],
                new
                {
                    Ids = names.Select(name => name.Id).ToArray(),
                    Sources = names.Select(name => name.Source).ToArray(),
                    ExternalIds = names.Select(name => name.ExternalId).ToArray(),
                    CanonicalUrls = names.Select(name => name.CanonicalUrl).ToArray(),
                }));
        return rows.ToLookup(row => row.Place - 1);
    }
}
