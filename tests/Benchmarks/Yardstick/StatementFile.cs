using System.Text.RegularExpressions;
using ClaimCheck.Data;

namespace ClaimCheck.Benchmarks.Yardstick;

/// <summary>
/// The service's own statements, read from where the service reads them, so that the yardstick cannot drift away from what
/// is measured.
/// </summary>
internal sealed partial class StatementFile
{
    private const string FilterMark = "/*filters*/";

    private readonly Dictionary<string, string> parts;

    private StatementFile(Dictionary<string, string> parts) => this.parts = parts;

    public static StatementFile Read(string name)
    {
        using var stream = typeof(Database).Assembly.GetManifestResourceStream($"sql/{name}.sql")
            ?? throw new BenchmarkFailedException($"The service has no statements named {name}.");
        using var reader = new StreamReader(stream);

        // What comes before the first mark belongs to none; a mark is followed by its name.
        var pieces = Mark().Split(reader.ReadToEnd());
        return new StatementFile(Enumerable.Range(0, pieces.Length / 2).ToDictionary(i => pieces[(2 * i) + 1], i => Comment().Replace(pieces[(2 * i) + 2], "")));
    }

    /// <summary>The statement as it is sent, with the fragments of the filters it was asked for.</summary>
    public string Statement(string name, params string[] filters) =>
        parts[name].Replace(FilterMark, string.Concat(filters.Select(filter => parts[filter])), StringComparison.Ordinal);

    [GeneratedRegex(@"^-- (?:name|fragment): (\w+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Mark();

    [GeneratedRegex(@"^--.*\n?", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
