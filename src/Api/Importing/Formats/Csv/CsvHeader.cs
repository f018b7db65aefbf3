using ClaimCheck.Api.Http;

namespace ClaimCheck.Api.Importing.Formats.Csv;

/// <summary>What stands in which column.</summary>
internal sealed class CsvHeader
{
    private readonly Dictionary<string, int> _indexes;
    private readonly IReadOnlyList<string> _cells;

    private CsvHeader(CsvLayout layout, IReadOnlyList<string> cells, Dictionary<string, int> indexes)
    {
        Layout = layout;
        _cells = cells;
        _indexes = indexes;
        IsGuarded = cells.Any(cell => CsvColumn.Bare(cell) == CsvColumn.Bare(FormulaGuard.Column));
    }

    internal CsvLayout Layout { get; }

    /// <summary>Whether the cells have been guarded against being taken for formulas: this service's own exports are.</summary>
    internal bool IsGuarded { get; }

    /// <summary>How many columns there are.</summary>
    internal int Count => _cells.Count;

    /// <summary>Where a column stands; null where the file has none.</summary>
    internal int? IndexOf(string column) => _indexes.TryGetValue(column, out var index) ? index : null;

    /// <summary>What the file calls a column.</summary>
    internal string NameOf(string column) => _indexes.TryGetValue(column, out var index) ? NameAt(index) : column;

    /// <summary>What the file calls the column at an index; its number beyond the last.</summary>
    internal string NameAt(int index) => index < _cells.Count ? Excerpt.Of(_cells[index].Trim()) : $"column {index + 1}";

    /// <summary>Reads a header.</summary>
    /// <param name="header">The header as it was cut.</param>
    /// <param name="mapping">The file's names of columns and the names they stand for.</param>
    /// <exception cref="BrokenBodyException">A column is unknown, there twice, or missing.</exception>
    internal static CsvHeader Of(byte[] header, IReadOnlyDictionary<string, string>? mapping)
    {
        var layout = CsvLayout.Of(header);
        var cells = layout.CellsOf(header);
        var ours = OursOf(cells, mapping ?? new Dictionary<string, string>());
        var indexes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (index, name) in ours.Index())
        {
            if (name is not null && !indexes.TryAdd(name, index))
            {
                throw new BrokenBodyException(TwoColumns(name, cells, indexes[name], index));
            }
        }

        string[] needed = [CsvColumn.Text, CsvColumn.Source];
        return needed.FirstOrDefault(name => !indexes.ContainsKey(name)) is { } missing
            ? throw new BrokenBodyException(
                $"The header has no column {missing}: add it, or say with columns=theirs:{missing} which one it is. Columns are separated by commas, semicolons or tabs.")
            : new(layout, cells, indexes);
    }

    /// <summary>What each column stands for; null for those that are left out.</summary>
    private static List<string?> OursOf(List<string> cells, IReadOnlyDictionary<string, string> mapping)
    {
        // Two columns may differ only in how their names are spelled: a name that is there letter for letter means no other.
        var exact = mapping.ToDictionary(pair => pair.Key, pair => TargetOf(pair.Value), StringComparer.Ordinal);
        var names = cells.Select(cell => cell.Trim()).ToHashSet(StringComparer.Ordinal);
        var alike = exact.Where(pair => !names.Contains(pair.Key)).DistinctBy(pair => CsvColumn.Bare(pair.Key))
            .ToDictionary(pair => CsvColumn.Bare(pair.Key), pair => pair.Value, StringComparer.Ordinal);
        var bare = cells.ConvertAll(CsvColumn.Bare);
        if (mapping.Keys.FirstOrDefault(name => !bare.Contains(CsvColumn.Bare(name))) is { } absent)
        {
            throw new BrokenBodyException($"The header has no column '{Excerpt.Of(absent)}', which columns= names.");
        }

        var unknown = new List<string>();
        var ours = new List<string?>();
        foreach (var cell in cells)
        {
            var isLeftOut = cell.Trim().StartsWith(CsvColumn.LeftOutPrefix, StringComparison.OrdinalIgnoreCase) || CsvColumn.Bare(cell).Length == 0;
            var name = exact.TryGetValue(cell.Trim(), out var target) || alike.TryGetValue(CsvColumn.Bare(cell), out target) ? target : CsvColumn.Find(cell);
            ours.Add(isLeftOut || name == CsvColumn.LeftOut ? null : name);
            if (!isLeftOut && name is null)
            {
                unknown.Add(cell);
            }
        }

        return unknown.Count == 0 ? ours : throw new BrokenBodyException(UnknownColumns(unknown));
    }

    private static string TargetOf(string ours) => ours.Trim() == CsvColumn.LeftOut
        ? CsvColumn.LeftOut
        : CsvColumn.Find(ours) ?? throw new BrokenBodyException($"columns= names '{Excerpt.Of(ours)}', but {Known}");

    private static string TwoColumns(string ours, List<string> cells, int first, int second) => cells[first].Trim() == cells[second].Trim()
        ? $"Columns {first + 1} and {second + 1} are both called '{Excerpt.Of(cells[first].Trim())}': give one of them another name."
        : $"Two columns stand for {ours}, columns {first + 1} and {second + 1}: leave one out with columns=theirs:{CsvColumn.LeftOut}.";

    private static string UnknownColumns(List<string> unknown) =>
        $"The header has columns that are not known: {Excerpt.Of(string.Join(", ", unknown.Select(name => name.Trim())))}. "
        + $"Say what each is with columns=theirs:ours, or leave it out with columns=theirs:{CsvColumn.LeftOut}; {Known}";

    private static string Known => $"the columns known are {string.Join(", ", CsvColumn.All.Select(column => column.Name))}.";
}
