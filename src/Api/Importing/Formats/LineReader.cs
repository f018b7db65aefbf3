namespace ClaimCheck.Api.Importing.Formats;

/// <summary>Reads lines, which end in LF or CRLF and nothing else: U+2028 and a CR of its own are part of a line.</summary>
internal sealed class LineReader(Stream body)
{
    private readonly ByteWindow _window = new(body);
    private int _toSkip;

    /// <summary>The number of the line that was read last, from 1.</summary>
    internal int Line { get; private set; }

    /// <summary>The next line without its end, until the one after it is asked for; null after the last. Of a longer one than a row may be, just enough to tell.</summary>
    internal async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellation)
    {
        _window.Skip(_toSkip);
        _toSkip = 0;
        var searched = 0;
        while (true)
        {
            var at = _window.Unread[searched..].IndexOf((byte)'\n');
            if (at >= 0)
            {
                return Take(searched + at, andEnd: 1);
            }

            searched = _window.Unread.Length;
            if (searched > CutRow.Most + 1)
            {
                return await TakeLongAsync(cancellation);
            }

            if (!await _window.ReadMoreAsync(cancellation))
            {
                if (_window.Unread.IsEmpty)
                {
                    return null;
                }

                return Take(_window.Unread.Length, andEnd: 0);
            }
        }
    }

    private ReadOnlyMemory<byte> Take(int length, int andEnd)
    {
        Line++;
        _toSkip = length + andEnd;
        return _window.Take(0, length > 0 && _window.Unread[length - 1] == (byte)'\r' ? length - 1 : length);
    }

    private async ValueTask<ReadOnlyMemory<byte>> TakeLongAsync(CancellationToken cancellation)
    {
        var head = _window.Take(0, CutRow.Most + 1).ToArray();
        Line++;
        int at;
        while ((at = _window.Unread.IndexOf((byte)'\n')) < 0)
        {
            _window.Skip(_window.Unread.Length);
            if (!await _window.ReadMoreAsync(cancellation))
            {
                break;
            }
        }

        _window.Skip(at + 1);
        return head;
    }
}
