using System.Globalization;
using System.Text;

namespace ClaimCheck.Cli;

/// <summary>What others wrote, as it is shown.</summary>
internal static class Shown
{
    /// <summary>The text without what would move the cursor, change colours or turn the reading direction.</summary>
    public static string Text(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            shown.Append(rune.Value == '\n' || category is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                ? rune.ToString()
                : " ");
        }

        return shown.ToString();
    }

    /// <summary>The same on one line, cut where it is long.</summary>
    public static string Line(string? text, int longest = 300)
    {
        var line = Text(text).Replace('\n', ' ');
        if (line.Length <= longest)
        {
            return line;
        }

        var end = char.IsHighSurrogate(line[longest - 1]) ? longest - 1 : longest;
        return line[..end] + "…";
    }

    /// <summary>A number with its thousands set apart.</summary>
    public static string Number(double number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A row that failed, in a line.</summary>
    public static string Failure(ImportedRow row)
    {
        var where = row.ExternalId is { } id ? $"line {row.Line} ({Line(id, 60)})" : $"line {row.Line}";
        var path = row.Path is { Length: > 0 } text && !Names(row.Message, text) ? $"{Line(text, 60)}: " : "";
        return $"{where}: {path}{Line(row.Message ?? row.Code)}";
    }

    /// <summary>Whether a sentence begins with what stands at a path, as nearly all do, so that it need not be named twice.</summary>
    private static bool Names(string? sentence, string path) => sentence is not null
        && (path == "$" || sentence.StartsWith(path, StringComparison.Ordinal) || sentence.StartsWith(path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path, StringComparison.Ordinal));
}
