using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ClaimCheck.Benchmarks.Corpus;
using ClaimCheck.Benchmarks.Matching;
using ClaimCheck.Benchmarks.Servers;
using ClaimCheck.Data;
using ClaimCheck.Data.Embedded;
using ClaimCheck.Testing;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ClaimCheck.Benchmarks;

/// <summary>
/// How fast the service says what to look at beside a claim, and what an import notices of the worker that fills the review queue
/// behind it: the same import with the worker off, with the usual limit, and with no limit that matters.
/// </summary>
/// <param name="options">What was asked for.</param>
/// <param name="rows">How many claims are imported; 0 leaves that out.</param>
/// <param name="clock">The clock.</param>
internal sealed class SuggestRuns(BenchmarkOptions options, int rows, TimeProvider clock)
{
    private const int Timed = 300;
    private const int WarmUp = 20;
    private static readonly int[] Limits = [0, 500, 100_000];
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private readonly Progress progress = new(clock);
    private readonly Vocabulary vocabulary = new();

    public async Task MakeAsync(CancellationToken cancellation)
    {
        await MeasureCorpusAsync(cancellation);
        foreach (var limit in rows > 0 ? Limits : [])
        {
            await ImportAsync(limit, cancellation);
        }
    }

    private async Task MeasureCorpusAsync(CancellationToken cancellation)
    {
        var scratch = ThrowAwayFolder.MakeLasting();
        try
        {
            await using var server = await CorpusFolder.OpenAsync(
                options.DataFolder ?? Path.Combine(scratch, "data"), options.Size, vocabulary, progress, clock, cancellation);
            var key = await BenchmarkKey.MakeAsync(server, clock, cancellation);
            await using var api = await StartAsync(server, 0, cancellation);
            await TimeAsync(server, api, key, $"{options.Size.Claims:#,##0} claims of the corpus", cancellation);
        }
        finally
        {
            ThrowAwayFolder.Remove(scratch);
        }
    }

    private async Task ImportAsync(int mostOpen, CancellationToken cancellation)
    {
        var scratch = ThrowAwayFolder.MakeLasting();
        try
        {
            await using var server = await EmbeddedPostgres.StartAsync(
                new EmbeddedOptions { DataDirectory = Path.Combine(scratch, "data"), Durable = true }, clock, NullLogger.Instance, cancellation);
            await new Migrator(server.AdminConnectionString, Migrator.BuiltIn).ApplyAsync(cancellation);
            var key = await BenchmarkKey.MakeAsync(server, clock, cancellation);
            await using var api = await StartAsync(server, mostOpen, cancellation);
            using var client = Clients.Of(api, key);
            await WaitUntilFollowingAsync(server, mostOpen, cancellation);

            var start = clock.GetTimestamp();
            await SendAsync(client, cancellation);
            var imported = clock.GetElapsedTime(start);
            var (caughtUp, longest) = await CatchUpAsync(server, start, mostOpen, cancellation);
            var queue = await AskAsync<int>(server, "select count(*)::int from claim_links where status = 'suggested' and method = 'text_similarity'");
            Tell($"{rows:#,##0} claims imported with at most {mostOpen} waiting: stored after {imported.TotalSeconds:0.0} s, all looked at after {caughtUp.TotalSeconds:0.0} s, {queue} in the queue; the follower's longest transaction {longest:0.00} s");
            if (mostOpen == 0)
            {
                await ExecuteAsync(server, "vacuum (analyze) claims", cancellation);
                await TimeAsync(server, api, key, $"{rows:#,##0} claims of news", cancellation);
            }
        }
        finally
        {
            ThrowAwayFolder.Remove(scratch);
        }
    }

    private Task<ServerProcess> StartAsync(EmbeddedPostgres server, int mostOpen, CancellationToken cancellation) => ApiServer.StartAsync(
        options.Assembly,
        new Dictionary<string, string>
        {
            ["ConnectionStrings__ClaimCheck"] = server.ServiceConnectionString,
            ["Limits__UnitsPerSecond"] = "1000000",
            ["Suggestions__MostOpen"] = mostOpen.ToString(CultureInfo.InvariantCulture),
        },
        clock,
        cancellation);

