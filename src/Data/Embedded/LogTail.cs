namespace ClaimCheck.Data.Embedded;

/// <summary>What Postgres adds to its log from a moment on: the only place where it says why it did not start.</summary>
internal sealed class LogTail
{
    private const int Lines = 8;

    private readonly string folder;
    private readonly Dictionary<string, long> lengths;

    public LogTail(string folder)
    {
        this.folder = folder;
        lengths = Files().ToDictionary(file => file.Name, file => file.Length, StringComparer.Ordinal);
    }

    public string Added()
    {
        var lines = Files().SelectMany(file => ReadFrom(file, lengths.GetValueOrDefault(file.Name)));
        return string.Join('\n', lines.TakeLast(Lines));
    }

    private static string[] ReadFrom(FileInfo file, long start)
    {
        using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

        // Shorter than before: a new week has begun in it.
        stream.Position = start <= stream.Length ? start : 0;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private IEnumerable<FileInfo> Files() =>
        new DirectoryInfo(folder).EnumerateFiles("*.log").OrderBy(file => file.LastWriteTimeUtc);
}
