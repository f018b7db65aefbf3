namespace ClaimCheck.Benchmarks;

/// <summary>The service as it is deployed, with its own runtime settings.</summary>
internal static class ReleaseBuild
{
    private const string Assembly = "ClaimCheck.Api.dll";

    // tests/Benchmarks/bin/Release/net10.0
    private static readonly DirectoryInfo Framework = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    /// <summary>The folder that holds the whole repository.</summary>
    /// <exception cref="BenchmarkFailedException">This is a Debug build.</exception>
    public static DirectoryInfo Checkout => Framework.Parent is { Name: "Release", Parent.Parent.Parent.Parent: { } checkout }
        ? checkout
        : throw new BenchmarkFailedException("Only a Release build is worth measuring: dotnet run -c Release --project tests/Benchmarks");

    /// <summary>The service's assembly.</summary>
    /// <exception cref="BenchmarkFailedException">This is a Debug build, or the service has not been published.</exception>
    public static string Find()
    {
        var assembly = Path.Combine(Checkout.FullName, "artifacts", "service", Assembly);
        return File.Exists(assembly) ? assembly : throw new BenchmarkFailedException($"{assembly} is missing: make publish");
    }
}
