using System.Net;
using ClaimCheck.Api.Tests.Http;

namespace ClaimCheck.Api.Tests.Limits;

/// <summary>What a key may do at once, and what it is told about it.</summary>
public sealed class KeyLimitTests(LimitedApi api) : IClassFixture<LimitedApi>
{
    private const string OneSource = "/v1/sources/cnn";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_a_hundred_reads_at_once_as_many_are_answered_as_there_are_units()
    {
        using var client = await api.NewClientAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => client.ReadAsync(OneSource)));

        Assert.Equal(LimitedApi.Most, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.Equal(100 - LimitedApi.Most, answers.Count(answer => answer.Status == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task Every_answer_says_what_is_left()
    {
        using var client = await api.NewClientAsync();

        var first = await client.ReadAsync(OneSource);
        var missing = await client.ReadAsync("/v1/sources/no-such-source");
        var nowhere = await client.ReadAsync("/no-such-path");
        var forbidden = await client.SendJsonAsync("/v1/sources", "{}");

        Assert.Equal($"\"key\";q={LimitedApi.Most};w=10", Header(first, "RateLimit-Policy"));
        Assert.Equal(
            ["\"key\";r=49;t=1", "\"key\";r=48;t=1", "\"key\";r=47;t=1", "\"key\";r=42;t=2"],
            new[] { first, missing, nowhere, forbidden }.Select(answer => Header(answer, "RateLimit")));
        Assert.Equal([200, 404, 404, 403], new[] { first, missing, nowhere, forbidden }.Select(answer => (int)answer.Status));
    }

    [Fact]
    public async Task Whoever_has_used_up_the_units_is_told_when_to_come_back()
    {
        using var client = await api.NewClientAsync();
        await UseUpAsync(client);

        var refused = await client.ReadAsync("/v1/claims?q=iran");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Equal("rate-limited", refused.Problem);
        Assert.Equal("application/problem+json", refused.Message.Content.Headers.ContentType?.MediaType);
        Assert.Equal("\"key\";r=0;t=4", Header(refused, "RateLimit"));

        // A search takes twenty units, and five come in a second.
        Assert.Equal("4", Header(refused, "Retry-After"));
        api.Clock.Move(TimeSpan.FromSeconds(4));
        Assert.Equal(HttpStatusCode.OK, (await client.ReadAsync("/v1/claims?q=iran")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await client.ReadAsync(OneSource)).Status);
    }

    [Fact]
    public async Task An_allowance_is_never_more_than_whole()
    {
        using var client = await api.NewClientAsync();
        await UseUpAsync(client);

        api.Clock.Move(TimeSpan.FromHours(1));

        Assert.Equal("\"key\";r=49;t=1", Header(await client.ReadAsync(OneSource), "RateLimit"));
    }

    [Fact]
    public async Task One_key_does_not_use_up_what_is_left_to_another()
    {
        using var flooding = await api.NewClientAsync();
        using var other = await api.NewClientAsync();
        await UseUpAsync(flooding);

        var answer = await other.ReadAsync(OneSource);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("\"key\";r=49;t=1", Header(answer, "RateLimit"));
    }

    [Theory]
    [InlineData("/v1/sources/cnn", 1)]
    [InlineData("/v1/claims", 3)]
    [InlineData("/v1/claims?q=iran", 20)]
    [InlineData("/v1/sources?q=iran", 3)]
    public async Task A_call_costs_about_what_it_takes(string path, int units)
    {
        using var client = await api.NewClientAsync();

        var answer = await client.ReadAsync(path);

        Assert.StartsWith($"\"key\";r={LimitedApi.Most - units};", Header(answer, "RateLimit"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/sources/cnn")]
    [InlineData("/v1/claims?q=iran")]
    public async Task What_the_caller_has_already_costs_nothing(string path)
    {
        using var client = await api.NewClientAsync();
        var first = await client.ReadAsync(path);
        client.DefaultRequestHeaders.IfNoneMatch.Add(first.Message.Headers.ETag!);

        var again = await client.ReadAsync(path);

        Assert.Equal(HttpStatusCode.NotModified, again.Status);
        Assert.Equal(Header(first, "RateLimit"), Header(again, "RateLimit"));
    }

    [Fact]
    public async Task Who_shows_no_key_has_no_allowance()
    {
        using var answer = await api.Anonymous.GetAsync("/health/live", Stop);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("RateLimit"));
    }

    private static async Task UseUpAsync(HttpClient client)
    {
        for (var i = 0; i < LimitedApi.Most; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await client.ReadAsync(OneSource)).Status);
        }
    }

    private static string Header(Reply reply, string name) => Assert.Single(reply.Message.Headers.GetValues(name));
}
