using System.Buffers;

namespace ClaimCheck.Api.Importing.Formats.Csv;

/// <summary>
/// Keeps spreadsheets from taking a cell for a formula: an apostrophe before it. One is put before cells that begin with apostrophes
/// and then as a formula does, too, so that taking one off again gives back every cell as it was.
/// </summary>
internal static class FormulaGuard
{
    /// <summary>The column by whose presence a file says that its cells are guarded.</summary>
    internal const string Column = "import_guarded";

    private const char Mark = '\'';

    private static readonly SearchValues<char> Openings = SearchValues.Create("=+-@\t\r＝＋－＠");

    /// <summary>The cell as a spreadsheet may see it.</summary>
    internal static string Guard(string cell) => LooksLikeFormula(cell) ? Mark + cell : cell;

    /// <summary>The cell as it was before it was guarded.</summary>
    internal static string Release(string cell) => cell.Length > 0 && cell[0] == Mark && LooksLikeFormula(cell) ? cell[1..] : cell;

    private static bool LooksLikeFormula(string cell)
    {
        var first = cell.AsSpan().IndexOfAnyExcept(Mark);
        return first >= 0 && Openings.Contains(cell[first]);
    }
}
