using ClaimCheck.Domain;
using ClaimCheck.Domain.Articles;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;
using Npgsql;

namespace ClaimCheck.Data.Exporting;

/// <summary>
/// Reads rows by the places of their columns, which are in the order of their statements: by their names, as elsewhere, half the
/// time of an export would go into finding them and into objects around numbers.
/// </summary>
internal static class ExportedRows
{
    /// <summary>A row of <c>ArticleExport</c>.</summary>
    public static Article Article(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        Text(row, 1),
        new SourceRef(row.GetGuid(2), row.GetString(3)),
        new ArticleFacts(
            Text(row, 4), Text(row, 5), Text(row, 6), Text(row, 7), Date(row, 8, 9), row.IsDBNull(10) ? null : Instant(row, 10), Text(row, 11),
            Text(row, 12)),
        row.GetInt32(13),
        Instant(row, 14),
        Instant(row, 15));

    /// <summary>A row of <c>ClaimLinkExport</c>.</summary>
    public static ClaimLink Link(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetGuid(1),
        row.GetGuid(2),
        Words<LinkRelation>.Parse(row.GetString(3)),
        Words<LinkStatus>.Parse(row.GetString(4)),
        Words<LinkMethod>.Parse(row.GetString(5)),
        row.GetString(6),
        row.GetFieldValue<string[]>(7),
        row.IsDBNull(8) ? null : row.GetDouble(8),
        row.GetString(9),
        row.GetInt32(10),
        Instant(row, 11),
        Instant(row, 12));

    public static string? Text(NpgsqlDataReader row, int place) => row.IsDBNull(place) ? null : row.GetString(place);

    public static DateTimeOffset Instant(NpgsqlDataReader row, int place) => row.GetDateTime(place);

    public static PartialDate? Date(NpgsqlDataReader row, int start, int precision) =>
        row.IsDBNull(start) ? null : new PartialDate(Instant(row, start), Words<DatePrecision>.Parse(row.GetString(precision)));
}
