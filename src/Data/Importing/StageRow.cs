using Npgsql;
using NpgsqlTypes;

namespace ClaimCheck.Data.Importing;

/// <summary>Writes values that may be missing into a row of a stage.</summary>
internal static class StageRow
{
    public static Task WriteTextAsync(this NpgsqlBinaryImporter rows, string? text, CancellationToken token) =>
        text is null ? rows.WriteNullAsync(token) : rows.WriteAsync(text, NpgsqlDbType.Text, token);

    public static Task WriteIdAsync(this NpgsqlBinaryImporter rows, Guid? id, CancellationToken token) =>
        id is { } known ? rows.WriteAsync(known, NpgsqlDbType.Uuid, token) : rows.WriteNullAsync(token);

    public static Task WriteTimeAsync(this NpgsqlBinaryImporter rows, DateTimeOffset? at, CancellationToken token) =>
        at is { } known ? rows.WriteAsync(known.UtcDateTime, NpgsqlDbType.TimestampTz, token) : rows.WriteNullAsync(token);
}
