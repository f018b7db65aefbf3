using System.Net;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Limits;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ClaimCheck.Api.Tests.Limits;

/// <summary>Whom the service believes about where a request comes from.</summary>
public sealed class TrustedProxyTests(LimitedApi behindAProxy, ApiFixture api) : IClassFixture<LimitedApi>, IClassFixture<ApiFixture>, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Without_one_that_is_trusted_nobody_chooses_an_address()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/claims");
        request.Headers.Add("X-Api-Key", "not a key");
        request.Headers.Add("X-Forwarded-For", "203.0.113.1");
        using var first = await api.Anonymous.SendAsync(request, Stop);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/v1/claims");
        again.Headers.Add("X-Api-Key", "not a key");
        again.Headers.Add("X-Forwarded-For", "203.0.113.2");
        using var second = await api.Anonymous.SendAsync(again, Stop);

        Assert.NotEqual(Left(first), Left(second));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("127.0.0.1, 127.0.0.1")]
    public async Task The_development_key_is_not_told_to_whoever_says_to_be_this_machine(string from)
    {
        var development = behindAProxy.Services.GetRequiredService<DevelopmentKey>();
        await development.PrepareAsync(behindAProxy.Data, folder.FullName, TimeProvider.System, Stop);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/swagger/development-key");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Headers.Add("X-Forwarded-For", from);

        using var answer = await behindAProxy.Anonymous.SendAsync(request, Stop);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public void Addresses_and_networks_of_both_families_can_be_named()
    {
        var settings = LimitSettings.Read(new ConfigurationBuilder()
            .AddInMemoryCollection([new("Limits:TrustedProxies", "10.0.0.5, 10.1.0.0/16,fd00:1::/64 , ::1")]).Build());

        Assert.Equal(["10.0.0.5/32", "10.1.0.0/16", "fd00:1::/64", "::1/128"], settings.TrustedProxies.Select(proxy => proxy.ToString()));
    }

    private static string Left(HttpResponseMessage answer) => Assert.Single(answer.Headers.GetValues("RateLimit")).Split(';')[1];
}
