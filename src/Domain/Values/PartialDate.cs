using System.Globalization;

namespace ClaimCheck.Domain.Values;

/// <summary>How much of a date is known.</summary>
public enum DatePrecision
{
    /// <summary><c>2014</c></summary>
    Year = 1,

    /// <summary><c>2014-09</c></summary>
    Month,

    /// <summary><c>2014-09-26</c></summary>
    Day,

    /// <summary><c>2014-09-26T14:30:00Z</c></summary>
    Instant,
}

/// <summary>
/// A date that is known to the year, month or day, or an instant, and that keeps that precision: <c>2014-09</c> stays
/// <c>2014-09</c>. Years, months and days are UTC. Instants are RFC 3339 with an offset, kept in UTC, cut to microseconds.
/// </summary>
/// <param name="Start">The instant itself, or the first instant of the year, month or day.</param>
/// <param name="Precision">How much is known.</param>
public readonly record struct PartialDate(DateTimeOffset Start, DatePrecision Precision)
{
    /// <summary>The earliest date accepted.</summary>
    public static readonly DateTimeOffset Earliest = new(1000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Of the year after it no date could say when it ends.
    private const int LatestYear = 9998;

    /// <summary>What may be sent, for error texts.</summary>
    public const string Expected =
        "a year (2014), a month (2014-09), a day (2014-09-26) or an instant with an offset (2014-09-26T14:30:00Z), from the year 1000 on";

    /// <summary>The first instant after the year, month or day; for an instant, the next microsecond.</summary>
    public DateTimeOffset End => Precision switch
    {
        DatePrecision.Year => Start.AddYears(1),
        DatePrecision.Month => Start.AddMonths(1),
        DatePrecision.Day => Start.AddDays(1),
        DatePrecision.Instant => Start.AddMicroseconds(1),
    };

    /// <summary>From when on what happened then has certainly happened: at an instant at once, else when the period is over.</summary>
    public DateTimeOffset Past => Precision == DatePrecision.Instant ? Start : End;

    /// <summary>Reads what <see cref="ToString"/> writes, and any RFC 3339 instant with at most nine fractional digits.</summary>
    public static bool TryParse(string? text, out PartialDate date)
    {
        date = default;
        switch (text?.Length)
        {
            case null:
                return false;
            case 4:
                return TryReadPeriod(text, "yyyy", DatePrecision.Year, out date);
            case 7:
                return TryReadPeriod(text, "yyyy-MM", DatePrecision.Month, out date);
            case 10:
                return TryReadPeriod(text, "yyyy-MM-dd", DatePrecision.Day, out date);
            default:
                if (Rfc3339.Read(text, out var instant) is not null)
                {
                    return false;
                }

                date = new PartialDate(instant, DatePrecision.Instant);
                return true;
        }
    }

    /// <summary>The form it was sent in: <c>2014</c>, <c>2014-09</c>, <c>2014-09-26</c> or an RFC 3339 instant in UTC.</summary>
    public override string ToString() => Precision switch
    {
        DatePrecision.Year => Start.ToString("yyyy", CultureInfo.InvariantCulture),
        DatePrecision.Month => Start.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        DatePrecision.Day => Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DatePrecision.Instant => Rfc3339.Write(Start),
    };

    private static bool TryReadPeriod(string text, string format, DatePrecision precision, out PartialDate date)
    {
        var isDate = DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start);
        date = isDate ? new PartialDate(start, precision) : default;
        return isDate && start >= Earliest && start.Year <= LatestYear;
    }
}
