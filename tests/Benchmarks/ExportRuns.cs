using System.Buffers;
using System.Globalization;
using ClaimCheck.Benchmarks.Corpus;
using ClaimCheck.Benchmarks.Measures;
using ClaimCheck.Benchmarks.Servers;
using ClaimCheck.Benchmarks.Yardstick;
using ClaimCheck.Testing;

namespace ClaimCheck.Benchmarks;

/// <summary>Exports beside <c>copy (...) to stdout</c> of the statement that they send: both take turns over one database.</summary>
/// <param name="options">What was asked for.</param>
/// <param name="clock">The clock.</param>
internal sealed class ExportRuns(BenchmarkOptions options, TimeProvider clock)
{
    private const int ReadSize = 1 << 16;

    private static readonly (string Name, string File, string Statement)[] Exports =
        [("claims", "claims", "ClaimExport"), ("links", "claim_links", "ClaimLinkExport"), ("articles", "articles", "ArticleExport")];

    private static readonly string[] Formats = ["ndjson", "csv"];

    private readonly Progress progress = new(clock);

    public async Task MakeAsync(CancellationToken cancellation)
    {
        var scratch = ThrowAwayFolder.MakeLasting();
        try
        {
            await using var server = await CorpusFolder.OpenAsync(
                options.DataFolder ?? Path.Combine(scratch, "data"), options.Size, new Vocabulary(), progress, clock, cancellation);
            var key = await BenchmarkKey.MakeAsync(server, clock, cancellation);
            var psql = await Psql.OfAsync(server.AdminConnectionString);
            await using var api = await ApiServer.StartUnlimitedAsync(options.Assembly, server.ServiceConnectionString, clock, cancellation);
            using var client = Clients.Of(api, key);
            client.Timeout = Timeout.InfiniteTimeSpan;
            var ready = api.Memory("VmRSS");
            List<ExportTurn> turns = [];

            // The first turn is thrown away: it reads from disk and compiles.
            for (var turn = 0; turn <= options.Turns; turn++)
            {
                var taken = await TakeTurnAsync(psql, server.AdminConnectionString, client, cancellation);
                turns.AddRange(turn > 0 ? taken : []);
            }

            ExportReport.Print(options.Size, turns, ready, api.Memory("VmHWM"));
        }
        finally
        {
            ThrowAwayFolder.Remove(scratch);
        }
    }

    private async Task<List<ExportTurn>> TakeTurnAsync(Psql psql, string connectionString, HttpClient client, CancellationToken cancellation)
    {
        List<ExportTurn> taken = [];
        foreach (var (name, file, statement) in Exports)
        {
            var copy = $"copy ({StatementFile.Read(file).Statement(statement).Trim().TrimEnd(';')}) to stdout";
            foreach (var format in Formats)
            {
                var start = clock.GetTimestamp();
                await psql.RunAsync(connectionString, [copy], cancellation, "--output", "/dev/null");
                var limit = clock.GetElapsedTime(start);
                start = clock.GetTimestamp();
                var (lines, bytes) = await TakeAsync(client, name, format, cancellation);
                taken.Add(new ExportTurn(name, format, lines, bytes, limit, clock.GetElapsedTime(start)));
                progress.Say(string.Create(CultureInfo.InvariantCulture, $"{name} as {format}: {taken[^1].Took.TotalSeconds:0.0} s beside {limit.TotalSeconds:0.0} s"));
            }
        }

        return taken;
    }

    private static async Task<(int Lines, long Bytes)> TakeAsync(HttpClient client, string name, string format, CancellationToken cancellation)
    {
        using var answer = await client.GetAsync(
            new Uri($"/v1/exports/{name}?format={format}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellation);
        answer.EnsureSuccessStatusCode();
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        var buffer = ArrayPool<byte>.Shared.Rent(ReadSize);
        try
        {
            var (lines, bytes) = (0, 0L);
            while (await body.ReadAsync(buffer, cancellation) is var read and > 0)
            {
                lines += buffer.AsSpan(0, read).Count((byte)'\n');
                bytes += read;
            }

            return (lines, bytes);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
