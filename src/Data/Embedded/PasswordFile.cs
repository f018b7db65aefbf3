using System.Security.Cryptography;
using System.Text;

namespace ClaimCheck.Data.Embedded;

/// <summary>A random password that only the service's user can read.</summary>
internal static class PasswordFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int RandomBytes = 24;

    public static string ReadOrCreate(string path)
    {
        if (!File.Exists(path))
        {
            // Written whole or not at all: half a password would lock the service out of its own data.
            var fresh = path + ".new";
            Write(fresh, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes)));
            File.Move(fresh, path);
            if (!OperatingSystem.IsWindows())
            {
                UnixCalls.FlushFolder(Path.GetDirectoryName(path)!);
            }
        }

        return Read(path);
    }

    public static string Read(string path)
    {
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(path) != OwnerOnly)
        {
            File.SetUnixFileMode(path, OwnerOnly);
        }

        return File.ReadAllText(path).Trim();
    }

    public static void Write(string path, string password)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var stream = new FileStream(path, options);
        stream.Write(Encoding.ASCII.GetBytes(password));
        stream.Flush(flushToDisk: true);
    }
}
