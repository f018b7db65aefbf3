namespace ClaimCheck.Api.Importing.Formats.Csv;

/// <summary>Looks for the end of a record, over as many pieces of text as it takes, by the rules of <see cref="CsvCells"/>.</summary>
/// <param name="delimiter">What stands between cells.</param>
/// <param name="lineEnd">What ends a line.</param>
internal struct CsvScan(byte delimiter, byte lineEnd)
{
    private const byte Quote = (byte)'"';

    private Place _place = Place.CellBegin;

    /// <summary>How much of the text has been looked at.</summary>
    internal int Position { get; private set; }

    /// <summary>How many lines within quotes have ended.</summary>
    internal int LineEnds { get; private set; }

    /// <summary>Whether the text so far ends within quotes.</summary>
    internal readonly bool IsQuoted => _place == Place.Quoted;

    /// <summary>Where the record ends; -1 if not within this text, of which only what is new is looked at.</summary>
    internal int FindEnd(ReadOnlySpan<byte> text)
    {
        while (Position < text.Length)
        {
            var at = text[Position];
            if (_place == Place.Quoted)
            {
                SkipQuoted(text[Position..]);
            }
            else if (at == Quote && _place is (Place.CellBegin or Place.AfterQuote))
            {
                // A quote after a quote was the second of two, which stand for one.
                _place = Place.Quoted;
                Position++;
            }
            else if (SkipPlain(text[Position..]))
            {
                return Position;
            }
        }

        return -1;
    }

    private void SkipQuoted(ReadOnlySpan<byte> text)
    {
        var quote = text.IndexOf(Quote);
        var length = quote < 0 ? text.Length : quote;
        LineEnds += text[..length].Count(lineEnd);
        Position += quote < 0 ? length : length + 1;
        _place = quote < 0 ? Place.Quoted : Place.AfterQuote;
    }

    /// <summary>To the end of the cell, which may be that of the record.</summary>
    private bool SkipPlain(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAny(delimiter, lineEnd);
        Position += end < 0 ? text.Length : end;
        if (end < 0)
        {
            _place = Place.Plain;
            return false;
        }

        if (text[end] == lineEnd)
        {
            return true;
        }

        Position++;
        _place = Place.CellBegin;
        return false;
    }

    private enum Place
    {
        CellBegin = 1,
        Plain,
        Quoted,
        AfterQuote,
    }
}
