using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ClaimCheck.Benchmarks.Corpus;
using ClaimCheck.Benchmarks.Matching;
using ClaimCheck.Benchmarks.Servers;
using ClaimCheck.Data;
using ClaimCheck.Data.Embedded;
using ClaimCheck.Domain.Matching;
using ClaimCheck.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClaimCheck.Benchmarks;

/// <summary>How well and how fast the service finds what has been said before: public sets of claims, and the made-up corpus.</summary>
/// <param name="options">What was asked for.</param>
/// <param name="publicSets">A folder with sets in the form of CheckThat!; null for none.</param>
/// <param name="withCorpus">Whether the made-up corpus is measured.</param>
/// <param name="clock">The clock.</param>
internal sealed class MatchRuns(BenchmarkOptions options, string? publicSets, bool withCorpus, TimeProvider clock)
{
    private const int Hits = 50;
    private const int TextsAtOnce = 20;
    private const int Timed = 300;
    private const int Seed = 7;

    // The usual least score is one of them.
    private static readonly double[] LeastScores = [0.5, 0.6, 0.7, Likeness.UsualLeast, 0.9];
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private readonly Progress progress = new(clock);

    public async Task MakeAsync(CancellationToken cancellation)
    {
        var sets = publicSets is null ? [] : CheckedClaims.In(publicSets).ToList();
        if (publicSets is not null && sets.Count == 0)
        {
            progress.Say($"{publicSets} holds no public sets: how well claims are found is not measured.");
        }

        foreach (var set in sets)
        {
            foreach (var withTitles in new[] { true, false })
            {
                await MeasureSetAsync(set, withTitles, cancellation);
            }
        }

        if (withCorpus)
        {
            await MeasureCorpusAsync(cancellation);
        }
    }

    private async Task MeasureSetAsync(CheckedClaims set, bool withTitles, CancellationToken cancellation)
    {
        var scratch = ThrowAwayFolder.MakeLasting();
        try
        {
            await using var server = await EmbeddedPostgres.StartAsync(
                new EmbeddedOptions { DataDirectory = Path.Combine(scratch, "data"), Durable = false }, clock, NullLogger.Instance, cancellation);
            await new Migrator(server.AdminConnectionString, Migrator.BuiltIn).ApplyAsync(cancellation);
            var key = await BenchmarkKey.MakeAsync(server, clock, cancellation);
            await using var api = await ApiServer.StartUnlimitedAsync(options.Assembly, server.ServiceConnectionString, clock, cancellation);
            using var client = Clients.Of(api, key);
            client.Timeout = TimeSpan.FromMinutes(5);
            await FillAsync(client, set, withTitles, cancellation);
            foreach (var split in set.Splits)
            {
                var queries = set.Queries(split);
                var found = new Dictionary<string, List<(string Claim, double Score)>>();
                foreach (var batch in queries.Chunk(TextsAtOnce))
                {
                    var results = await MatchAsync(client, batch.Select(query => query.Text), 0, Hits, cancellation);
                    foreach (var (query, result) in batch.Zip(results))
                    {
                        found[query.Id] = result;
                    }
                }

                await WriteRunAsync(set, split, withTitles, found, cancellation);
                var ranking = Ranking.Of(found, set.Relevant(split));
                var firsts = string.Join(", ", LeastScores.Select(least => FirstHits.Of(found, set.Relevant(split), least)).Select(
                    first => string.Create(CultureInfo.InvariantCulture, $"{first.Right:0.00} of {first.Covered:0.00} at {first.Least:0.0}")));
                Tell($"{set.Name} {split}, {(withTitles ? "claims with titles" : "claims only")}: MAP@5 {ranking.MeanPrecision:0.000}, recall@20 {ranking.Recall:0.000}, MRR {ranking.ReciprocalRank:0.000}; the first hit is right for {firsts}");
            }

            await TimeAsync(client, api, $"{set.Name}, {set.Claims.Count} claims", [.. set.Queries(set.Splits.Last()).Select(query => query.Text)], cancellation);
        }
        finally
        {
            ThrowAwayFolder.Remove(scratch);
        }
    }

