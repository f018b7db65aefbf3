using System.Net;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClaimCheck.Api.Tests.Contract;

/// <summary>Whom the development key is told: Swagger UI on this machine, in Development, on the service's own database; nobody else.</summary>
public sealed class DevelopmentKeyTests(ApiFixture api) : IClassFixture<ApiFixture>, IDisposable
{
    private const string Route = "/swagger/development-key";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("claimcheck-key-");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("same-origin", null, HttpStatusCode.OK)]
    [InlineData("same-origin", "localhost", HttpStatusCode.OK)]
    [InlineData("same-origin", "[::1]:5080", HttpStatusCode.OK)]
    [InlineData("same-origin", "claims.example.org", HttpStatusCode.NotFound)]
    [InlineData("same-origin", "localhost.example.org", HttpStatusCode.NotFound)]
    [InlineData("same-origin", "192.0.2.7", HttpStatusCode.NotFound)]
    [InlineData("same-site", null, HttpStatusCode.NotFound)]
    [InlineData("cross-site", null, HttpStatusCode.NotFound)]
    [InlineData("none", null, HttpStatusCode.NotFound)]
    [InlineData(null, null, HttpStatusCode.NotFound)]
    public async Task Only_a_page_of_the_service_itself_is_told(string? site, string? host, HttpStatusCode expected)
    {
        var development = api.Services.GetRequiredService<DevelopmentKey>();
        await development.PrepareAsync(api.Data, folder.FullName, TimeProvider.System, Stop);

        using var response = await AskAsync(api.Anonymous, Route, site, host);
        using var script = await AskAsync(api.Anonymous, "/swagger/authorise.js", site, host);

        var told = expected == HttpStatusCode.OK;
        Assert.Equal(expected, response.StatusCode);
        var answer = await response.Content.ReadAsStringAsync(Stop);
        Assert.StartsWith("cck_", development.Key, StringComparison.Ordinal);
        Assert.Equal(told, answer == development.Key);
        Assert.Equal(told, answer.Contains("cck_", StringComparison.Ordinal));
        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.Equal(told, (await script.Content.ReadAsStringAsync(Stop)).Contains("fetch", StringComparison.Ordinal));
        Assert.DoesNotContain("cck_", await script.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("192.0.2.7", false)]
    [InlineData("::ffff:192.0.2.7", false)]
    [InlineData(null, false)]
    public void Only_this_machine_is_told(string? peer, bool expected)
    {
        var context = FromAPageOfTheService(peer);

        Assert.Equal(expected, DevelopmentKey.MayBeToldTo(context));
    }

    [Theory]
    [InlineData("Forwarded")]
    [InlineData("X-Forwarded-For")]
    [InlineData("X-Original-For")]
    [InlineData("x-forwarded-host")]
    [InlineData("X-Real-IP")]
    [InlineData("Via")]
    public void Nobody_is_told_through_a_proxy(string header)
    {
        var context = FromAPageOfTheService("127.0.0.1");
        context.Request.Headers[header] = "for=192.0.2.7";

        Assert.False(DevelopmentKey.MayBeToldTo(context));
    }

    [Fact]
    public async Task On_an_external_database_there_is_none_even_in_Development()
    {
        var settings = Settings() with { ConnectionString = api.Database.AdminConnectionString };
        await using var backend = await Backend.OpenAsync(settings, TimeProvider.System, NullLogger.Instance, Stop);

        Assert.Equal(HttpStatusCode.NotFound, (await AskServiceAsync(backend, settings, "Development")).Status);
    }

    [Fact]
    public async Task On_the_services_own_database_there_is_one_in_Development_only()
    {
        var settings = Settings();
        await using var backend = await Backend.OpenAsync(settings, TimeProvider.System, NullLogger.Instance, Stop);

        Assert.Equal(HttpStatusCode.NotFound, (await AskServiceAsync(backend, settings, "Production")).Status);
        var first = await AskServiceAsync(backend, settings, "Development");
        var second = await AskServiceAsync(backend, settings, "Development");

        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.StartsWith("cck_", first.Key, StringComparison.Ordinal);
        Assert.Equal(first.Key, second.Key);
        Assert.Equal(HttpStatusCode.NotFound, (await AskServiceAsync(backend, settings, "Production")).Status);
    }

    private static DefaultHttpContext FromAPageOfTheService(string? peer)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = peer is null ? null : IPAddress.Parse(peer);
        context.Request.Host = new HostString("localhost", 5080);
        context.Request.Headers["Sec-Fetch-Site"] = "same-origin";
        return context;
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient client, string path, string? site, string? host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = host;
        if (site is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", site);
        }

        return await client.SendAsync(request, Stop);
    }

    private static async Task<(HttpStatusCode Status, string Key)> AskServiceAsync(Backend backend, ServiceSettings settings, string environment)
    {
        var builder = ServiceHost.CreateBuilder(["--environment", environment]);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = ServiceHost.Build(builder, backend);
        await ServiceHost.PrepareAsync(app, backend, settings, Stop);
        await app.StartAsync(Stop);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        using var response = await AskAsync(client, Route, "same-origin", null);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Stop));
    }

    private ServiceSettings Settings()
    {
        if (!OperatingSystem.IsWindows())
        {
            // Started by root, Postgres runs as another user, who must be able to reach the folder.
            folder.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        }

        var builder = ServiceHost.CreateBuilder([]);
        var settings = ServiceSettings.Read(builder.Configuration, builder.Environment);
        return settings with { LoadSample = false, Embedded = settings.Embedded with { DataDirectory = Path.Combine(folder.FullName, "data"), Port = 0 } };
    }
}
