namespace ClaimCheck.Data.Embedded;

/// <summary>Questions about a path that decide whether another user can get there.</summary>
internal static class ReachablePath
{
    /// <summary>The outermost existing folder on the way to <paramref name="path"/> that others may not traverse.</summary>
    public static string? FirstClosedFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var ancestors = new Stack<string>();
        for (var folder = Path.GetDirectoryName(Real(path)); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            ancestors.Push(folder);
        }

        return ancestors.Where(Directory.Exists).FirstOrDefault(IsClosed);
    }

    /// <summary>The path with every symbolic link resolved: the kernel names a process's folder in this form.</summary>
    public static string Real(string path)
    {
        var full = Path.GetFullPath(path);
        var root = Path.GetPathRoot(full)!;
        var real = root;
        foreach (var part in full[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = new DirectoryInfo(Path.Combine(real, part));
            var target = next.LinkTarget is null ? null : next.ResolveLinkTarget(returnFinalTarget: true);

            // A link may lead through further links: those are resolved in turn.
            real = target is null ? next.FullName : Real(target.FullName);
        }

        return real;
    }

    private static bool IsClosed(string folder) =>
        !OperatingSystem.IsWindows() && !File.GetUnixFileMode(folder).HasFlag(UnixFileMode.OtherExecute);
}
