using System.Net;
using System.Net.Http.Headers;

namespace ClaimCheck.Client.Tests.Client;

public sealed class RetriesTests
{
    private static readonly ClaimCheckClientOptions Options = new()
    {
        Attempts = 4,
        FirstPause = TimeSpan.FromSeconds(1),
        LongestPause = TimeSpan.FromSeconds(30),
    };

    private readonly Retries retries = new(Options);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    public void Pauses_double_where_the_service_names_none(int attempt, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), retries.PauseAfter(attempt, Refusal(503)));

    [Fact]
    public void A_pause_is_never_shorter_than_the_service_asks() =>
        Assert.Equal(TimeSpan.FromSeconds(7), retries.PauseAfter(1, Refusal(429, retryAfter: 7)));

    [Fact]
    public void A_pause_that_is_named_again_and_again_grows_all_the_same() =>
        Assert.Equal(TimeSpan.FromSeconds(4), retries.PauseAfter(3, Refusal(503, retryAfter: 1)));

    [Fact]
    public void A_pause_that_is_too_long_is_not_waited_for() =>
        Assert.Null(retries.PauseAfter(1, Refusal(429, retryAfter: 31)));

    [Fact]
    public void After_the_last_attempt_there_is_no_other() =>
        Assert.Null(retries.PauseAfter(4, Refusal(503)));

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(413)]
    [InlineData(422)]
    [InlineData(500)]
    public void What_would_be_refused_again_is_not_sent_again(int status) =>
        Assert.Null(retries.PauseAfter(1, Refusal(status)));

    [Fact]
    public void A_sending_whose_twin_is_being_worked_on_is_sent_again() =>
        Assert.NotNull(retries.PauseAfter(1, Refusal(409, type: "urn:claimcheck:idempotency-key-in-use")));

    [Fact]
    public void A_service_that_was_never_there_is_not_tried_again() =>
        Assert.Null(retries.PauseAfter(1, new HttpRequestException(HttpRequestError.ConnectionError)));

    [Fact]
    public void A_service_that_was_there_a_moment_ago_is_tried_again() =>
        Assert.NotNull(retries.PauseAfter(2, new HttpRequestException(HttpRequestError.ConnectionError)));

    [Fact]
    public void An_answer_that_did_not_come_is_asked_for_again() =>
        Assert.NotNull(retries.PauseAfter(1, new HttpRequestException(HttpRequestError.ResponseEnded)));

    [Fact]
    public void An_instant_in_Retry_After_is_a_pause_from_now_on()
    {
        var clock = new StandingClock(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(TimeSpan.FromSeconds(5), ProblemReader.PauseOf(new RetryConditionHeaderValue(clock.GetUtcNow().AddSeconds(5)), clock));
        Assert.Equal(TimeSpan.Zero, ProblemReader.PauseOf(new RetryConditionHeaderValue(clock.GetUtcNow().AddSeconds(-5)), clock));
        Assert.Null(ProblemReader.PauseOf(null, clock));
    }

    private static ProblemException Refusal(int status, double? retryAfter = null, string? type = null) => new(
        (HttpStatusCode)status, new ProblemBody(type, "A title", null, null, null), retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null);

    private sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
