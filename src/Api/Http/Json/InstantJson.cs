using System.Globalization;
using System.Text.RegularExpressions;

namespace ClaimCheck.Api.Http;

/// <summary>
/// Instants: RFC 3339 with an offset on the way in, UTC on the way out, to the microsecond that PostgreSQL keeps.
/// </summary>
public sealed partial class InstantJson : WireText<DateTimeOffset>
{
    private const int FirstYear = 1000;
    private const string Form = "must be an instant with its offset, such as 2014-09-19T08:30:00Z";
    private static readonly TimeSpan WidestOffset = TimeSpan.FromHours(14);

    /// <inheritdoc/>
    public override string? Format => "date-time";

    /// <inheritdoc/>
    public override int MaxLength => 35;

    /// <inheritdoc/>
    public override string Example => "2014-09-19T08:30:00Z";

    /// <inheritdoc/>
    public override string? Read(string text, out DateTimeOffset value)
    {
        value = default;
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxLength || Rfc3339().Match(text) is not { Success: true } match)
        {
            return Form;
        }

        if (match.Groups["second"].ValueSpan is "60")
        {
            return "must not be a leap second: use second 59";
        }

        var offset = OffsetOf(match);
        if (offset is null || offset.Value.Duration() > WidestOffset)
        {
            return "must have an offset from -14:00 to +14:00";
        }

        if (!DateTime.TryParseExact(
            match.Groups["local"].ValueSpan, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return "must be a date and time that exist in the calendar";
        }

        if (local.Year < FirstYear || local.Date == DateTime.MaxValue.Date)
        {
            return "must lie between the years 1000 and 9999";
        }

        var micros = match.Groups["fraction"].Value.PadRight(6, '0')[..6];
        local = local.AddMicroseconds(int.Parse(micros, CultureInfo.InvariantCulture));
        value = new DateTimeOffset(local, offset.Value).ToUniversalTime();
        return null;
    }

    /// <inheritdoc/>
    public override string Write(DateTimeOffset value) =>
        value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    private static TimeSpan? OffsetOf(Match match)
    {
        if (match.Groups["sign"].ValueSpan.IsEmpty)
        {
            return TimeSpan.Zero;
        }

        var hours = int.Parse(match.Groups["hours"].ValueSpan, CultureInfo.InvariantCulture);
        var minutes = int.Parse(match.Groups["minutes"].ValueSpan, CultureInfo.InvariantCulture);
        var size = new TimeSpan(hours, minutes, 0);
        if (minutes > 59)
        {
            return null;
        }

        return match.Groups["sign"].ValueSpan is "-" ? -size : size;
    }

    [GeneratedRegex(
        @"^(?<local>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:(?<second>[0-9]{2}))(?:\.(?<fraction>[0-9]{1,9}))?(?:Z|(?<sign>[+-])(?<hours>[0-9]{2}):(?<minutes>[0-9]{2}))\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rfc3339();
}
