using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using ClaimCheck.Api.Tests.Importing;
using ClaimCheck.Api.Tests.Processes;
using ClaimCheck.Api.Hosting;
using ClaimCheck.Api.Telemetry;
using ClaimCheck.Data;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Values;
using ClaimCheck.Testing;
using Microsoft.Extensions.Configuration;

namespace ClaimCheck.Api.Tests.Telemetry;

/// <summary>What a collector learns of the service, and what it must not.</summary>
public sealed class OtlpExportTests(PostgresFixture postgres)
{
    private const string Marker = "zqxjkv";

    /// <summary>Many times what the end of the service should need; a collector that held it up would do so for ever.</summary>
    private static readonly TimeSpan StopBound = TimeSpan.FromSeconds(30);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_write_arrives_as_one_trace_from_the_request_to_its_statements_and_is_counted()
    {
        var (database, key) = await PrepareAsync();
        await using var collector = await Collector.StartAsync(Stop);
        await using var service = await ServiceProcess.ServeReadyAsync(Over(database, collector));
        service.UseKey(key);
        Assert.Equal(HttpStatusCode.Created, (await PostClaimAsync(service, Marker)).Status);
        var (status, traceId) = await PostClaimAsync(service, Marker);
        Assert.Equal(HttpStatusCode.Conflict, status);

        service.Client.DefaultRequestHeaders.Add("Idempotency-Key", "once");
        Assert.Equal(HttpStatusCode.Created, (await PostClaimAsync(service, "twice")).Status);
        Assert.Equal(HttpStatusCode.Created, (await PostClaimAsync(service, "twice")).Status);

        service.Client.DefaultRequestHeaders.Remove("Idempotency-Key");
        var import = await service.Client.ImportAsync("""
            {"record":"claim","source":"cnn","externalId":"counted-1","text":"First of an import."}
            {"record":"claim","source":"cnn","externalId":"counted-2","text":"Second of an import."}
            """);
        Assert.Equal(("completed", "2 0 0 0 0"), (import.Text("state"), import.Counts()));

        await Eventually.TrueAsync(() => Task.FromResult(KnowsOf(collector, requests: 5)), "the collector receives the traces and counts of all five requests");
        await service.EndAsync("TERM");

        var trace = collector.Spans.Where(span => span.TraceId == traceId).ToList();
        var request = Assert.Single(trace, span => span.Source == "Microsoft.AspNetCore");
        Assert.Equal(("POST /v1/claims/", "/v1/claims/", "409"), (request.Name, request.Tags["http.route"], request.Tags["http.response.status_code"]));
        Assert.Equal("CreateClaim", request.Tags["claimcheck.operation"]);
        Assert.Equal(("claimcheck", "0.1.0"), (request.Resource["service.name"], request.Resource["service.version"]));
        var statements = trace.Where(span => span.Source == "Npgsql").ToList();
        Assert.NotEmpty(statements);
        Assert.All(statements, span => Assert.Equal(request.SpanId, span.ParentId));
        Assert.Contains(
            statements, span => span.Name == "ClaimInsert" && span.Tags["db.query.text"].Contains("insert into claims", StringComparison.Ordinal));
        Assert.Equal(4, CountOf(collector, "claimcheck.claims.written"));
        Assert.Equal(1, CountOf(collector, "claimcheck.idempotency.replays"));
        Assert.Equal(5, CountOf(collector, "http.server.request.duration"));
        Assert.Contains(collector.Measurements, measurement => measurement.Name == "claimcheck.database.circuit.state" && measurement.Value == 0);
        Assert.Contains(
            collector.Measurements,
            measurement => measurement.Name == "claimcheck.database.queue.length" && measurement.Tags["claimcheck.pool"] == "claimcheck-searches");
        foreach (var meter in new[] { "ClaimCheck.Data", "Microsoft.AspNetCore.Hosting", "Npgsql", "System.Runtime" })
        {
            Assert.Contains(collector.Measurements, measurement => measurement.Meter == meter);
        }

        await postgres.Server.DropDatabaseAsync(database);
    }

    [Fact]
    public async Task A_collector_learns_neither_keys_nor_texts_nor_paths_nor_queries_nor_how_the_database_is_reached()
    {
        var (database, key) = await PrepareAsync();
        await using var collector = await Collector.StartAsync(Stop);
        await using var service = await ServiceProcess.ServeReadyAsync(Over(database, collector));
        var unknown = $"cck_abcdefgh_{new string('q', 50)}";
        service.Client.DefaultRequestHeaders.UserAgent.ParseAdd(Marker);
        service.UseKey(key);
        await PostClaimAsync(service, Marker);
        await PostClaimAsync(service, Marker);
        using (var misshapen = await service.Client.PostAsJsonAsync("/v1/claims", new { source = Marker, text = 7, nonsense = Marker }, Stop))
        {
            Assert.Equal(HttpStatusCode.BadRequest, misshapen.StatusCode);
        }

        Assert.Equal(200, await service.StatusAsync($"/v1/claims?q={Marker}"));
        Assert.Equal(404, await service.StatusAsync($"/v1/sources/{Marker}"));
        Assert.Equal(404, await service.StatusAsync($"/{Marker}?{Marker}"));
        Assert.Equal(401, await service.StatusAsync($"/v1alpha1/pages?key={unknown}"));
        service.UseKey(unknown);
        Assert.Equal(401, await service.StatusAsync("/v1/claims?limit=7"));
        await Eventually.TrueAsync(() => Task.FromResult(KnowsOf(collector, requests: 8)), "the collector learns of all eight requests");
        await service.EndAsync("TERM");

        var received = collector.Everything;
        Assert.Contains("/v1/sources/{idOrSlug}", received, StringComparison.Ordinal);
        foreach (var secret in new[] { Marker, key[^50..], unknown[^50..], "limit=7", "url.path", "Username=" })
        {
            Assert.DoesNotContain(secret, received, StringComparison.OrdinalIgnoreCase);
        }

        await postgres.Server.DropDatabaseAsync(database);
    }

