using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ClaimCheck.Data;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Values;
using ClaimCheck.Testing;

namespace ClaimCheck.Api.Tests.Processes;

/// <summary>The service as a process over somebody else's Postgres.</summary>
public sealed class ExternalDatabaseTests(PostgresFixture postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Until_somebody_migrates_the_service_lives_and_says_what_is_pending_and_then_it_is_ready_by_itself()
    {
        var database = await postgres.Server.CreateDatabaseAsync("template0");
        var settings = Over(database);
        await using var service = await ServiceProcess.ServeReadyAsync(settings);
        Assert.Equal(200, await service.StatusAsync("/health/live"));
        await Eventually.TrueAsync(async () => (await ObstacleAsync(service)).Contains("pending", StringComparison.Ordinal), "it has looked");
        foreach (var path in new[] { "/health/ready", "/v1/claims", "/V1/claims" })
        {
            using var waiting = await service.Client.GetAsync(path, Stop);
            var problem = await waiting.Content.ReadFromJsonAsync<JsonElement>(Stop);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, waiting.StatusCode);
            Assert.Contains(Migrator.BuiltIn[0].Name, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
            Assert.Contains(Migrator.BuiltIn[^1].Name, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        var migrated = await ServiceProcess.RunAsync(settings, "migrate");
        Assert.True(migrated.ExitCode == 0, migrated.Everything);
        Assert.Contains(Migrator.BuiltIn[^1].Name, migrated.Output[^1], StringComparison.Ordinal);

        await Eventually.TrueAsync(async () => await service.StatusAsync("/health/ready") == 200, "it is ready");
        Assert.Equal(401, await service.StatusAsync("/v1/claims"));
        var again = await ServiceProcess.RunAsync(settings, "migrate");
        Assert.Equal((0, "The database is up to date."), (again.ExitCode, again.Output[^1]));
        await service.EndAsync("TERM");
        await postgres.Server.DropDatabaseAsync(database);
    }

    [Fact]
    public async Task Eight_services_that_start_at_once_on_an_empty_database_all_become_ready()
    {
        var database = await postgres.Server.CreateDatabaseAsync("template0");
        var settings = new Dictionary<string, string>(Over(database)) { ["Database__MigrateOnStart"] = "true" };
        var services = Enumerable.Range(0, 8).Select(_ => ServiceProcess.Serve(settings)).ToList();
        try
        {
            await Task.WhenAll(services.Select(service => service.ReadyAsync()));
            await Task.WhenAll(services.Select(service => Eventually.TrueAsync(
                async () => await service.StatusAsync("/health/ready") == 200, "each of them is ready")));
            Assert.DoesNotContain(services, service => service.HasEnded);
        }
        finally
        {
            await Task.WhenAll(services.Select(service => service.DisposeAsync().AsTask()));
            await postgres.Server.DropDatabaseAsync(database);
        }
    }

    [Theory]
    [InlineData("Information")]
    [InlineData("Debug")]
    public async Task The_log_holds_neither_keys_nor_what_claims_say(string level)
    {
        const string Marker = "zqxjkv";
        var database = await postgres.Server.CreateDatabaseAsync();
        string key;
        await using (var data = new DataServices(new DatabaseOptions(database.AdminConnectionString)))
        {
            var by = new Authorship(null, "tests", Role.Admin, TimeProvider.System.Now());
            key = (await data.ApiKeyStore.AddAsync(NewId.At(by.At), "logged", Role.Admin, null, by, Stop)).Token.Reveal();
        }

        var unknown = $"cck_abcdefgh_{new string('q', 50)}";
        await using var service = await ServiceProcess.ServeReadyAsync(
            new Dictionary<string, string>(Over(database)) { ["Logging__LogLevel__Default"] = level });
        service.UseKey(key);
        var claim = new { source = "cnn", text = $"It says {Marker}.", quote = Marker, externalId = Marker, language = "en" };
        Assert.Equal(201, await PostAsync(service, "/v1/claims", claim));
        Assert.Equal(409, await PostAsync(service, "/v1/claims", claim));
        Assert.Equal(400, await PostAsync(service, "/v1/claims", new { source = "cnn", text = 7, nonsense = Marker }));
        Assert.Equal(422, await PostAsync(service, "/v1/claims", new { source = Marker, text = Marker }));
        Assert.Equal(200, await service.StatusAsync($"/v1/claims?q={Marker}"));
        Assert.Equal(404, await service.StatusAsync($"/v1/sources/{Marker}"));
        service.UseKey(unknown);
        Assert.Equal(401, await service.StatusAsync("/v1/claims"));
        var log = (await service.EndAsync("TERM")).Everything;

        Assert.Contains("/v1/claims", log, StringComparison.Ordinal);
        Assert.DoesNotContain(key[^50..], log, StringComparison.Ordinal);
        Assert.DoesNotContain(unknown[^50..], log, StringComparison.Ordinal);
        Assert.DoesNotContain(Marker, log, StringComparison.Ordinal);
        await postgres.Server.DropDatabaseAsync(database);
    }

    private static Dictionary<string, string> Over(TestDatabase database) => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["ConnectionStrings__ClaimCheck"] = database.AdminConnectionString,
    };

    private static async Task<string> ObstacleAsync(ServiceProcess service)
    {
        using var waiting = await service.Client.GetAsync("/health/ready", Stop);
        return await waiting.Content.ReadAsStringAsync(Stop);
    }

    private static async Task<int> PostAsync(ServiceProcess service, string path, object body)
    {
        using var response = await service.Client.PostAsJsonAsync(path, body, Stop);
        return (int)response.StatusCode;
    }
}
