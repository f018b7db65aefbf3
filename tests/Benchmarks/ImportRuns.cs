using System.Net.Http.Headers;
using System.Text.Json;
using ClaimCheck.Benchmarks.Corpus;
using ClaimCheck.Benchmarks.Load;
using ClaimCheck.Benchmarks.Measures;
using ClaimCheck.Benchmarks.Servers;
using ClaimCheck.Benchmarks.Yardstick;
using ClaimCheck.Data.Embedded;
using ClaimCheck.Testing;
using Dapper;
using Npgsql;

namespace ClaimCheck.Benchmarks;

/// <summary>Imports beside <c>psql \copy</c> of the same rows: every turn has a fresh copy of one database.</summary>
/// <param name="options">What was asked for.</param>
/// <param name="rows">How many rows the file has.</param>
/// <param name="clock">The clock.</param>
internal sealed class ImportRuns(BenchmarkOptions options, int rows, TimeProvider clock)
{
    private const string Copy = "turn";
    private const int WarmUpSeconds = 10;

    // Files of write-ahead log are made once and used again from then on: without these two gigabytes, whoever comes first makes them.
    private const string WriteAheadFiles =
        "select count(pg_logical_emit_message(false, 'bench', repeat(md5(n::text), 32768))) from generate_series(1, 2000) n";

    // What reads have made hot is compiled in the background for a while yet; none of that is the import's.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);
    private static readonly (string Format, string MediaType)[] Formats = [("ndjson", "application/x-ndjson"), ("csv", "text/csv")];

    private readonly Progress progress = new(clock);
    private readonly Vocabulary vocabulary = new();
    private readonly List<TimeSpan> copies = [];
    private readonly List<ImportTurn> turns = [];
    private readonly List<ReadsBesideImport> reads = [];

    public async Task MakeAsync(CancellationToken cancellation)
    {
        var scratch = ThrowAwayFolder.MakeLasting();
        try
        {
            await using var server = await CorpusFolder.OpenAsync(
                options.DataFolder ?? Path.Combine(scratch, "data"), options.Size, vocabulary, progress, clock, cancellation);
            var key = await BenchmarkKey.MakeAsync(server, clock, cancellation);
            var file = new ImportFile(options.Size with { Claims = rows }, vocabulary);
            await file.WriteNdjsonAsync(Path.Combine(scratch, "ndjson"), cancellation);
            await file.WriteCsvAsync(Path.Combine(scratch, "csv"), cancellation);
            progress.Say($"{rows:N0} rows are written as NDJSON and CSV");
            var psql = new PsqlCopy(await Psql.OfAsync(server.AdminConnectionString), scratch, clock);
            await ExecuteAsync(server, WriteAheadFiles, cancellation);
            for (var turn = 0; turn < options.Turns; turn++)
            {
                await TakeTurnAsync(server, psql, key, scratch, cancellation);
            }

            await ReadBesideAsync(server, key, scratch, cancellation);
            await DropAsync(server, cancellation);
            ImportReport.Print(options.Size, rows, copies, turns, reads);
        }
        finally
        {
            ThrowAwayFolder.Remove(scratch);
        }
    }

    private async Task TakeTurnAsync(EmbeddedPostgres server, PsqlCopy psql, string key, string scratch, CancellationToken cancellation)
    {
        foreach (var (format, mediaType) in Formats)
        {
            await RenewAsync(server, cancellation);
            await using (var api = await StartAsync(server, cancellation))
            {
                await WarmUpAsync(api, key, scratch, cancellation);
                var (idle, processor, start) = (api.Memory("VmRSS"), api.ProcessorTime, clock.GetTimestamp());
                using var client = Clients.Of(api, key);
                var import = await SendAsync(client, Path.Combine(scratch, format), mediaType, cancellation);
                var arrived = clock.GetElapsedTime(start);
                await EndAsync(client, import, cancellation);
                turns.Add(new ImportTurn(
                    format, clock.GetElapsedTime(start), arrived, api.ProcessorTime - processor, idle, api.Memory("VmHWM")));
            }

            progress.Say($"{format}: {turns[^1].Took.TotalSeconds:0.0} s");
            if (copies.Count == 0 && format == Formats[0].Format)
            {
                await psql.TakeAsync(CopyOf(server.AdminConnectionString), cancellation);
            }
        }

        await RenewAsync(server, cancellation);
        copies.Add(await psql.StoreAsync(CopyOf(server.AdminConnectionString), cancellation));
        progress.Say($"\\copy: {copies[^1].TotalSeconds:0.0} s");
    }

