namespace ClaimCheck.Api.Importing.Formats;

/// <summary>The part of a stream that is being looked at. It grows as long as nothing is skipped, so whoever looks sets the bound.</summary>
internal sealed class ByteWindow(Stream body)
{
    private const int FirstSize = 64 * 1024;

    private byte[] _buffer = new byte[FirstSize];
    private int _start;
    private int _end;
    private bool _hasBegun;
    private bool _hasEnded;

    /// <summary>What was read and not skipped.</summary>
    internal ReadOnlySpan<byte> Unread => _buffer.AsSpan(_start.._end);

    /// <summary>A part of what is unread, until more is read.</summary>
    internal ReadOnlyMemory<byte> Take(int offset, int length) => _buffer.AsMemory(_start + offset, length);

    internal void Skip(int count) => _start += count;

    /// <summary>Reads on; false at the end of the stream. A byte order mark at the very beginning is skipped.</summary>
    /// <exception cref="BrokenBodyException">It begins as text in UTF-16 does, or as a compressed file.</exception>
    internal async ValueTask<bool> ReadMoreAsync(CancellationToken cancellation)
    {
        MakeRoom();
        var read = _hasEnded ? 0 : await body.ReadAsync(_buffer.AsMemory(_end), cancellation);
        _end += read;
        _hasEnded = read == 0;
        if (!_hasBegun)
        {
            _hasBegun = true;
            while (Unread.Length < Mark.Length && await ReadMoreAsync(cancellation))
            {
                // Three bytes are needed to tell.
            }

            SkipMark();
        }

        return read > 0;
    }

    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    private static ReadOnlySpan<byte> Gzip => [0x1F, 0x8B];

    private void SkipMark()
    {
        if (Unread.StartsWith(Gzip))
        {
            throw new BrokenBodyException("The file is compressed and was not sent as such, or is compressed twice: compress it once and say Content-Encoding: gzip.");
        }

        if (Unread.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || Unread.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            throw new BrokenBodyException("The file is written in UTF-16: save it as UTF-8.");
        }

        if (Unread.StartsWith(Mark))
        {
            Skip(Mark.Length);
        }
    }

    private void MakeRoom()
    {
        if (_end < _buffer.Length)
        {
            return;
        }

        var larger = _start > 0 ? _buffer : new byte[_buffer.Length * 2];
        Unread.CopyTo(larger);
        (_buffer, _start, _end) = (larger, 0, _end - _start);
    }
}
