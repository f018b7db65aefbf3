using System.Net.Http.Headers;
using ClaimCheck.Api.Hosting;
using ClaimCheck.Data;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Values;
using ClaimCheck.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClaimCheck.Api.Tests;

/// <summary>
/// The whole service on a real Kestrel, over a database of its own that holds the sample story; one for each test class that
/// takes it. There is a key, and a client that sends it, for each role.
/// </summary>
public class ApiFixture(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly Dictionary<Role, HttpClient> clients = [];
    private readonly Dictionary<Role, string> keys = [];
    private Backend? backend;
    private WebApplication? app;

    /// <summary>The database behind the service.</summary>
    public TestDatabase Database { get; private set; } = null!;

    /// <summary>The layer below, for looking at what was stored.</summary>
    public DataServices Data => backend!.Data;

    public Uri Address { get; private set; } = null!;

    /// <summary>A client without a key.</summary>
    public HttpClient Anonymous { get; private set; } = null!;

    public HttpClient Reader => clients[Role.Reader];

    public HttpClient Contributor => clients[Role.Contributor];

    public HttpClient Editor => clients[Role.Editor];

    public HttpClient Admin => clients[Role.Admin];

    public IServiceProvider Services => app!.Services;

    public HttpClient ClientOf(Role role) => clients[role];

    public string KeyOf(Role role) => keys[role];

    /// <summary>
    /// What the service is started with: all tests come from one address and share few keys, so that no limit may be in their
    /// way; nor may a deadline where the machine is slow. Nothing is suggested by itself among what they look at.
    /// </summary>
    protected virtual string[] Arguments =>
        [
            "--Limits:UnitsPerSecond=1000000", "--Limits:FailedLoginsPerMinute=10000", "--Limits:DeadlineSeconds=30", "--Webhooks:TimeoutSeconds=1",
            "--Suggestions:MostOpen=0",
        ];

    public async ValueTask InitializeAsync()
    {
        Database = await postgres.Server.CreateDatabaseAsync();
        var builder = ServiceHost.CreateBuilder(Arguments);
        builder.Logging.ClearProviders();
        Configure(builder);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var settings = ServiceSettings.Read(builder.Configuration, builder.Environment) with { ConnectionString = Database.AdminConnectionString };
        backend = await Backend.OpenAsync(settings, TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        app = ServiceHost.Build(builder, backend);
        await ServiceHost.PrepareAsync(app, backend, settings, CancellationToken.None);
        await app.StartAsync();
        Address = new Uri(app.Urls.First());
        Anonymous = new HttpClient { BaseAddress = Address };
        foreach (var role in Enum.GetValues<Role>())
        {
            await AddClientAsync(role);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Anonymous.Dispose();
        foreach (var client in clients.Values)
        {
            client.Dispose();
        }

        await app!.StopAsync();
        await app.DisposeAsync();
        await backend!.DisposeAsync();
        await postgres.Server.DropDatabaseAsync(Database);
        GC.SuppressFinalize(this);
    }

    /// <summary>For a fixture that replaces a part of the service, such as its clock.</summary>
    protected virtual void Configure(WebApplicationBuilder builder)
    {
    }

    private async Task AddClientAsync(Role role)
    {
        var by = new Authorship(null, "tests", Role.Admin, TimeProvider.System.Now());
        var (_, token) = await Data.ApiKeyStore.AddAsync(NewId.At(by.At), $"{role} of the tests", role, null, by, CancellationToken.None);
        keys[role] = token.Reveal();
        clients[role] = new HttpClient { BaseAddress = Address };
        clients[role].DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
    }
}
