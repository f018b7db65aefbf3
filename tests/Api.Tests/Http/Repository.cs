namespace ClaimCheck.Api.Tests.Http;

/// <summary>Finds the files of the repository from wherever the tests run.</summary>
internal static class Repository
{
    internal static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "ClaimCheck.sln"))
            ? folder
            : Find(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The repository was not found above the tests."));
}
