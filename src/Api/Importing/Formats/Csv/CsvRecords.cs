namespace ClaimCheck.Api.Importing.Formats.Csv;

/// <summary>
/// Cuts records. Quotes may hold line ends; a quote that is not closed in good time was a slip, and costs the line it stands on
/// rather than all that follow.
/// </summary>
/// <param name="window">What stands behind the header.</param>
/// <param name="layout">How the file is written.</param>
/// <param name="firstLine">The number of the line that follows.</param>
internal sealed class CsvRecords(ByteWindow window, CsvLayout layout, int firstLine)
{
    /// <summary>The most lines of one record.</summary>
    internal const int MostLines = 10_000;

    /// <summary>Each makes much of what follows be read once in vain, so after so many the file is given up.</summary>
    internal const int MostUnclosed = 100;

    private readonly byte _lineEnd = layout.LineEnd;
    private int _nextLine = firstLine;
    private int _toSkip;
    private int _unclosed;

    /// <summary>The number of the line on which the record that was read last begins.</summary>
    internal int Line { get; private set; }

    /// <summary>The next record without its line end, until the one after it is asked for; null after the last.</summary>
    /// <exception cref="BrokenBodyException">Too many quotes are not closed.</exception>
    internal async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellation)
    {
        window.Skip(_toSkip);
        _toSkip = 0;
        Line = _nextLine;
        var scan = new CsvScan(layout.Delimiter, _lineEnd);
        while (true)
        {
            var end = scan.FindEnd(window.Unread);

            // Whether it is too much must not hang on how much of it had come before its end did.
            if (end >= 0 && (scan.LineEnds == 0 || (end <= CutRow.Most && scan.LineEnds <= MostLines)))
            {
                return Take(end, andEnd: 1, scan.LineEnds);
            }

            if (scan.Position > CutRow.Most || scan.LineEnds > MostLines)
            {
                return await TakeLineAsync(cancellation);
            }

            if (!await window.ReadMoreAsync(cancellation))
            {
                if (window.Unread.IsEmpty)
                {
                    return null;
                }

                return await TakeRestAsync(scan, cancellation);
            }
        }
    }

    private ValueTask<ReadOnlyMemory<byte>> TakeRestAsync(CsvScan scan, CancellationToken cancellation) => scan.IsQuoted
        ? TakeLineAsync(cancellation)
        : ValueTask.FromResult(Take(window.Unread.Length, andEnd: 0, scan.LineEnds));

    private ReadOnlyMemory<byte> Take(int length, int andEnd, int lineEnds)
    {
        _nextLine += lineEnds + 1;
        _toSkip = length + andEnd;
        return window.Take(0, length > 0 && window.Unread[length - 1] == (byte)'\r' ? length - 1 : length);
    }

    /// <summary>The first line only, whatever it opens; of one that is too long just enough to tell.</summary>
    private async ValueTask<ReadOnlyMemory<byte>> TakeLineAsync(CancellationToken cancellation)
    {
        var at = window.Unread.IndexOf(_lineEnd);
        if (at >= 0)
        {
            return ++_unclosed <= MostUnclosed
                ? Take(at, andEnd: 1, lineEnds: 0)
                : throw new BrokenBodyException($"More than {MostUnclosed} cells begin with a quote that is never closed, the last on line {Line}: within quotes, write each quote twice.");
        }

        if (window.Unread.Length <= CutRow.Most)
        {
            return Take(window.Unread.Length, andEnd: 0, lineEnds: 0);
        }

        var head = window.Take(0, CutRow.Most + 1).ToArray();
        _nextLine++;
        do
        {
            at = window.Unread.IndexOf(_lineEnd);
            window.Skip(at < 0 ? window.Unread.Length : at + 1);
        }
        while (at < 0 && await window.ReadMoreAsync(cancellation));
        return head;
    }
}
