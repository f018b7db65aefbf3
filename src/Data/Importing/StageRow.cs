using Npgsql;
using NpgsqlTypes;

namespace ClaimCheck.Data.Importing;

/// <summary>Writes values that may be missing into a row of a stage.</summary>
internal static class StageRow
{
    public static void WriteText(this NpgsqlBinaryImporter rows, string? text)
    {
        if (text is null)
        {
            rows.WriteNull();
        }
        else
        {
            rows.Write(text, NpgsqlDbType.Text);
        }
    }

    public static void WriteId(this NpgsqlBinaryImporter rows, Guid? id)
    {
        if (id is { } known)
        {
            rows.Write(known, NpgsqlDbType.Uuid);
        }
        else
        {
            rows.WriteNull();
        }
    }

    public static void WriteTime(this NpgsqlBinaryImporter rows, DateTimeOffset? at)
    {
        if (at is { } known)
        {
            rows.Write(known.UtcDateTime, NpgsqlDbType.TimestampTz);
        }
        else
        {
            rows.WriteNull();
        }
    }
}
