using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace ClaimCheck.Faults.Servers;

/// <summary>The service as a process that is killed and started again at the same address.</summary>
internal sealed class TestedService : IAsyncDisposable
{
    /// <summary>Twice the longest that the service allows itself: whoever waits as long would wait for ever.</summary>
    private static readonly TimeSpan ForEver = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, string> settings;
    private readonly string key;
    private ServiceProcess? process;

    private TestedService(Dictionary<string, string> settings, string key)
    {
        this.settings = settings;
        this.key = key;
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{QuietPort.Next()}"));
    }

    public Uri Address { get; }

    public ServiceProcess Process => process!;

    public bool IsRunning => process is { HasEnded: false };

    /// <summary>Over a server that the test has started.</summary>
    public static Task<TestedService> OverAsync(string connectionString, string key, IReadOnlyDictionary<string, string>? more = null) =>
        StartAsync(new(more ?? new Dictionary<string, string>()) { ["ConnectionStrings__ClaimCheck"] = connectionString }, key);

    public static async Task<TestedService> StartAsync(Dictionary<string, string> settings, string key)
    {
        var service = new TestedService(
            new(settings)
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",

                // Writers here are there to be many; how much one key may do is tested elsewhere.
                ["Limits__UnitsPerSecond"] = "0",

                // A third less work at each of many starts.
                ["DOTNET_TieredPGO"] = "0",
            },
            key);
        try
        {
            await service.StartAsync();
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    public async Task StartAsync()
    {
        await (process?.DisposeAsync() ?? default);
        process = ServiceProcess.Serve(settings, Address.ToString());
        await process.ReadyAsync();
    }

    /// <summary>kill -9; it is gone when this returns.</summary>
    public async Task KillAsync()
    {
        Process.Kill();
        await Process.EndAsync();
    }

    /// <summary>Somebody who has one connection and a key, an admin's if none is given.</summary>
    public HttpClient NewClient(string? otherKey = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1 }) { BaseAddress = Address, Timeout = ForEver };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", otherKey ?? key);
        return client;
    }

    /// <summary>Makes another key.</summary>
    public async Task<string> MakeKeyAsync(DateTimeOffset? expiresAt = null)
    {
        using var admin = NewClient();
        using var made = await admin.PostAsJsonAsync("/v1/api-keys", new { name = "Somebody else", role = "reader", expiresAt });
        Assert.True(made.StatusCode == HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        return (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("key").GetString()!;
    }

    public ValueTask DisposeAsync() => process?.DisposeAsync() ?? default;
}
