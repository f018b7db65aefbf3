using System.Text.RegularExpressions;
using NpgsqlTypes;

namespace ClaimCheck.Data.Replicas;

/// <summary>Places in the database's write-ahead log, as Postgres writes them: <c>0/16B3748</c>.</summary>
public static partial class LogPosition
{
    /// <summary>Whether the text is one.</summary>
    public static bool IsOne(string text) => Form().IsMatch(text);

    /// <summary>The later of two; null where neither is known.</summary>
    public static string? Later(string? one, string? other)
    {
        if (one is null || other is null)
        {
            return one ?? other;
        }

        return NpgsqlLogSequenceNumber.Parse(one) >= NpgsqlLogSequenceNumber.Parse(other) ? one : other;
    }

    [GeneratedRegex(@"\A[0-9A-F]{1,8}/[0-9A-F]{1,8}\z", RegexOptions.IgnoreCase)]
    private static partial Regex Form();
}
