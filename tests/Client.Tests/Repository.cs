namespace ClaimCheck.Client.Tests;

/// <summary>Where the files of this repository are.</summary>
public static class Repository
{
    public static string Folder { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "ClaimCheck.sln"))
        ? folder
        : Find(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar)) ?? throw new DirectoryNotFoundException("Not within the repository."));
}
