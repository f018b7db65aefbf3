using ClaimCheck.Domain;
using ClaimCheck.Domain.Articles;
using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Sources;
using Npgsql;
using static ClaimCheck.Data.Exporting.ExportedRows;

namespace ClaimCheck.Data.Exporting;

/// <summary>Puts claims together out of the rows of <c>ClaimExport</c>, one for each of their hops.</summary>
internal sealed class ExportedClaims
{
    private const int Position = 1;
    private List<Hop> hops = [];

    /// <summary>The claim of the newest rows; null before the first.</summary>
    public Claim? Last { get; private set; }

    /// <summary>Takes a row; gives the claim before it where it begins another one.</summary>
    public Claim? Take(NpgsqlDataReader row)
    {
        var finished = Last?.Id == row.GetGuid(0) ? null : Last;
        if (finished is not null || Last is null)
        {
            hops = [];
            Last = Begin(row, hops);
        }

        if (!row.IsDBNull(Position))
        {
            hops.Add(Hop(row));
        }

        return finished;
    }

    private static Claim Begin(NpgsqlDataReader row, IReadOnlyList<Hop> hops) => new(
        row.GetGuid(0),
        Text(row, 8),
        new SourceRef(row.GetGuid(9), row.GetString(10)),
        row.IsDBNull(11) ? null : new ArticleRef(row.GetGuid(11), null),
        new ClaimFacts(
            row.GetString(2),
            Text(row, 3),
            row.IsDBNull(4) ? null : new QuoteSelector(row.GetString(4), Text(row, 5), Text(row, 6)),
            Date(row, 12, 13),
            Text(row, 14),
            Words<Modality>.Parse(row.GetString(15)),
            Words<Basis>.Parse(row.GetString(16)),
            row.GetFieldValue<string[]>(7),
            hops),
        Words<ClaimStatus>.Parse(row.GetString(17)),
        row.GetInt32(18),
        Instant(row, 19),
        Instant(row, 20));

    private static Hop Hop(NpgsqlDataReader row) => new(
        row.IsDBNull(21) ? null : new SourceRef(row.GetGuid(21), row.GetString(22)),
        Text(row, 23),
        Words<AttributionRelation>.Parse(row.GetString(24)),
        Words<OnRecord>.Parse(row.GetString(25)),
        row.IsDBNull(26) ? null : row.GetGuid(26),
        Text(row, 27));
}
