using System.Text.RegularExpressions;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Api.Importing.Formats.Reviews;

/// <summary>Dates as publishers write them: ISO 8601, more or less. What is none, or lies in the future, is not known.</summary>
internal static partial class ReviewDates
{
    /// <summary>When a claim was made or a work published; of a time without an offset only the day is known.</summary>
    internal static PartialDate? Partial(string? text, TimeProvider clock)
    {
        if (!PartialDate.TryParse(text, out var date) && !TryReadLoose(text, out date))
        {
            return null;
        }

        return IsPast(date.Start, clock) ? date : null;
    }

    /// <summary>When a review was published: a day is its first moment, and a time without an offset is UTC.</summary>
    internal static DateTimeOffset? Instant(string? text, TimeProvider clock)
    {
        var parts = Loose().Match(text ?? string.Empty);
        if (parts.Success && parts.Groups["offset"].Length == 0)
        {
            text += "Z";
        }

        return (PartialDate.TryParse(text, out var date) || TryReadLoose(text, out date)) && IsPast(date.Start, clock)
            ? date.Start.ToStoredPrecision()
            : null;
    }

    private static bool TryReadLoose(string? text, out PartialDate date)
    {
        date = default;
        if (Loose().Match(text ?? string.Empty) is not { Success: true } parts)
        {
            return false;
        }

        var day = parts.Groups["day"].Value;
        var offset = parts.Groups["offset"].Value;
        if (offset.Length == 0)
        {
            return PartialDate.TryParse(day, out date);
        }

        var seconds = parts.Groups["seconds"].Success ? parts.Groups["seconds"].Value : ":00";
        var colon = offset is "Z" || offset.Contains(':', StringComparison.Ordinal) ? offset : offset.Insert(3, ":");
        return PartialDate.TryParse($"{day}T{parts.Groups["minutes"].Value}{seconds}{colon}", out date);
    }

    private static bool IsPast(DateTimeOffset instant, TimeProvider clock) => instant <= clock.GetUtcNow().AddDays(1);

    [GeneratedRegex(
        @"\A\s*(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ](?<minutes>[0-9]{2}:[0-9]{2})(?<seconds>:[0-9]{2}(\.[0-9]{1,9})?)? ?(?<offset>Z|[+-][0-9]{2}:?[0-9]{2})?\s*\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Loose();
}
