using System.Globalization;

namespace ClaimCheck.Faults.Servers;

/// <summary>The clock of a process, which the test can move while it runs: libfaketime, which Debian has as <c>faketime</c>.</summary>
internal sealed class FakeClock : IDisposable
{
    private static readonly string? Library = Directory.Exists("/usr/lib")
        ? Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu*").Append("/usr/lib")
            .Select(place => Path.Combine(place, "faketime", "libfaketime.so.1"))
            .FirstOrDefault(File.Exists)
        : null;

    private readonly string folder = ThrowAwayFolder.Make();

    private FakeClock() => Jump(TimeSpan.Zero);

    /// <summary>Settings of a process that goes by this clock. What measures how long something takes is left alone.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["LD_PRELOAD"] = Library!,
        ["FAKETIME_TIMESTAMP_FILE"] = Offset,
        ["FAKETIME_CACHE_DURATION"] = "1",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        ["DONT_FAKE_MONOTONIC"] = "1",
    };

    private string Offset => Path.Combine(folder, "offset");

    /// <summary>A clock that is right until it jumps; the test is skipped where there is no such library.</summary>
    public static FakeClock Wind()
    {
        Assert.SkipWhen(Library is null, "libfaketime is not installed (Debian's package faketime): no process's clock can be moved.");
        return new FakeClock();
    }

    /// <summary>From about a second later the process believes that so much more time has gone by.</summary>
    public void Jump(TimeSpan ahead)
    {
        // Replaced in one go: the process may be reading.
        var next = Offset + ".next";
        File.WriteAllText(next, string.Create(CultureInfo.InvariantCulture, $"+{ahead.TotalSeconds:0}s\n"));
        File.Move(next, Offset, overwrite: true);
    }

    public void Dispose() => ThrowAwayFolder.Remove(folder);
}