    [Fact]
    public async Task The_standard_variables_name_the_service_and_choose_what_is_sampled()
    {
        var (database, key) = await PrepareAsync();
        await using var collector = await Collector.StartAsync(Stop);
        await using var service = await ServiceProcess.ServeReadyAsync(new Dictionary<string, string>(Over(database, collector))
        {
            ["OTEL_SERVICE_NAME"] = "desk",
            ["OTEL_RESOURCE_ATTRIBUTES"] = "deployment.environment.name=blue",
            ["OTEL_TRACES_SAMPLER"] = "parentbased_always_off",
        });
        service.UseKey(key);
        Assert.Equal(200, await service.StatusAsync("/v1/claims"));
        var asked = new string('a', 32);
        service.Client.DefaultRequestHeaders.Add("traceparent", $"00-{asked}-{new string('b', 16)}-01");
        Assert.Equal(200, await service.StatusAsync("/v1/claims"));
        await Eventually.TrueAsync(() => Task.FromResult(RequestsIn(collector).Any()), "the collector receives a trace");
        await service.EndAsync("TERM");

        var request = Assert.Single(RequestsIn(collector));
        Assert.Equal((asked, new string('b', 16)), (request.TraceId, request.ParentId));
        Assert.Equal(("desk", "blue"), (request.Resource["service.name"], request.Resource["deployment.environment.name"]));
        await postgres.Server.DropDatabaseAsync(database);
    }

    [Fact]
    public async Task Nothing_listens_unless_a_collector_is_named_and_nothing_does_afterwards()
    {
        await using var collector = await Collector.StartAsync(Stop);
        using var spans = new ActivitySource("Npgsql");
        using var meter = new Meter("ClaimCheck.Api");
        var counter = meter.CreateCounter<long>("of_the_test");

        Assert.Equal((false, false), Listens(null));
        Assert.Equal((true, true), Listens(collector.Settings["OTEL_EXPORTER_OTLP_ENDPOINT"]));
        Assert.Equal((false, false), (spans.HasListeners(), counter.Enabled));

        (bool Spans, bool Meters) Listens(string? endpoint)
        {
            var configuration = new ConfigurationBuilder()
                .AddInMemoryCollection([new("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint), new("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")]).Build();
            var settings = ServiceSettings.Read(configuration, ServiceHost.CreateBuilder([]).Environment);
            using var export = OtlpExport.Start(settings, configuration);
            return (spans.HasListeners(), counter.Enabled);
        }
    }

    [Fact]
    public async Task A_collector_that_never_answers_holds_up_neither_requests_nor_the_end_of_the_service()
    {
        var (database, key) = await PrepareAsync();
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var collector = await Collector.StartAsync(Stop);
        await using var service = await ServiceProcess.ServeReadyAsync(new Dictionary<string, string>(Over(database, collector))
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://{silent.LocalEndpoint}",

            // Whoever waits for the collector waits longer than the test.
            ["OTEL_EXPORTER_OTLP_TIMEOUT"] = "120000",
        });
        service.UseKey(key);
        Assert.Equal(HttpStatusCode.Created, (await PostClaimAsync(service, Marker)).Status);
        Assert.Equal(200, await service.StatusAsync("/v1/claims"));

        var ended = await service.EndAsync("TERM").WaitAsync(StopBound, Stop);

        Assert.True(ended.ExitCode == 0, ended.Everything);
        await postgres.Server.DropDatabaseAsync(database);
    }

    private static Dictionary<string, string> Over(TestDatabase database, Collector collector) => new(collector.Settings)
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["ConnectionStrings__ClaimCheck"] = database.AdminConnectionString,
    };

    private static IEnumerable<ReceivedSpan> RequestsIn(Collector collector) => collector.Spans.Where(span => span.Source == "Microsoft.AspNetCore");

    private static bool KnowsOf(Collector collector, int requests) =>
        RequestsIn(collector).Count() >= requests && CountOf(collector, "http.server.request.duration") >= requests;

    private static double CountOf(Collector collector, string instrument) =>
        collector.Measurements.Where(measurement => measurement.Name == instrument)
            .GroupBy(measurement => string.Join(' ', measurement.Tags.Values), measurement => measurement.Value)
            .Sum(newest => newest.Last());

    private static async Task<(HttpStatusCode Status, string? TraceId)> PostClaimAsync(ServiceProcess service, string externalId)
    {
        using var response = await service.Client.PostAsJsonAsync(
            "/v1/claims", new { source = "cnn", text = $"It says {Marker}.", quote = Marker, externalId, language = "en" }, Stop);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(Stop);
        return (response.StatusCode, body.TryGetProperty("traceId", out var trace) ? trace.GetString() : null);
    }

    private async Task<(TestDatabase Database, string Key)> PrepareAsync()
    {
        var database = await postgres.Server.CreateDatabaseAsync();
        await using var data = new DataServices(new DatabaseOptions(database.AdminConnectionString));
        var by = new Authorship(null, "tests", Role.Admin, TimeProvider.System.Now());
        return (database, (await data.ApiKeyStore.AddAsync(NewId.At(by.At), "traced", Role.Admin, null, by, Stop)).Token.Reveal());
    }
}