    private static async Task FillAsync(HttpClient client, CheckedClaims set, bool withTitles, CancellationToken cancellation)
    {
        var rows = new StringBuilder(JsonSerializer.Serialize(new { record = "source", slug = "somebody", name = "Somebody", kind = "news_outlet" })).Append('\n');
        foreach (var claim in set.Claims)
        {
            var article = withTitles && claim.Title.Length > 0
                ? new { externalId = $"a{claim.Id}", title = claim.Title, url = $"https://example.org/{claim.Id}" }
                : null;
            rows.Append(article is null
                    ? JsonSerializer.Serialize(new { record = "claim", source = "somebody", text = claim.Text, externalId = claim.Id, language = "en" })
                    : JsonSerializer.Serialize(new { record = "claim", source = "somebody", text = claim.Text, externalId = claim.Id, language = "en", article }))
                .Append('\n');
        }

        using var body = new StringContent(rows.ToString(), Encoding.UTF8, "application/x-ndjson");
        using var answer = await client.PostAsync(new Uri("/v1/imports", UriKind.Relative), body, cancellation);
        answer.EnsureSuccessStatusCode();
        var import = await answer.Content.ReadFromJsonAsync<JsonElement>(Web, cancellation);
        while (import.GetProperty("state").GetString() is not ("completed" or "failed" or "cancelled"))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellation);
            import = await client.GetFromJsonAsync<JsonElement>(
                new Uri($"/v1/imports/{import.GetProperty("id").GetString()}", UriKind.Relative), Web, cancellation);
        }
    }

    private static async Task<List<List<(string Claim, double Score)>>> MatchAsync(
        HttpClient client, IEnumerable<string> texts, double minScore, int limit, CancellationToken cancellation)
    {
        using var answer = await client.PostAsJsonAsync(
            new Uri("/v1/match", UriKind.Relative), new { texts, minScore, limit, language = "en" }, Web, cancellation);
        answer.EnsureSuccessStatusCode();
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Web, cancellation);
        return [.. body.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("hits").EnumerateArray()
            .Select(hit => (hit.GetProperty("claim").GetProperty("externalId").GetString() ?? "", hit.GetProperty("score").GetDouble())).ToList())];
    }

    /// <summary>As score_run.py reads it. Its places count, not scores that may be equal.</summary>
    private static async Task WriteRunAsync(
        CheckedClaims set, string split, bool withTitles, Dictionary<string, List<(string Claim, double Score)>> found, CancellationToken cancellation)
    {
        var folder = Directory.CreateDirectory(Path.Combine(ReleaseBuild.Checkout.FullName, "artifacts", "match"));
        var lines = found.SelectMany(query => query.Value.Select((hit, i) => string.Create(
            CultureInfo.InvariantCulture, $"{query.Key}\tQ0\t{hit.Claim}\t{i + 1}\t{Hits - i}\tclaimcheck")));
        await File.WriteAllLinesAsync(
            Path.Combine(folder.FullName, $"{set.Name}.{split}.{(withTitles ? "titles" : "claims")}.tsv"), lines, cancellation);
    }

    private async Task MeasureCorpusAsync(CancellationToken cancellation)
    {
        var scratch = ThrowAwayFolder.MakeLasting();
        try
        {
            var vocabulary = new Vocabulary();
            await using var server = await CorpusFolder.OpenAsync(
                options.DataFolder ?? Path.Combine(scratch, "data"), options.Size, vocabulary, progress, clock, cancellation);
            var key = await BenchmarkKey.MakeAsync(server, clock, cancellation);
            await using var api = await ApiServer.StartUnlimitedAsync(options.Assembly, server.ServiceConnectionString, clock, cancellation);
            using var client = Clients.Of(api, key);
            var random = new Random(Seed);
            var said = new CorpusClaims(options.Size, vocabulary).All().Take(Timed * 2).Where((_, i) => i % 2 == 0)
                .Select(claim => Garbled(claim.Text, vocabulary, random)).ToList();
            var commonest = string.Join(' ', Enumerable.Range(0, 25).Select(rank => vocabulary[rank]));
            await TimeAsync(client, api, $"{options.Size.Claims:#,##0} claims, a claim with a third of its words changed", said, cancellation);
            await TimeAsync(client, api, "  a sentence that nobody has claimed", [.. Enumerable.Range(0, Timed).Select(_ => vocabulary.Sentence(random))], cancellation);
            await TimeAsync(client, api, "  the 25 commonest words", [.. Enumerable.Repeat(commonest, 20)], cancellation);
            var long400 = string.Join(' ', Enumerable.Range(0, 60).Select(_ => vocabulary.Sentence(random)));
            await TimeAsync(client, api, "  a text of 10,000 characters", [.. Enumerable.Repeat(long400[..Math.Min(10_000, long400.Length)], 20)], cancellation);
        }
        finally
        {
            ThrowAwayFolder.Remove(scratch);
        }
    }

    private static string Garbled(string text, Vocabulary vocabulary, Random random) => string.Join(' ', text.TrimEnd('.').Split(' ')
        .Select(word => random.Next(3) == 0 ? vocabulary[random.Next(Vocabulary.Size)] : word));

    private async Task TimeAsync(HttpClient client, ServerProcess api, string what, IReadOnlyList<string> texts, CancellationToken cancellation)
    {
        foreach (var text in texts.Take(20))
        {
            await OneAsync(text);
        }

        var took = new List<double>();
        foreach (var text in texts)
        {
            var start = clock.GetTimestamp();
            await OneAsync(text);
            took.Add(clock.GetElapsedTime(start).TotalMilliseconds);
        }

        took.Sort();
        Tell($"{what}: one text p50 {took[took.Count / 2]:0.0} ms, p95 {took[took.Count * 95 / 100]:0.0} ms, slowest {took[^1]:0.0} ms; memory of the service {api.Memory("VmHWM"):0} MiB at its highest");

        async Task OneAsync(string text)
        {
            using var answer = await client.PostAsJsonAsync(new Uri("/v1/match", UriKind.Relative), new { text }, Web, cancellation);
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync(cancellation);
        }
    }

    private void Tell(FormattableString line) => progress.Say(line.ToString(CultureInfo.InvariantCulture));
}
