namespace ClaimCheck.Benchmarks;

/// <summary>The service's assembly in its own output folder, with its own runtime settings.</summary>
internal static class ReleaseBuild
{
    private const string Assembly = "ClaimCheck.Api.dll";

    /// <exception cref="BenchmarkFailedException">This is a Debug build, or the service has not been built.</exception>
    public static string Find()
    {
        // tests/Benchmarks/bin/Release/net10.0
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        if (framework.Parent is not { Name: "Release", Parent.Parent.Parent.Parent: { } checkout })
        {
            throw new BenchmarkFailedException("Only a Release build is worth measuring: dotnet run -c Release --project tests/Benchmarks");
        }

        var assembly = Path.Combine(checkout.FullName, "src", "Api", "bin", "Release", framework.Name, Assembly);
        return File.Exists(assembly) ? assembly : throw new BenchmarkFailedException($"{assembly} has not been built.");
    }
}
