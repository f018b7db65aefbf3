using ClaimCheck.Domain;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Data;

/// <summary>Values that take two columns.</summary>
internal static class Columns
{
    public static PartialDate? Date(DateTime? start, string? precision) =>
        start is { } at && precision is not null ? new PartialDate(at, Words<DatePrecision>.Parse(precision)) : null;

    public static string? Precision(PartialDate? date) =>
        date is { } known ? Words<DatePrecision>.Of(known.Precision) : null;
}
