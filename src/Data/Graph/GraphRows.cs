using ClaimCheck.Domain;
using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Graph;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;
using Dapper;

namespace ClaimCheck.Data.Graph;

/// <summary>Everything about the claims of a graph, as it came.</summary>
internal sealed class GraphRows
{
    private List<ClaimRow> claims = [];
    private List<HopRow> hops = [];
    private List<LinkRow> links = [];
    private List<SourceRow> sources = [];
    private List<ArticleRow> articles = [];

    public static async Task<GraphRows> ReadAsync(SqlMapper.GridReader results) => new()
    {
        claims = (await results.ReadAsync<ClaimRow>()).AsList(),
        hops = (await results.ReadAsync<HopRow>()).AsList(),
        links = (await results.ReadAsync<LinkRow>()).AsList(),
        sources = (await results.ReadAsync<SourceRow>()).AsList(),
        articles = (await results.ReadAsync<ArticleRow>()).AsList(),
    };

    public bool Has(Guid claim) => claims.Exists(row => row.Id == claim);

    public Surroundings ToSurroundings(
        Guid root, int depth, bool includesSuggested, IReadOnlyDictionary<Guid, int> depths, GraphBounds bounds)
    {
        var hopsOf = hops.ToLookup(row => row.ClaimId, row => row.ToHop());
        return new Surroundings(
            root, depth, includesSuggested,
            claims.ConvertAll(row => new NearClaim(row.ToClaim(), depths[row.Id], row.SourceId, row.ArticleId, [.. hopsOf[row.Id]])),
            [.. links.Take(bounds.MostEdges).Select(row => row.ToLink())],
            sources.ConvertAll(row => row.ToSource()),
            articles.ConvertAll(row => row.ToArticle()),
            HasMoreLinks: links.Count > bounds.MostEdges);
    }

    private sealed class ClaimRow
    {
        public Guid Id { get; init; }
        public string? ExternalId { get; init; }
        public Guid SourceId { get; init; }
        public Guid? ArticleId { get; init; }
        public string Text { get; init; } = "";
        public DateTime? ClaimedAt { get; init; }
        public string? ClaimedAtPrecision { get; init; }
        public string? Language { get; init; }
        public string Modality { get; init; } = "";
        public string Basis { get; init; } = "";
        public string Status { get; init; } = "";

        public GraphClaim ToClaim() => new(
            Id, ExternalId, Text, Columns.Date(ClaimedAt, ClaimedAtPrecision), Language, Words<Modality>.Parse(Modality),
            Words<Basis>.Parse(Basis), Words<ClaimStatus>.Parse(Status));
    }

    private sealed class HopRow
    {
        public Guid ClaimId { get; init; }
        public short Position { get; init; }
        public Guid? SourceId { get; init; }
        public string? Descriptor { get; init; }
        public string Relation { get; init; } = "";
        public string OnRecord { get; init; } = "";
        public Guid? UpstreamClaimId { get; init; }

        public NearHop ToHop() => new(
            Position, SourceId, Descriptor, Words<AttributionRelation>.Parse(Relation), Words<OnRecord>.Parse(OnRecord), UpstreamClaimId);
    }

    private sealed class LinkRow
    {
        public Guid Id { get; init; }
        public Guid FromClaimId { get; init; }
        public Guid ToClaimId { get; init; }
        public string Relation { get; init; } = "";
        public string Status { get; init; } = "";

        public NearLink ToLink() => new(
            new GraphLink(Id, Words<LinkRelation>.Parse(Relation), Words<LinkStatus>.Parse(Status)), FromClaimId, ToClaimId);
    }

    private sealed class SourceRow
    {
        public Guid Id { get; init; }
        public string Slug { get; init; } = "";
        public string Name { get; init; } = "";
        public string Kind { get; init; } = "";
        public Guid? ParentId { get; init; }

        public NearSource ToSource() => new(new GraphSource(Id, Slug, Name, Words<SourceKind>.Parse(Kind)), ParentId);
    }

    private sealed class ArticleRow
    {
        public Guid Id { get; init; }
        public string? ExternalId { get; init; }
        public string? Title { get; init; }
        public string? Url { get; init; }
        public DateTime? PublishedAt { get; init; }
        public string? PublishedAtPrecision { get; init; }

        public GraphArticle ToArticle() => new(Id, ExternalId, Title, Url, Columns.Date(PublishedAt, PublishedAtPrecision));
    }
}
