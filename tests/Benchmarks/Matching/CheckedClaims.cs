using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace ClaimCheck.Benchmarks.Matching;

/// <summary>A claim of a public set.</summary>
/// <param name="Id">Its id there.</param>
/// <param name="Text">What was claimed.</param>
/// <param name="Title">The headline of the fact-check.</param>
internal sealed record CheckedClaim(string Id, string Text, string Title);

/// <summary>A public set in the form of CheckThat!: claims, and what was said, with the claims that answer it.</summary>
internal sealed class CheckedClaims
{
    private const int ColumnOfClaim = 2;
    private const int ColumnOfRelevance = 3;

    private static readonly string[] Parts = ["train", "dev", "test"];

    private readonly string folder;

    private CheckedClaims(string folder)
    {
        this.folder = folder;
        Claims = [.. Lines("corpus.jsonl").Select(line =>
        {
            using var claim = JsonDocument.Parse(line);
            return new CheckedClaim(Member(claim, "id"), Member(claim, "vclaim"), Member(claim, "title"));
        })];
    }

    /// <summary>The folder's name.</summary>
    public string Name => Path.GetFileName(folder);

    /// <summary>The claims, in their order.</summary>
    public IReadOnlyList<CheckedClaim> Claims { get; }

    /// <summary>The parts that there are, train first.</summary>
    public IEnumerable<string> Splits => Parts.Where(split => File.Exists(Path.Combine(folder, $"queries.{split}.tsv")));

    /// <summary>The sets in a folder; none where there is no such folder.</summary>
    public static IEnumerable<CheckedClaims> In(string root) => Directory.Exists(root)
        ? Directory.EnumerateDirectories(root).Where(folder => File.Exists(Path.Combine(folder, "corpus.jsonl.gz"))).Order(StringComparer.Ordinal)
            .Select(folder => new CheckedClaims(folder))
        : [];

    /// <summary>What was said, each once.</summary>
    public IReadOnlyList<(string Id, string Text)> Queries(string split) =>
        [.. Lines($"queries.{split}.tsv").Select(line => line.Split('\t', 2)).Select(query => (query[0], query[1])).DistinctBy(query => query.Item1)];

    /// <summary>The claims that answer each query.</summary>
    public IReadOnlyDictionary<string, HashSet<string>> Relevant(string split) => Lines($"qrels.{split}.tsv")
        .Select(line => line.Split('\t'))
        .Where(columns => columns[ColumnOfRelevance].Trim() != "0")
        .GroupBy(columns => columns[0], columns => columns[ColumnOfClaim])
        .ToDictionary(query => query.Key, query => query.ToHashSet());

    private static string Member(JsonDocument claim, string name) =>
        claim.RootElement.TryGetProperty(name, out var member) ? member.GetString() ?? "" : "";

    private IEnumerable<string> Lines(string name)
    {
        var path = Path.Combine(folder, name);
        using var file = File.Exists(path) ? File.OpenRead(path) : File.OpenRead(path + ".gz");
        using var plain = file.Name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        using var reader = new StreamReader(plain, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
