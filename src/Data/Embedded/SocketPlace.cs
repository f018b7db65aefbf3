using System.Text;

namespace ClaimCheck.Data.Embedded;

/// <summary>Where the Unix socket lies: kernels allow its path about a hundred bytes, and data folders can be deep.</summary>
internal static class SocketPlace
{
    private const int LongestFolder = 84;
    private const string TemporaryPrefix = "claimcheck-socket-";

    /// <summary>A folder for the socket, of which the caller disposes with <see cref="Remove"/>; null on Windows.</summary>
    public static string? Make(DataLayout layout, UnprivilegedUser? user)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var folder = Encoding.UTF8.GetByteCount(layout.Socket) <= LongestFolder
            ? layout.Socket
            : Directory.CreateTempSubdirectory(TemporaryPrefix).FullName;
        DataLayout.MakeForPostgres(folder, user);
        return folder;
    }

    /// <summary>Removes a socket's folder, and one recorded by an earlier server only if it was made by <see cref="Make"/>.</summary>
    public static void Remove(string? recorded, DataLayout layout)
    {
        var temporary = recorded is { Length: > 0 }
            && Path.GetFileName(recorded).StartsWith(TemporaryPrefix, StringComparison.Ordinal);
        foreach (var folder in new[] { layout.Socket, temporary ? recorded! : layout.Socket }.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