    private async Task TimeAsync(EmbeddedPostgres server, ServerProcess api, string key, string what, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(server.AdminConnectionString);
        var claims = (await connection.QueryAsync<Guid>(
            "select id from (select id, row_number() over (order by id) as n, count(*) over () as claims from claims) c where n % greatest(1, claims / @Timed) = 0 limit @Timed",
            new { Timed }, commandTimeout: 0)).AsList();
        using var client = Clients.Of(api, key);
        var (took, found) = (new List<double>(), 0);
        foreach (var claim in claims.Take(WarmUp).Concat(claims))
        {
            var start = clock.GetTimestamp();
            var answer = await client.GetFromJsonAsync<JsonElement>(new Uri($"/v1/claims/{claim}/suggestions", UriKind.Relative), Web, cancellation);
            took.Add(clock.GetElapsedTime(start).TotalMilliseconds);
            found += answer.GetProperty("items").GetArrayLength() > 0 ? 1 : 0;
        }

        took.RemoveRange(0, Math.Min(WarmUp, claims.Count));
        took.Sort();
        Tell($"{what}: suggestions of one p50 {took[took.Count / 2]:0.0} ms, p95 {took[took.Count * 95 / 100]:0.0} ms, slowest {took[^1]:0.0} ms; {found} of {claims.Count + WarmUp} have some; memory of the service {api.Memory("VmHWM"):0} MiB at its highest");
    }

    private async Task WaitUntilFollowingAsync(EmbeddedPostgres server, int mostOpen, CancellationToken cancellation)
    {
        while (mostOpen > 0 && !await AskAsync<bool>(server, "select exists (select from change_followers where name = 'suggestions')"))
        {
            await Task.Delay(Step, clock, cancellation);
        }
    }

    private async Task SendAsync(HttpClient client, CancellationToken cancellation)
    {
        using var body = new StringContent(string.Join('\n', new NewsPairs(vocabulary).Lines(rows)), Encoding.UTF8, "application/x-ndjson");
        using var answer = await client.PostAsync(new Uri("/v1/imports", UriKind.Relative), body, cancellation);
        answer.EnsureSuccessStatusCode();
        var import = await answer.Content.ReadFromJsonAsync<JsonElement>(Web, cancellation);
        while (import.GetProperty("state").GetString() is not ("completed" or "failed" or "cancelled"))
        {
            await Task.Delay(Step, clock, cancellation);
            import = await client.GetFromJsonAsync<JsonElement>(new Uri($"/v1/imports/{import.GetProperty("id").GetString()}", UriKind.Relative), Web, cancellation);
        }

        if (import.GetProperty("state").GetString() != "completed")
        {
            throw new BenchmarkFailedException($"The import ended as {import.GetProperty("state").GetString()}.");
        }
    }

    // Until the worker has seen all there is, but not for ever; and how long it kept a transaction open meanwhile.
    private async Task<(TimeSpan After, double LongestTransaction)> CatchUpAsync(EmbeddedPostgres server, long start, int mostOpen, CancellationToken cancellation)
    {
        var longest = 0.0;
        while (mostOpen > 0 && clock.GetElapsedTime(start) < Longest && await AskAsync<bool>(
            server,
            "select exists (select from audit_log e where (e.transaction, e.sequence) > (f.transaction, f.sequence)) from change_followers f where f.name = 'suggestions'"))
        {
            longest = Math.Max(longest, await AskAsync<double>(
                server,
                "select coalesce(max(extract(epoch from clock_timestamp() - xact_start)), 0)::float8 from pg_stat_activity where application_name like '%follow%' and datname = current_database()"));
            await Task.Delay(Step, clock, cancellation);
        }

        return (clock.GetElapsedTime(start), longest);
    }

    private static async Task<T> AskAsync<T>(EmbeddedPostgres server, string query)
    {
        await using var connection = new NpgsqlConnection(server.AdminConnectionString);
        return (await connection.ExecuteScalarAsync<T>(query))!;
    }

    private static async Task ExecuteAsync(EmbeddedPostgres server, string statement, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(server.AdminConnectionString);
        await connection.ExecuteAsync(new CommandDefinition(statement, commandTimeout: 0, cancellationToken: cancellation));
    }

    private void Tell(FormattableString line) => progress.Say(line.ToString(CultureInfo.InvariantCulture));
}
