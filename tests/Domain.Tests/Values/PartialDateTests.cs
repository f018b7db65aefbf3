using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.Tests.Values;

public sealed class PartialDateTests
{
    [Theory]
    [InlineData("2014", DatePrecision.Year, "2014-01-01T00:00:00Z", "2015-01-01T00:00:00Z")]
    [InlineData("2014-09", DatePrecision.Month, "2014-09-01T00:00:00Z", "2014-10-01T00:00:00Z")]
    [InlineData("2016-02-29", DatePrecision.Day, "2016-02-29T00:00:00Z", "2016-03-01T00:00:00Z")]
    [InlineData("2014-09-26T14:30:00Z", DatePrecision.Instant, "2014-09-26T14:30:00Z", "2014-09-26T14:30:00.000001Z")]
    [InlineData("1000-01-01", DatePrecision.Day, "1000-01-01T00:00:00Z", "1000-01-02T00:00:00Z")]
    public void A_date_keeps_its_precision_and_covers_its_period(string text, DatePrecision precision, string start, string end)
    {
        Assert.True(PartialDate.TryParse(text, out var date));

        Assert.Equal(precision, date.Precision);
        Assert.Equal(start, Rfc3339.Write(date.Start));
        Assert.Equal(end, Rfc3339.Write(date.End));
        Assert.Equal(text, date.ToString());
    }

    [Theory]
    [InlineData("2014-09-26T16:30:00+02:00", "2014-09-26T14:30:00Z")]
    [InlineData("2024-03-10T02:30:00-05:00", "2024-03-10T07:30:00Z")]
    [InlineData("2024-01-01T00:00:00.123456789Z", "2024-01-01T00:00:00.123456Z")]
    [InlineData("2024-01-01T00:00:00.100Z", "2024-01-01T00:00:00.1Z")]
    public void An_instant_is_kept_in_UTC_to_the_microsecond(string text, string expected)
    {
        Assert.True(PartialDate.TryParse(text, out var date));

        Assert.Equal(expected, date.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0999")]
    [InlineData("0000-01-01")]
    [InlineData("9999")]
    [InlineData("10000")]
    [InlineData("2014-13")]
    [InlineData("2014-00")]
    [InlineData("2015-02-29")]
    [InlineData("2014-9")]
    [InlineData(" 2014")]
    [InlineData("2014\n")]
    [InlineData("-2014")]
    [InlineData("2014-09-26T14:30Z")]
    [InlineData("2014-09-26T14:30:00")]
    [InlineData("2014-09-26 14:30:00Z")]
    [InlineData("2016-12-31T23:59:60Z")]
    [InlineData("2024-01-01T00:00:00+14:01")]
    [InlineData("2024-01-01T00:00:00+23:59")]
    [InlineData("2024-01-01T24:00:00Z")]
    [InlineData("2024-01-01T00:00:00.1111111111Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z")]
    [InlineData("٢٠١٤")]
    public void Anything_else_is_refused(string? text) => Assert.False(PartialDate.TryParse(text, out _));
}
