using System.Globalization;

namespace ClaimCheck.Data.Embedded;

/// <summary>What <c>postmaster.pid</c> says about the server that wrote it.</summary>
/// <param name="Process">The postmaster.</param>
/// <param name="Port">Its port, once known.</param>
/// <param name="SocketFolder">The folder of its Unix socket, once known; empty without one.</param>
/// <param name="Ready">Whether it accepts connections.</param>
internal sealed record PostmasterFile(int Process, int Port, string SocketFolder, bool Ready)
{
    public static string PathIn(string cluster) => Path.Combine(cluster, "postmaster.pid");

    /// <summary>Null when there is none, or none that makes sense: a kill may leave it empty.</summary>
    public static PostmasterFile? Read(string cluster)
    {
        string[] lines;
        try
        {
            using var reader = new StreamReader(new FileStream(
                PathIn(cluster), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            lines = reader.ReadToEnd().Split('\n');
        }
        catch (IOException)
        {
            return null;
        }

        // Lines: process, data folder, start time, port, socket folder, address, shared memory, status.
        return Number(lines, 0) is { } process
            ? new PostmasterFile(process, Number(lines, 3) ?? 0, Text(lines, 4), Text(lines, 7) == "ready")
            : null;
    }

    private static string Text(string[] lines, int index) => index < lines.Length ? lines[index].Trim() : "";

    private static int? Number(string[] lines, int index) =>
        int.TryParse(Text(lines, index), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>
    /// Makes the next postmaster see that the writer is gone, even when its number has passed to a stranger: Postgres knows
    /// that its own parent is no postmaster. The rest of the file stays, because Postgres reads there which shared memory
    /// to look for, and that is what keeps it from starting beside backends that outlived their postmaster.
    /// </summary>
    public static void Disown(string cluster)
    {
        var path = PathIn(cluster);
        if (!File.Exists(path))
        {
            return;
        }

        if (new FileInfo(path).LinkTarget is not null)
        {
            // The folder is the unprivileged user's; what a link in it leads to is not this service's to write.
            File.Delete(path);
            return;
        }

        var text = File.ReadAllText(path);
        var rest = text.IndexOf('\n', StringComparison.Ordinal);
        if (rest < 0)
        {
            // Postgres refuses to judge a file that was never finished.
            File.Delete(path);
            return;
        }

        File.WriteAllText(path, Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + text[rest..]);
    }
}
