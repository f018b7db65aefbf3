using System.Net.Http.Headers;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ClaimCheck.Api.Tests.Limits;

/// <summary>The whole service with limits that a test can reach, a clock that it can move, and a proxy in front that it can pose as.</summary>
public sealed class LimitedApi(PostgresFixture postgres) : ApiFixture(postgres)
{
    public const int UnitsPerSecond = 5;
    public const int Most = 10 * UnitsPerSecond;
    public const int FailedLogins = 10;
    public const int ConnectionsPerAddress = 20;

    public MovableClock Clock { get; } = new();

    protected override string[] Arguments =>
    [
        .. base.Arguments,
        $"--Limits:UnitsPerSecond={UnitsPerSecond}", $"--Limits:FailedLoginsPerMinute={FailedLogins}",
        $"--Limits:ConnectionsPerAddress={ConnectionsPerAddress}", "--Limits:TrustedProxies=127.0.0.1,10.1.0.0/16",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A key that nobody has used.</summary>
    public async Task<(Guid Id, string Key)> NewKeyAsync(Role role = Role.Reader, TimeSpan? expiresIn = null)
    {
        var by = new Authorship(null, "tests", Role.Admin, Clock.Now());
        var (key, token) = await Data.ApiKeyStore.AddAsync(
            NewId.At(by.At), "of a test of limits", role, expiresIn is { } time ? by.At + time : null, by, Stop);
        return (key.Id, token.Reveal());
    }

    /// <summary>A client with a key that nobody has used.</summary>
    public async Task<HttpClient> NewClientAsync(Role role = Role.Reader)
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await NewKeyAsync(role)).Key);
        return client;
    }

    /// <summary>Shows a key, coming through the proxy from this address.</summary>
    public async Task<HttpResponseMessage> ShowAsync(string? key, string from, string path = "/v1/sources/cnn")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Forwarded-For", from);
        if (key is not null)
        {
            request.Headers.Add("X-Api-Key", key);
        }

        return await Anonymous.SendAsync(request, Stop);
    }

    /// <summary>Shows it and gives the status.</summary>
    public async Task<int> StatusAsync(string? key, string from, string path = "/v1/sources/cnn")
    {
        using var response = await ShowAsync(key, from, path);
        return (int)response.StatusCode;
    }

    protected override void Configure(WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<TimeProvider>(Clock);
    }
}
