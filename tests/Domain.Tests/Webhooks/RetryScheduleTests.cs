using ClaimCheck.Domain.Webhooks;

namespace ClaimCheck.Domain.Tests.Webhooks;

public sealed class RetryScheduleTests
{
    private static readonly DateTimeOffset Failed = new(2014, 9, 26, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Each_attempt_comes_its_gap_after_the_one_before()
    {
        string[] gaps = ["5 s", "5 min", "30 min", "2 h", "5 h", "10 h", "14 h", "20 h", "24 h"];

        var made = Enumerable.Range(1, 9).Select(attempts => Told(RetrySchedule.Next(attempts, Failed, 0)!.Value - Failed));

        Assert.Equal(gaps, made);
        Assert.Equal(TimeSpan.Zero, RetrySchedule.Gaps[0]);
    }

    [Fact]
    public void After_the_tenth_attempt_the_message_is_a_dead_letter() => Assert.Null(RetrySchedule.Next(10, Failed, 0.5));

    [Fact]
    public void Chance_makes_a_gap_longer_by_a_tenth_at_most_and_never_shorter()
    {
        Assert.Equal(Failed.AddMinutes(5), RetrySchedule.Next(2, Failed, 0));
        Assert.Equal(Failed.AddMinutes(5.5), RetrySchedule.Next(2, Failed, 1));
    }

    [Theory]
    [InlineData(1, 300)]
    [InlineData(600, 600)]
    [InlineData(90_000, 86_400)]
    [InlineData(-1, 300)]
    public void A_receiver_can_ask_for_a_longer_pause_up_to_a_day_and_for_none_shorter(int asked, int seconds) =>
        Assert.Equal(Failed.AddSeconds(seconds), RetrySchedule.Next(2, Failed, 0, TimeSpan.FromSeconds(asked)));

    private static string Told(TimeSpan gap) => gap switch
    {
        { TotalMinutes: < 1 } => $"{gap.TotalSeconds} s",
        { TotalHours: < 1 } => $"{gap.TotalMinutes} min",
        _ => $"{gap.TotalHours} h",
    };
}
