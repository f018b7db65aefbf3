using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ClaimCheck.Data.Importing;

/// <summary>
/// Numbers made of all that a row says, by which it is found when something that it names, or quotes as a whole, is taken down.
/// Rows of every format are read, and those that are broken too: it is they that are kept.
/// </summary>
internal static class SentNames
{
    /// <summary>Instead of others: the row says so much that it is taken for one that names everything.</summary>
    public const long Everything = 0;

    private const int Most = 2000;
    private const int MaxDepth = 64;
    private const char Quote = '"';
    private const char Escape = '\\';
    private static readonly char[] Separators = [',', ';', '\t'];

    /// <summary>What a row says.</summary>
    /// <param name="row">As it was sent.</param>
    /// <param name="externalId">The key that was made for it, or that it has.</param>
    public static long[] Of(ReadOnlySpan<byte> row, string? externalId)
    {
        var names = new HashSet<long>();
        if (!row.IsEmpty && !TryAddJson(row, names))
        {
            AddCells(Encoding.UTF8.GetString(row), names);
        }

        if (externalId is not null)
        {
            names.Add(NumberOf(externalId));
        }

        return names.Count > Most ? [Everything] : [.. names];
    }

    /// <summary>The number of an id, however it is written, or of a text, without the space around it.</summary>
    public static long NumberOf(string name)
    {
        var trimmed = name.Trim();
        var plain = Guid.TryParseExact(trimmed, "D", out var id) ? id.ToString() : trimmed;
        return BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(plain)));
    }

    /// <summary>As Postgres reads an array.</summary>
    public static string Write(IEnumerable<long> names) =>
        $"{{{string.Join(',', names.Select(name => name.ToString(CultureInfo.InvariantCulture)))}}}";

    /// <returns>Whether all of it is JSON.</returns>
    private static bool TryAddJson(ReadOnlySpan<byte> row, HashSet<long> names)
    {
        var reader = new Utf8JsonReader(row, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.String)
                {
                    names.Add(NumberOf(reader.GetString()!));
                }
            }

            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>
    /// Whatever the columns are separated by: too much is found rather than too little. A row may be a megabyte of anything, hence
    /// each look goes over it once, and ends when there are more names than are kept.
    /// </summary>
    private static void AddCells(string row, HashSet<long> names)
    {
        AddQuotedCells(row, names);
        AddJsonTexts(row, names);
        foreach (var separator in Separators)
        {
            foreach (var cell in row.AsSpan().Split(separator))
            {
                if (names.Count > Most)
                {
                    return;
                }

                Add(row[cell], names);
            }
        }
    }

    /// <summary>What stands between quotes, with those within it doubled.</summary>
    private static void AddQuotedCells(string row, HashSet<long> names)
    {
        for (var open = row.IndexOf(Quote); open >= 0 && names.Count <= Most;)
        {
            var close = row.IndexOf(Quote, open + 1);
            while (close >= 0 && close + 1 < row.Length && row[close + 1] == Quote)
            {
                close = row.IndexOf(Quote, close + 2);
            }

            if (close < 0)
            {
                return;
            }

            Add(row[(open + 1)..close].Replace("\"\"", "\"", StringComparison.Ordinal), names);
            open = row.IndexOf(Quote, close + 1);
        }
    }

    /// <summary>What stands between quotes and is written otherwise than it reads.</summary>
    private static void AddJsonTexts(string row, HashSet<long> names)
    {
        for (var open = row.IndexOf(Quote); open >= 0 && names.Count <= Most;)
        {
            var (close, isEscaped) = (open + 1, false);
            while (close < row.Length && row[close] != Quote)
            {
                isEscaped |= row[close] == Escape;
                close += row[close] == Escape ? 2 : 1;
            }

            if (close >= row.Length)
            {
                return;
            }

            if (isEscaped)
            {
                TryAddJson(Encoding.UTF8.GetBytes(row[open..(close + 1)]), names);
            }

            // In a broken row, what seems to end a text may begin the next one.
            open = row.IndexOf(Quote, isEscaped ? close + 1 : close);
        }
    }

    /// <summary>A cell; the apostrophe is there to keep a spreadsheet from reckoning.</summary>
    private static void Add(string cell, HashSet<long> names) => names.Add(NumberOf(cell.TrimStart('\'')));
}
