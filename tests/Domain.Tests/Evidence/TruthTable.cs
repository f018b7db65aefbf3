namespace ClaimCheck.Domain.Tests.Evidence;

/// <summary>The cases of truth-table.txt.</summary>
internal static class TruthTable
{
    private const string TitleMark = "== ";
    private const string ExpectationMark = "=> ";

    private static readonly Lazy<IReadOnlyDictionary<string, IReadOnlyList<string>>> Cases = new(Read);

    /// <summary>The title of each case.</summary>
    public static IEnumerable<string> Titles => Cases.Value.Keys;

    /// <summary>What is known and what is to come of it.</summary>
    public static (Question Question, IReadOnlyList<string> Expectations) Case(string title)
    {
        var lines = Cases.Value[title];
        var expectations = lines.Where(line => line.StartsWith(ExpectationMark, StringComparison.Ordinal)).Select(line => line[ExpectationMark.Length..]).ToList();
        Assert.False(expectations.Count == 0, "The case expects nothing.");
        var reader = new LedgerReader();
        foreach (var line in lines.Where(line => !line.StartsWith(ExpectationMark, StringComparison.Ordinal)))
        {
            reader.Read(line);
        }

        return (reader.Finish(), expectations);
    }

    private static Dictionary<string, IReadOnlyList<string>> Read()
    {
        var cases = new Dictionary<string, IReadOnlyList<string>>();
        List<string>? lines = null;
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Evidence", "truth-table.txt")))
        {
            if (line.StartsWith(TitleMark, StringComparison.Ordinal))
            {
                lines = [];
                cases.Add(line[TitleMark.Length..], lines);
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                (lines ?? throw new InvalidDataException($"Before the first title: {line}")).Add(line);
            }
        }

        return cases;
    }
}
