using System.Net;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Limits;
using ClaimCheck.Data;
using ClaimCheck.Domain.Access;

namespace ClaimCheck.Api.Tests.Limits;

/// <summary>How many keys that do not work an address may try. Every test comes from addresses of its own.</summary>
public sealed class FailedLoginTests(LimitedApi api) : IClassFixture<LimitedApi>
{
    private const string Malformed = "not a key";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> KeysThatDoNotWork => ["malformed", "unknown", "another secret", "expired", "revoked"];

    [Theory]
    [MemberData(nameof(KeysThatDoNotWork))]
    public async Task After_ten_that_do_not_work_no_more_are_tried(string kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        var from = $"192.0.2.{KeysThatDoNotWork.ToList().FindIndex(row => row.Data == kind) + 1}";
        var (id, working) = await api.NewKeyAsync(expiresIn: kind == "expired" ? TimeSpan.FromSeconds(1) : null);
        var key = kind switch
        {
            "malformed" => Malformed,
            "unknown" => ApiKeyToken.Create().Reveal(),
            "another secret" => working[..13] + new string('a', 50),
            _ => working,
        };
        if (kind == "revoked")
        {
            await RevokeAsync(id);
        }

        api.Clock.Move(TimeSpan.FromSeconds(2));
        for (var i = 0; i < LimitedApi.FailedLogins; i++)
        {
            using var answer = await api.ShowAsync(key, from);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal($"\"failed-logins\";r={LimitedApi.FailedLogins - 1 - i};t=60", Assert.Single(answer.Headers.GetValues("RateLimit")));
        }

        using var refused = await api.ShowAsync(key, from);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("60", Assert.Single(refused.Headers.GetValues("Retry-After")));
        Assert.Equal("\"failed-logins\";q=10;w=60", Assert.Single(refused.Headers.GetValues("RateLimit-Policy")));
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task There_are_never_more_than_ten_within_any_minute()
    {
        const string From = "192.0.2.20";
        await FailAsync(From, 4);
        api.Clock.Move(TimeSpan.FromSeconds(30));
        await FailAsync(From, 6);
        Assert.Equal(429, await api.StatusAsync(Malformed, From));

        api.Clock.Move(TimeSpan.FromSeconds(30));

        await FailAsync(From, 4);
        Assert.Equal(429, await api.StatusAsync(Malformed, From));
    }

    [Fact]
    public async Task Of_a_hundred_at_once_ten_are_tried()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => api.StatusAsync(ApiKeyToken.Create().Reveal(), "192.0.2.30")));

        Assert.Equal(LimitedApi.FailedLogins, answers.Count(status => status == 401));
        Assert.Equal(100 - LimitedApi.FailedLogins, answers.Count(status => status == 429));
    }

    [Fact]
    public async Task A_key_that_has_worked_goes_on_working_beside_a_broken_script()
    {
        const string From = "192.0.2.40";
        var (_, known) = await api.NewKeyAsync();
        var (_, unseen) = await api.NewKeyAsync();
        Assert.Equal(200, await api.StatusAsync(known, From));

        await FailAsync(From, LimitedApi.FailedLogins);

        Assert.Equal(200, await api.StatusAsync(known, From));
        Assert.Equal(429, await api.StatusAsync(known[..13] + new string('a', 50), From));
        Assert.Equal(429, await api.StatusAsync(unseen, From));
        Assert.Equal(200, await api.StatusAsync(unseen, "192.0.2.41"));
    }

    [Fact]
    public async Task A_key_counts_as_working_for_ten_minutes_after_its_last_use()
    {
        const string From = "192.0.2.50";
        var (_, key) = await api.NewKeyAsync();
        Assert.Equal(200, await api.StatusAsync(key, From));
        api.Clock.Move(TimeSpan.FromMinutes(10));
        await FailAsync(From, LimitedApi.FailedLogins);
        Assert.Equal(200, await api.StatusAsync(key, From));

        api.Clock.Move(TimeSpan.FromMinutes(12));
        await FailAsync(From, LimitedApi.FailedLogins);

        Assert.Equal(429, await api.StatusAsync(key, From));
    }

    [Fact]
    public async Task A_key_that_was_revoked_no_longer_counts_as_working()
    {
        const string From = "192.0.2.60";
        var (id, key) = await api.NewKeyAsync();
        Assert.Equal(200, await api.StatusAsync(key, From));
        await RevokeAsync(id);
        api.Clock.Move(TimeSpan.FromSeconds(1));

        Assert.Equal(401, await api.StatusAsync(key, From));
        await FailAsync(From, LimitedApi.FailedLogins - 1);
        Assert.Equal(429, await api.StatusAsync(key, From));
    }

    [Fact]
    public async Task Forty_keys_that_work_may_come_at_once_from_a_new_address()
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => api.NewKeyAsync()));

        var answers = await Task.WhenAll(keys.Select(key => api.StatusAsync(key.Key, "192.0.2.70")));

        Assert.All(answers, status => Assert.Equal(200, status));
    }

    [Fact]
    public async Task Who_shows_no_key_has_not_failed()
    {
        const string From = "192.0.2.80";
        for (var i = 0; i < 2 * LimitedApi.FailedLogins; i++)
        {
            Assert.Equal(401, await api.StatusAsync(null, From));
        }

        Assert.Equal(401, await api.StatusAsync(Malformed, From));
    }

    [Fact]
    public async Task Where_anybody_may_come_in_a_key_is_not_looked_at()
    {
        const string From = "192.0.2.90";
        for (var i = 0; i < 2 * LimitedApi.FailedLogins; i++)
        {
            Assert.Equal(200, await api.StatusAsync(Malformed, From, "/health/live"));
        }

        Assert.Equal(401, await api.StatusAsync(Malformed, From));
    }

    [Theory]
    [InlineData("2001:db8:1:1::1", "2001:db8:1:1:ffff::2", "2001:db8:1:2::1")]
    [InlineData("198.51.100.1", "::ffff:198.51.100.1", "198.51.100.2")]
    public async Task An_IPv6_network_counts_as_one_address(string first, string same, string other)
    {
        await FailAsync(first, LimitedApi.FailedLogins);

        Assert.Equal(429, await api.StatusAsync(Malformed, same));
        Assert.Equal(401, await api.StatusAsync(Malformed, other));
    }

    [Fact]
    public async Task What_stands_before_the_address_that_a_trusted_proxy_saw_is_not_believed()
    {
        for (var i = 0; i < LimitedApi.FailedLogins; i++)
        {
            Assert.Equal(401, await api.StatusAsync(Malformed, $"203.0.113.{i}, 198.51.100.9, 10.1.0.7"));
        }

        Assert.Equal(429, await api.StatusAsync(Malformed, "203.0.113.200, 198.51.100.9, 10.1.0.8"));
        Assert.Equal(401, await api.StatusAsync(Malformed, "203.0.113.0"));
    }

    [Fact]
    public async Task Over_the_limit_the_database_is_not_asked()
    {
        // Nobody listens there.
        await using var data = new DataServices(new DatabaseOptions("Host=127.0.0.1;Port=1;Username=nobody;Database=nothing"));
        var gate = new LoginGate(new KeyRing(data, api.Clock), new LimitSettings(0, 1, 1, 1, 3, []), api.Clock);
        await Assert.ThrowsAnyAsync<Exception>(async () => await gate.OpenAsync(ApiKeyToken.Create().Reveal(), IPAddress.Loopback, Stop));
        await gate.OpenAsync(Malformed, IPAddress.Loopback, Stop);

        var login = await gate.OpenAsync(ApiKeyToken.Create().Reveal(), IPAddress.Loopback, Stop);

        Assert.False(login.Refusal!.WasTried);
    }

    private async Task FailAsync(string from, int times)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.Equal(401, await api.StatusAsync(Malformed, from));
        }
    }

    private async Task RevokeAsync(Guid id)
    {
        using var admin = await api.NewClientAsync(Role.Admin);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.RemoveAsync($"/v1/api-keys/{id}")).Status);
    }
}
