using System.Globalization;
using System.Text.Json;

namespace ClaimCheck.Benchmarks.Corpus;

/// <summary>What the audit log keeps of a claim: as many members, and about as long, as what the service writes.</summary>
internal static class CorpusSnapshot
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static string Of(CorpusClaim claim)
    {
        var at = CorpusId.MomentOf(claim.Number).ToString("O", CultureInfo.InvariantCulture);
        return JsonSerializer.Serialize(
            new
            {
                Id = CorpusId.Claim.Of(claim.Number),
                claim.ExternalId,
                Source = Source(claim.Source),
                Article = claim.HasArticle ? new { Id = CorpusId.Article.Of(claim.Number), ExternalId = (string?)null } : null,
                claim.Text,
                Quote = (string?)null,
                QuoteSelector = (object?)null,
                ClaimedAt = at,
                ClaimedAtPrecision = "instant",
                claim.Language,
                claim.Modality,
                claim.Basis,
                Status = "active",
                claim.Topics,
                Attribution = claim.Hops.Select(hop => new
                {
                    Source = hop.Source is { } source ? Source(source) : null,
                    hop.Descriptor,
                    hop.Relation,
                    hop.OnRecord,
                    UpstreamClaim = hop.UpstreamClaim is { } upstream ? CorpusId.Claim.Of(upstream) : (Guid?)null,
                    Quote = (string?)null,
                }),
                Version = 1,
                CreatedAt = at,
                UpdatedAt = at,
            },
            Options);
    }

    private static object Source(int number) => new { Id = CorpusId.Source.Of(number), Slug = CorpusSource.SlugOf(number) };
}
