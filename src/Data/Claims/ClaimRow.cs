using ClaimCheck.Domain;
using ClaimCheck.Domain.Articles;
using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Data.Claims;

/// <summary>A claim and one of its hops; a claim without hops is one row whose position is null.</summary>
internal sealed class ClaimRow
{
    public Guid Id { get; init; }
    public string? ExternalId { get; init; }
    public Guid SourceId { get; init; }
    public Guid? ArticleId { get; init; }
    public string? ArticleExternalId { get; init; }
    public string? Text { get; init; }
    public string? Quote { get; init; }
    public string? QuoteExact { get; init; }
    public string? QuotePrefix { get; init; }
    public string? QuoteSuffix { get; init; }
    public DateTime? ClaimedAt { get; init; }
    public string? ClaimedAtPrecision { get; init; }
    public string? Language { get; init; }
    public string Modality { get; init; } = "";
    public string Basis { get; init; } = "";
    public string Status { get; init; } = "";
    public string[] Topics { get; init; } = [];
    public int Version { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime UpdatedAt { get; init; }
    public DateTime? TakenDownAt { get; init; }

    public short? Position { get; init; }
    public Guid? HopSourceId { get; init; }
    public string? Descriptor { get; init; }
    public string Relation { get; init; } = "";
    public string OnRecord { get; init; } = "";
    public Guid? UpstreamClaimId { get; init; }
    public string? HopQuote { get; init; }

    public float Rank { get; init; }
    public long Matches { get; init; }
    public Guid Newest { get; init; }
    public string? Snippet { get; init; }

    /// <summary>The sources that the rows name, repeats included.</summary>
    public static IEnumerable<Guid> SourcesOf(IEnumerable<ClaimRow> rows)
    {
        foreach (var row in rows)
        {
            yield return row.SourceId;
            if (row.HopSourceId is { } hop)
            {
                yield return hop;
            }
        }
    }

    /// <summary>The rows of each claim, in the order in which they came: the rows of one claim follow one another.</summary>
    public static IEnumerable<List<ClaimRow>> ByClaim(IEnumerable<ClaimRow> rows)
    {
        List<ClaimRow> one = [];
        foreach (var row in rows)
        {
            if (one.Count > 0 && one[0].Id != row.Id)
            {
                yield return one;
                one = [];
            }

            one.Add(row);
        }

        if (one.Count > 0)
        {
            yield return one;
        }
    }

    public static Claim ToClaim(List<ClaimRow> rows, IReadOnlyDictionary<Guid, SourceRef> sources)
    {
        var row = rows[0];
        var hops = row.Position is null ? [] : rows.ConvertAll(r => r.ToHop(sources));
        var selector = row.QuoteExact is null ? null : new QuoteSelector(row.QuoteExact, row.QuotePrefix, row.QuoteSuffix);
        var facts = new ClaimFacts(
            row.Text ?? "", row.Quote, selector, Columns.Date(row.ClaimedAt, row.ClaimedAtPrecision), row.Language,
            Words<Modality>.Parse(row.Modality), Words<Basis>.Parse(row.Basis), row.Topics, hops);
        return new Claim(
            row.Id, row.ExternalId, sources[row.SourceId],
            row.ArticleId is { } article ? new ArticleRef(article, row.ArticleExternalId) : null,
            facts, Words<ClaimStatus>.Parse(row.Status), row.Version, row.CreatedAt, row.UpdatedAt);
    }

    public static FoundClaim ToFound(List<ClaimRow> rows, IReadOnlyDictionary<Guid, SourceRef> sources) =>
        new(ToClaim(rows, sources), rows[0].TakenDownAt);

    private Hop ToHop(IReadOnlyDictionary<Guid, SourceRef> sources) => new(
        HopSourceId is { } source ? sources[source] : null, Descriptor,
        Words<AttributionRelation>.Parse(Relation), Words<OnRecord>.Parse(OnRecord), UpstreamClaimId, HopQuote);
}