    /// <summary>What others notice: single reads without an import and beside one.</summary>
    private async Task ReadBesideAsync(EmbeddedPostgres server, string key, string scratch, CancellationToken cancellation)
    {
        var (wrk, requests) = await ReadsAsync(scratch, cancellation);
        await RenewAsync(server, cancellation);
        await using var api = await StartAsync(server, cancellation);
        await WarmUpAsync(api, key, scratch, cancellation);
        List<WrkResult> before = [];
        foreach (var connections in options.Concurrency)
        {
            before.Add(await LoadAsync(connections));
        }

        using var client = Clients.Of(api, key);
        var import = await SendAsync(client, Path.Combine(scratch, Formats[0].Format), Formats[0].MediaType, cancellation);

        // While its code is being compiled, an import takes a processor for itself for a second or two.
        await LoadAsync(options.Concurrency[0]);
        foreach (var (place, connections) in options.Concurrency.Index())
        {
            reads.Add(new ReadsBesideImport(connections, before[place], await LoadAsync(connections)));
        }

        if (await StateAsync(client, import, cancellation) != "running")
        {
            throw new BenchmarkFailedException("The import ended before the reads did: give --import more rows, or fewer --seconds.");
        }

        Task<WrkResult> LoadAsync(int connections) =>
            wrk.RunAsync(api.Address, key, "GET", requests, connections, options.Seconds, cancellation);
    }

    /// <summary>Brings the service to its working speed and memory.</summary>
    private async Task WarmUpAsync(ServerProcess api, string key, string scratch, CancellationToken cancellation)
    {
        var (wrk, requests) = await ReadsAsync(scratch, cancellation);
        await wrk.RunAsync(api.Address, key, "GET", requests, Pgbench.MostClients, WarmUpSeconds, cancellation);
        await Task.Delay(Settling, clock, cancellation);
    }

    private async Task<(Wrk Wrk, string Requests)> ReadsAsync(string scratch, CancellationToken cancellation)
    {
        var requests = Path.Combine(scratch, "reads.txt");
        await File.WriteAllLinesAsync(requests, new Reads(options.Size).Get().Requests, cancellation);
        return (await Wrk.InAsync(scratch, cancellation), requests);
    }

    private Task<ServerProcess> StartAsync(EmbeddedPostgres server, CancellationToken cancellation) =>
        ApiServer.StartUnlimitedAsync(options.Assembly, CopyOf(server.ServiceConnectionString), clock, cancellation);

    private static async Task<Uri> SendAsync(HttpClient client, string file, string mediaType, CancellationToken cancellation)
    {
        client.Timeout = Timeout.InfiniteTimeSpan;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/imports", UriKind.Relative))
        {
            Content = new StreamContent(File.OpenRead(file)) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } },
            Headers = { { "Prefer", "respond-async" } },
        };
        using var answer = await client.SendAsync(request, cancellation);
        return answer.Headers.Location
            ?? throw new BenchmarkFailedException($"The import was answered with {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellation)}");
    }

    private async Task EndAsync(HttpClient client, Uri import, CancellationToken cancellation)
    {
        var start = clock.GetTimestamp();
        while (await StateAsync(client, import, cancellation) is "queued" or "running")
        {
            if (clock.GetElapsedTime(start) > Patience)
            {
                throw new BenchmarkFailedException("The import does not end.");
            }

            await Task.Delay(Step, clock, cancellation);
        }

        using var ended = await ReadAsync(client, import, cancellation);
        var counts = ended.RootElement.GetProperty("counts");
        if (counts.GetProperty("created").GetInt32() != rows)
        {
            throw new BenchmarkFailedException($"The import did not create every row: {counts}");
        }
    }

    private static async Task<string?> StateAsync(HttpClient client, Uri import, CancellationToken cancellation)
    {
        using var document = await ReadAsync(client, import, cancellation);
        return document.RootElement.GetProperty("state").GetString();
    }

    private static async Task<JsonDocument> ReadAsync(HttpClient client, Uri import, CancellationToken cancellation) =>
        JsonDocument.Parse(await client.GetStringAsync(import, cancellation));

    private static async Task RenewAsync(EmbeddedPostgres server, CancellationToken cancellation)
    {
        await DropAsync(server, cancellation);
        var original = new NpgsqlConnectionStringBuilder(server.AdminConnectionString).Database;

        // Only what nobody is connected to can be copied.
        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync(server, "select pg_terminate_backend(pid, 5000) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()", cancellation);
        await ExecuteAsync(server, $"create database {Copy} template {original}", cancellation);
        await ExecuteAsync(server, "checkpoint;", cancellation);
    }

    private static Task DropAsync(EmbeddedPostgres server, CancellationToken cancellation) =>
        ExecuteAsync(server, $"drop database if exists {Copy} with (force)", cancellation);

    private static async Task ExecuteAsync(EmbeddedPostgres server, string sql, CancellationToken cancellation)
    {
        var way = new NpgsqlConnectionStringBuilder(server.AdminConnectionString) { Database = "postgres", Pooling = false, CommandTimeout = 0 };
        await using var connection = new NpgsqlConnection(way.ConnectionString);
        await connection.ExecuteAsync(new CommandDefinition(sql, cancellationToken: cancellation));
    }

    private static string CopyOf(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Database = Copy }.ConnectionString;
}
