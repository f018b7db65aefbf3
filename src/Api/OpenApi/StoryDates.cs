using ClaimCheck.Domain.Values;

namespace ClaimCheck.Api.OpenApi;

/// <summary>The dates of the sample story, for examples.</summary>
internal static class StoryDates
{
    internal static readonly PartialDate Month = new(new DateTimeOffset(2014, 9, 1, 0, 0, 0, TimeSpan.Zero), DatePrecision.Month);
    internal static readonly PartialDate Day = new(new DateTimeOffset(2014, 6, 13, 0, 0, 0, TimeSpan.Zero), DatePrecision.Day);
    internal static readonly DateTimeOffset Reviewed = new(2014, 10, 2, 9, 0, 0, TimeSpan.Zero);
    internal static readonly DateTimeOffset Recorded = new(2014, 9, 26, 8, 30, 0, TimeSpan.Zero);
}
