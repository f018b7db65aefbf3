using System.Globalization;

namespace ClaimCheck.Api.Http;

/// <summary>Reads whole days in their one spelling.</summary>
internal static class CalendarDate
{
    internal const string Complaint = "must be a day such as 2014-09-19, from the year 1000 on";
    private const int FirstYear = 1000;

    internal static bool TryRead(string? text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date)
        && date.Year >= FirstYear
        && date != DateOnly.MaxValue;
}
