namespace ClaimCheck.Cli;

/// <summary>A file that gets its name only when it is whole: until then it is called <c>NAME.part</c>, and if it never is, it is taken away again.</summary>
internal sealed class PartFile : IAsyncDisposable
{
    private readonly string _path;
    private readonly string _part;
    private bool _isWhole;

    public PartFile(string path)
    {
        _path = Path.GetFullPath(path);
        _part = _path + ".part";
        Stream = new FileStream(_part, FileMode.Create, FileAccess.Write, FileShare.Read, 64 * 1024, useAsync: true);
    }

    /// <summary>What to write to.</summary>
    public FileStream Stream { get; }

    /// <summary>Writes all that a stream gives.</summary>
    public static async Task WriteAsync(string path, Stream content, CancellationToken cancellation)
    {
        await using var file = new PartFile(path);
        await content.CopyToAsync(file.Stream, cancellation);
        await file.CompleteAsync(cancellation);
    }

    /// <summary>Nothing more will be written: from here on it has its name.</summary>
    public async Task CompleteAsync(CancellationToken cancellation)
    {
        await Stream.FlushAsync(cancellation);
        // On the disk before it has its name, so that a machine that stops leaves no file that only looks whole.
        Stream.Flush(flushToDisk: true);
        await Stream.DisposeAsync();
        File.Move(_part, _path, overwrite: true);
        _isWhole = true;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            // Writes what is still buffered, which fails again where the disk is full.
            await Stream.DisposeAsync();
        }
        finally
        {
            if (!_isWhole)
            {
                File.Delete(_part);
            }
        }
    }
}
