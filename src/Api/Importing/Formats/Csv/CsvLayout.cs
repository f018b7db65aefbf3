using System.Text;

namespace ClaimCheck.Api.Importing.Formats.Csv;

/// <summary>How a file is written, by its header.</summary>
/// <param name="Delimiter">What stands between cells: comma, semicolon or tab.</param>
/// <param name="LineEnd">What ends a line: LF, with or without CR before it, or CR alone.</param>
internal readonly record struct CsvLayout(byte Delimiter, byte LineEnd)
{
    private const byte Quote = (byte)'"';

    /// <summary>The layout in which the header makes the most cells; commas where it has but one.</summary>
    internal static CsvLayout Of(ReadOnlySpan<byte> header, byte lineEnd = (byte)'\n')
    {
        var (best, most) = ((byte)',', 0);
        foreach (var candidate in ",;\t"u8)
        {
            var count = CountOutsideQuotes(header, candidate);
            (best, most) = count > most ? (candidate, count) : (best, most);
        }

        return new(best, lineEnd);
    }

    /// <summary>The cells of the header.</summary>
    /// <exception cref="BrokenBodyException">There are none.</exception>
    internal List<string> CellsOf(byte[] header)
    {
        if (!System.Text.Unicode.Utf8.IsValid(header) || header.Contains((byte)0))
        {
            throw new BrokenBodyException("The file is not UTF-8: save it as CSV UTF-8.");
        }

        var cells = new List<string>();
        return CsvCells.Split(Encoding.UTF8.GetString(header), (char)Delimiter, cells) is { } complaint
            ? throw new BrokenBodyException($"Column {cells.Count + 1} of the header {complaint}.")
            : cells;
    }

    /// <summary>Where the first line ends that does not end within quotes, and how; -1 if not within this text.</summary>
    internal static int FindLineEnd(ReadOnlySpan<byte> text, bool isAll, out byte lineEnd)
    {
        lineEnd = (byte)'\n';
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            isQuoted ^= text[i] == Quote;
            if (isQuoted || text[i] is not ((byte)'\n' or (byte)'\r'))
            {
                continue;
            }

            if (text[i] == (byte)'\n')
            {
                return i;
            }

            if (i + 1 == text.Length && !isAll)
            {
                return -1;
            }

            if (i + 1 == text.Length || text[i + 1] != (byte)'\n')
            {
                lineEnd = (byte)'\r';
                return i;
            }
        }

        return isAll ? text.Length : -1;
    }

    private static int CountOutsideQuotes(ReadOnlySpan<byte> text, byte candidate)
    {
        var (count, isQuoted) = (0, false);
        foreach (var at in text)
        {
            isQuoted ^= at == Quote;
            count += at == candidate && !isQuoted ? 1 : 0;
        }

        return count;
    }
}
