using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ClaimCheck.Data.Importing;

/// <summary>
/// Numbers made of all that a row says, by which it is found when something that it names, or quotes as a whole, is taken down.
/// Rows of every format are read, and those that are broken too: it is they that are kept.
/// </summary>
internal static partial class SentNames
{
    /// <summary>Instead of others: the row says so much that it is taken for one that names everything.</summary>
    public const long Everything = 0;

    private const int Most = 2000;
    private const int MaxDepth = 64;
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

    /// <summary>Whatever the columns are separated by: too much is found rather than too little.</summary>
    private static void AddCells(string row, HashSet<long> names)
    {
        foreach (Match quoted in QuotedCells().Matches(row))
        {
            Add(quoted.Groups[1].Value.Replace("\"\"", "\"", StringComparison.Ordinal));
        }

        foreach (Match quoted in JsonTexts().Matches(row))
        {
            TryAddJson(Encoding.UTF8.GetBytes(quoted.Value), names);
        }

        foreach (var separator in Separators)
        {
            foreach (var cell in row.Split(separator))
            {
                Add(cell);
            }
        }

        // The apostrophe is there to keep a spreadsheet from reckoning.
        void Add(string cell) => names.Add(NumberOf(cell.TrimStart('\'')));
    }

    [GeneratedRegex("\"((?:[^\"]|\"\")*)\"", RegexOptions.CultureInvariant)]
    private static partial Regex QuotedCells();

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*\\(?:[^"\\]|\\.)*"
        """, RegexOptions.CultureInvariant)]
    private static partial Regex JsonTexts();
}
