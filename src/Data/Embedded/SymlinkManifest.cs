using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClaimCheck.Data.Embedded;

/// <summary>
/// npm archives cannot hold symbolic links, so the package lists its own in <c>pg-symlinks.json</c>; its install script
/// would lay them, but nothing here runs install scripts.
/// </summary>
internal static class SymlinkManifest
{
    public static void Lay(string package)
    {
        var manifest = Path.Combine(package, "native", "pg-symlinks.json");
        if (!File.Exists(manifest))
        {
            // The package for Windows has none.
            return;
        }

        var links = JsonSerializer.Deserialize<Link[]>(File.ReadAllBytes(manifest)) ?? [];
        foreach (var link in links)
        {
            var existing = Inside(package, link.Source);
            var path = Inside(package, link.Target);
            if (!Path.Exists(path))
            {
                // Relative, so that the folder can be moved as a whole.
                var folder = Path.GetDirectoryName(path)!;
                Directory.CreateDirectory(folder);
                File.CreateSymbolicLink(path, Path.GetRelativePath(folder, existing));
            }
        }
    }

    private static string Inside(string package, string relative)
    {
        var root = Path.GetFullPath(package) + Path.DirectorySeparatorChar;
        var full = Path.GetFullPath(Path.Combine(root, relative));
        return full.StartsWith(root, StringComparison.Ordinal)
            ? full
            : throw new InvalidDataException($"pg-symlinks.json names {relative}, which is outside of the package.");
    }

    private sealed record Link(
        [property: JsonPropertyName("source")] string Source,
        [property: JsonPropertyName("target")] string Target);
}
