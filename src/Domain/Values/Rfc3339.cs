using System.Globalization;
using System.Text.RegularExpressions;

namespace ClaimCheck.Domain.Values;

/// <summary>Instants as RFC 3339 writes them, with the offset that makes them exact; kept in UTC to the microsecond.</summary>
public static partial class Rfc3339
{
    /// <summary>The longest instant that is read, in characters.</summary>
    public const int MaxLength = 35;

    private const int WithMicroseconds = 26;
    private const string Form = "must be an instant with its offset, such as 2014-09-19T08:30:00Z";
    private const string OutOfRange = "must lie between the years 1000 and 9998 (UTC)";
    private static readonly TimeSpan WidestOffset = TimeSpan.FromHours(14);

    /// <summary>
    /// Reads an instant. More than six digits of a second are cut, more than nine refused; so are leap seconds, offsets beyond
    /// 14:00, and years outside 1000 to 9998 (Postgres would store the last moments of 9999 as infinity).
    /// </summary>
    /// <returns>Null when it is fine, else what is wrong with it, such as "must be an instant ...".</returns>
    public static string? Read(string text, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length > MaxLength || Shape().Match(text) is not { Success: true } parts)
        {
            return Form;
        }

        if (parts.Groups["second"].ValueSpan is "60")
        {
            return "must not be a leap second: use second 59";
        }

        if (OffsetOf(parts) is not { } offset || offset.Duration() > WidestOffset)
        {
            return "must have an offset from -14:00 to +14:00";
        }

        if (!DateTime.TryParseExact(
            parts.Groups["local"].ValueSpan, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return "must be a date and time that exist in the calendar";
        }

        // Far enough from the ends of the calendar for the offset to be taken off.
        if (local.Year is < 999 or > 9998)
        {
            return OutOfRange;
        }

        var micros = parts.Groups["fraction"].Value.PadRight(6, '0')[..6];
        var read = new DateTimeOffset(local.AddMicroseconds(int.Parse(micros, CultureInfo.InvariantCulture)), offset).ToUniversalTime();

        // What counts is the year that is written back: an instant that is given out must be one that is taken.
        if (read.Year is < 1000 or > 9998)
        {
            return OutOfRange;
        }

        instant = read;
        return null;
    }

    /// <summary>The instant in UTC, without trailing zeros: <c>2014-09-19T08:30:00Z</c>.</summary>
    public static string Write(DateTimeOffset instant)
    {
        // The round-trip form has a formatter of its own in the runtime, several times as fast as a custom form; every answer
        // holds two instants or more.
        Span<char> text = stackalloc char[MaxLength];
        instant.UtcDateTime.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        var end = WithMicroseconds;
        while (text[end - 1] == '0')
        {
            end--;
        }

        if (text[end - 1] == '.')
        {
            end--;
        }

        text[end] = 'Z';
        return new string(text[..(end + 1)]);
    }

    private static TimeSpan? OffsetOf(Match parts)
    {
        if (parts.Groups["sign"].ValueSpan.IsEmpty)
        {
            return TimeSpan.Zero;
        }

        var minutes = int.Parse(parts.Groups["minutes"].ValueSpan, CultureInfo.InvariantCulture);
        var size = new TimeSpan(int.Parse(parts.Groups["hours"].ValueSpan, CultureInfo.InvariantCulture), minutes, 0);
        if (minutes > 59)
        {
            return null;
        }

        return parts.Groups["sign"].ValueSpan is "-" ? -size : size;
    }

    [GeneratedRegex(
        @"\A(?<local>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:(?<second>[0-9]{2}))(\.(?<fraction>[0-9]{1,9}))?(Z|(?<sign>[+-])(?<hours>[0-9]{2}):(?<minutes>[0-9]{2}))\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
