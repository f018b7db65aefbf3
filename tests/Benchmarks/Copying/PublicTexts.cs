using System.IO.Compression;
using System.Text.Json;

namespace ClaimCheck.Benchmarks.Copying;

/// <summary>Public sets of claims and of texts that make the same claims in other words. They are no part of the project: none of them may be there.</summary>
/// <param name="folder">Where they are.</param>
internal sealed class PublicTexts(string folder)
{
    private static readonly (string Name, string Folder)[] Tasks = [("tweet and claim (2020)", "clef2020-task2"), ("debate and claim (2021)", "clef2021-task2b")];

    /// <summary>All claims of the sets, each once.</summary>
    public async Task<IReadOnlyList<string>> ReadClaimsAsync(CancellationToken cancellation)
    {
        var claims = new List<string>();
        foreach (var (_, task) in Tasks.Where(task => IsThere(task.Folder)))
        {
            claims.AddRange((await ReadCorpusAsync(task, cancellation)).Values);
        }

        return [.. claims.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Texts beside the fact-checkers' claims that answer them: the same assertion, mostly worded independently.</summary>
    public async Task<IReadOnlyList<PairSet>> ReadPairsAsync(CancellationToken cancellation)
    {
        var sets = new List<PairSet>();
        foreach (var (name, task) in Tasks.Where(task => IsThere(task.Folder)))
        {
            var claims = await ReadCorpusAsync(task, cancellation);
            var pairs = new List<LabelledPair>();
            foreach (var split in (string[])["train", "dev"])
            {
                // A query stands once for each claim that answers it.
                var queries = (await ReadColumnsAsync(task, $"queries.{split}.tsv", cancellation))
                    .DistinctBy(row => row[0])
                    .ToDictionary(row => row[0], row => row[1], StringComparer.Ordinal);
                pairs.AddRange((await ReadColumnsAsync(task, $"qrels.{split}.tsv", cancellation))
                    .Where(row => queries.ContainsKey(row[0]) && claims.ContainsKey(row[2]))
                    .Select(row => new LabelledPair(false, queries[row[0]], claims[row[2]])));
            }

            sets.Add(new(name, pairs));
        }

        return sets;
    }

    /// <summary>Claims as Arabic fact-checkers word them, each once: much of it formulas, hardly anything copied.</summary>
    public async Task<IReadOnlyList<string>> ReadArabicAsync(CancellationToken cancellation)
    {
        var file = Path.Combine(folder, "google-fct", "responses", "arabic-2025.claims.handout.json");
        if (!File.Exists(file))
        {
            return [];
        }

        using var claims = JsonDocument.Parse(await File.ReadAllTextAsync(file, cancellation));
        return [.. claims.RootElement.EnumerateArray().Select(claim => claim.GetProperty("text").GetString()!).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>What editors say that the populations of towns are.</summary>
    public async Task<(IReadOnlyList<StatedValue> Stated, IReadOnlyDictionary<string, string> True)?> ReadPopulationsAsync(CancellationToken cancellation)
    {
        var (stated, known) = (Path.Combine(folder, "truth-population", "claims.csv"), Path.Combine(folder, "truth-population", "truths.csv"));
        if (!File.Exists(stated) || !File.Exists(known))
        {
            return null;
        }

        // The ids at the end are free of commas, whatever the names before them hold.
        var claims = (await File.ReadAllLinesAsync(stated, cancellation)).Skip(1).Select(line => line.Split(',')).Where(row => row.Length >= 5);
        var truths = (await File.ReadAllLinesAsync(known, cancellation)).Skip(1).Select(line => line.Split(',')).Where(row => row.Length >= 3);
        return (
            [.. claims.Select(row => new StatedValue(row[^2], row[^1], row[^3])).Distinct()],
            truths.DistinctBy(row => row[^1]).ToDictionary(row => row[^1], row => row[^2], StringComparer.Ordinal));
    }

    private bool IsThere(string task) => Directory.Exists(Path.Combine(folder, task));

    private async Task<Dictionary<string, string>> ReadCorpusAsync(string task, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(Path.Combine(folder, task, "corpus.jsonl.gz"));
        await using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        using var lines = new StreamReader(unzipped);
        var claims = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await lines.ReadLineAsync(cancellation) is { } line)
        {
            using var claim = JsonDocument.Parse(line);
            claims[claim.RootElement.GetProperty("id").GetString()!] = claim.RootElement.GetProperty("vclaim").GetString()!;
        }

        return claims;
    }

    private async Task<IEnumerable<string[]>> ReadColumnsAsync(string task, string file, CancellationToken cancellation) =>
        (await File.ReadAllLinesAsync(Path.Combine(folder, task, file), cancellation)).Select(line => line.Split('\t')).Where(row => row.Length > 1);
}

/// <summary>What somebody says a value is.</summary>
/// <param name="Of">What it is the value of.</param>
/// <param name="By">Who says it.</param>
/// <param name="Value">The value.</param>
internal sealed record StatedValue(string Of, string By, string Value);
