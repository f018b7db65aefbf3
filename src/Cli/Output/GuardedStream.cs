namespace ClaimCheck.Cli;

/// <summary>
/// A stream of this process to write to. Whoever writes into one also reads files and sockets, whose failures are the same
/// <see cref="IOException"/>: so those of this stream are set apart where they arise.
/// </summary>
internal sealed class GuardedStream : Stream
{
    private readonly Stream _target;
    private readonly Action<IOException> _failed;

    private GuardedStream(Stream target, Action<IOException> failed)
    {
        _target = target;
        _failed = failed;
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Results that cannot be written end the command, with an <see cref="OutputException"/>.</summary>
    public static Stream OfResults(Stream target) => new GuardedStream(target, e => throw new OutputException(e));

    /// <summary>Lines of a log that cannot be written are lost. That is no reason to stop: the exit code still tells how it ended.</summary>
    public static Stream OfLog(Stream target) => new GuardedStream(target, _ => { });

    // What is written asynchronously comes here too: to a console there is no other way.
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            _target.Write(buffer);
        }
        catch (IOException e)
        {
            _failed(e);
        }
    }

    public override void Flush()
    {
        try
        {
            _target.Flush();
        }
        catch (IOException e)
        {
            _failed(e);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
