using System.Globalization;
using ClaimCheck.Api.Tests.Http;

namespace ClaimCheck.Api.Tests.Inputs;

/// <summary>
/// Instants (the kind date) as an article's `retrievedAt`, which takes nothing else; `claimedAt` takes years, months and days
/// besides, and the same instants.
/// </summary>
[Collection(BadInputs.Name)]
public sealed class DateTests(WatchedService service)
{
    private static readonly Dictionary<string, (string Instant, string? Stored)> Cases = new()
    {
        ["date-year-0000"] = ("0000-01-01T00:00:00Z", null),
        ["date-year-0001"] = ("0001-01-01T00:00:00Z", null),
        ["date-year-0999"] = ("0999-12-31T23:59:59Z", null),
        ["date-year-1000-in-the-east"] = ("1000-01-01T00:00:00+14:00", null),
        ["date-year-1000"] = ("1000-01-01T00:00:00Z", "1000-01-01T00:00:00Z"),
        ["date-year-1066"] = ("1066-10-14T09:00:00Z", "1066-10-14T09:00:00Z"),
        ["date-gregorian-gap"] = ("1582-10-10T00:00:00Z", "1582-10-10T00:00:00Z"),
        ["date-negative-year"] = ("-0001-01-01T00:00:00Z", null),
        ["date-max-9999"] = ("9999-12-31T23:59:59.9999999Z", null),
        ["date-year-9999"] = ("9999-01-01T00:00:00Z", null),
        ["date-year-10000"] = ("10000-01-01T00:00:00Z", null),
        ["date-infinity"] = ("infinity", null),
        ["date-minus-infinity"] = ("-infinity", null),
        ["date-now"] = ("now", null),
        ["date-leap-second"] = ("2016-12-31T23:59:60Z", null),
        ["date-offset-plus-1401"] = ("2024-01-01T00:00:00+14:01", null),
        ["date-offset-minus-1401"] = ("2024-01-01T00:00:00-14:01", null),
        ["date-offset-plus-1400"] = ("2024-01-01T00:00:00+14:00", "2023-12-31T10:00:00Z"),
        ["date-offset-2359"] = ("2024-01-01T00:00:00+23:59", null),
        ["date-offset-missing"] = ("2024-01-01T00:00:00", null),
        ["date-offset-without-colon"] = ("2024-01-01T00:00:00+0100", null),
        ["date-space-separator"] = ("2024-01-01 00:00:00Z", null),
        ["date-nanoseconds"] = ("2024-01-01T00:00:00.123456789Z", "2024-01-01T00:00:00.123456Z"),
        ["date-fraction-100-digits"] = ("2024-01-01T00:00:00." + new string('1', 100) + "Z", null),
        ["date-fraction-20-digits-no-offset"] = ("2024-01-01T00:00:00.11111111111111111111", null),
        ["date-dst-gap"] = ("2024-03-10T02:30:00-05:00", "2024-03-10T07:30:00Z"),
        ["date-30-february"] = ("2024-02-30T00:00:00Z", null),
        ["date-hour-24"] = ("2024-01-01T24:00:00Z", null),
        ["date-lower-case"] = ("2024-01-01t00:00:00z", null),
        ["date-arabic-digits"] = ("٢٠٢٤-01-01T00:00:00Z", null),
        ["date-line-feed-after"] = ("2024-01-01T00:00:00Z\\n", null),
        ["date-nul-after"] = ("2024-01-01T00:00:00Z\\u0000", null),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_instant_is_refused_or_kept_exactly(string name)
    {
        var (instant, stored) = Cases[name];

        var article = await service.PostAsync(Input.ArticleWith(name, $"\"retrievedAt\":\"{instant}\"", Statuses(stored)));
        var claim = await service.PostAsync(Input.ClaimWith($"\"claimedAt\":\"{instant}\"", Statuses(stored)));

        if (stored is not null)
        {
            Assert.Equal(stored, article.Json.GetProperty("retrievedAt").GetString());
            Assert.Equal(stored, claim.Json.GetProperty("claimedAt").GetString());
        }
    }

    [Theory]
    [InlineData("date-date-only", "2024-01-01")]
    [InlineData("date-month-only", "2024-01")]
    [InlineData("date-year-only", "2024")]
    public async Task A_day_is_no_instant_but_a_claim_may_be_dated_so(string name, string date)
    {
        await service.PostAsync(Input.ArticleWith(name, $"\"retrievedAt\":\"{date}\"", 400));
        var claim = await service.PostAsync(Input.ClaimWith($"\"claimedAt\":\"{date}\"", 201));

        Assert.Equal(date, claim.Json.GetProperty("claimedAt").GetString());
    }

    [Theory]
    [InlineData("0000")]
    [InlineData("0001-01-01")]
    [InlineData("0999")]
    [InlineData("9999")]
    [InlineData("9999-12-31")]
    [InlineData("10000")]
    [InlineData("2024-13")]
    [InlineData("2023-02-29")]
    [InlineData("2024-1-1")]
    [InlineData("24")]
    [InlineData("2024-")]
    [InlineData("2024\\n")]
    [InlineData("infinity")]
    public async Task A_date_that_is_none_is_refused(string date)
    {
        await service.PostAsync(Input.ClaimWith($"\"claimedAt\":\"{date}\"", 400));
        await service.PostAsync(Input.ArticleWith("no-date", $"\"publishedAt\":\"{date}\"", 400));
        await service.PostAsync(new Input("/v1/sources/cnn/reliability", System.Text.Encoding.UTF8.GetBytes(
            $$"""{"grade":"F","rationale":"r","validFrom":"{{date}}"}"""), 400));
        await service.GetAsync($"/v1/claims?claimedFrom={Uri.EscapeDataString(date.Replace("\\n", "\n", StringComparison.Ordinal))}", 400);
    }

    [Fact]
    public async Task A_day_ahead_is_forgiven_and_two_are_not()
    {
        var now = TimeProvider.System.GetUtcNow();

        await service.PostAsync(Input.ArticleWith("in-two-days", $"\"retrievedAt\":\"{Text(now.AddDays(2))}\"", 400));
        await service.PostAsync(Input.ClaimWith($"\"claimedAt\":\"{Text(now.AddDays(2))}\"", 400));
        await service.PostAsync(Input.ArticleWith("published-in-two-days", $"\"publishedAt\":\"{Text(now.AddDays(2))[..10]}\"", 400));
        await service.PostAsync(Input.ArticleWith("in-23-hours", $"\"retrievedAt\":\"{Text(now.AddHours(23))}\"", 201));
    }

    [Fact]
    public async Task A_claim_of_the_earliest_date_can_still_be_corrected()
    {
        var created = await service.PostAsync(Input.ClaimWith("\"claimedAt\":\"1000-01-01T00:00:00Z\"", 201));

        await service.PostAsync(new Input(created.Headers["Location"], "{\"text\":\"Corrected.\"}"u8.ToArray(), 200)
        {
            Method = HttpMethod.Patch,
            Headers = [("If-Match", "\"1\"")],
        });
    }

    private static int[] Statuses(string? stored) => stored is null ? [400, 422] : [201];

    private static string Text(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
