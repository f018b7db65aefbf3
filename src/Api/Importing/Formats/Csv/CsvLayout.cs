using System.Text;

namespace ClaimCheck.Api.Importing.Formats.Csv;

/// <summary>How a file is written, by its header.</summary>
/// <param name="Delimiter">What stands between cells: comma, semicolon or tab.</param>
/// <param name="LineEnd">What ends a line: LF, with or without CR before it, or CR alone.</param>
internal readonly record struct CsvLayout(byte Delimiter, byte LineEnd)
{
    private const byte Quote = (byte)'"';

    private static ReadOnlySpan<byte> Delimiters => ",;\t"u8;

    /// <summary>The layout of a file with this header.</summary>
    internal static CsvLayout Of(ReadOnlySpan<byte> header)
    {
        TryFind(header, isAll: true, out var layout, out _);
        return layout;
    }

    /// <summary>
    /// The layout in which the header, which is the first line, makes the most cells; commas where it has but one. What is a cell's first
    /// quote, and so where the header ends, hangs on the delimiter. False where that takes more of the text.
    /// </summary>
    /// <param name="text">What the file begins with.</param>
    /// <param name="isAll">Whether nothing that follows is to be waited for.</param>
    /// <param name="layout">How the file is written.</param>
    /// <param name="length">The length of the header without its line end.</param>
    internal static bool TryFind(ReadOnlySpan<byte> text, bool isAll, out CsvLayout layout, out int length)
    {
        (layout, length) = (default, 0);
        var most = -1;
        foreach (var candidate in Delimiters)
        {
            var end = FindLineEnd(text, [candidate], isAll, out var lineEnd);
            if (end < 0)
            {
                return false;
            }

            var count = CountOutsideQuotes(text[..end], candidate);
            if (count > most)
            {
                (layout, length, most) = (new(candidate, lineEnd), end, count);
            }
        }

        return true;
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

    /// <summary>
    /// Where the first line ends that does not end within quotes, and how; -1 if not within this text. A quote that is never closed was a slip,
    /// and its line ends where the first line does.
    /// </summary>
    private static int FindLineEnd(ReadOnlySpan<byte> text, ReadOnlySpan<byte> delimiters, bool isAll, out byte lineEnd)
    {
        lineEnd = (byte)'\n';
        var quotes = new Quotes(delimiters);
        for (var i = 0; i < text.Length; i++)
        {
            if (quotes.Enclose(text[i]) || text[i] is not ((byte)'\n' or (byte)'\r'))
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

        if (!isAll)
        {
            return -1;
        }

        return quotes.AreOpen ? FindLineEnd(text, default, isAll, out lineEnd) : text.Length;
    }

    /// <summary>How often a delimiter stands outside quotes, whichever delimiter it is after which these begin: what is in quotes speaks for none.</summary>
    private static int CountOutsideQuotes(ReadOnlySpan<byte> text, byte candidate)
    {
        var count = 0;
        var quotes = new Quotes(Delimiters);
        foreach (var at in text)
        {
            count += !quotes.Enclose(at) && at == candidate ? 1 : 0;
        }

        return count;
    }

    /// <summary>Which bytes stand within quotes, by the rules of <see cref="CsvCells"/>; with no delimiter none does.</summary>
    private ref struct Quotes(ReadOnlySpan<byte> delimiters)
    {
        private readonly ReadOnlySpan<byte> _delimiters = delimiters;
        private bool _mayOpen = !delimiters.IsEmpty;

        internal bool AreOpen { get; private set; }

        /// <summary>Whether the next byte belongs to a text in quotes.</summary>
        internal bool Enclose(byte next)
        {
            if (AreOpen)
            {
                // A quote after this one would be the second of two, which stand for one.
                (AreOpen, _mayOpen) = (next != Quote, next == Quote);
                return true;
            }

            AreOpen = _mayOpen && next == Quote;
            _mayOpen = _delimiters.Contains(next);
            return AreOpen;
        }
    }
}
