using ClaimCheck.Data.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClaimCheck.Testing;

/// <summary>A data folder for services that run as processes; whatever they leave in it is stopped and removed.</summary>
public sealed class DataFolder : IAsyncDisposable
{
    public string Path { get; } = ThrowAwayFolder.Make();

    public string DevelopmentKey => File.ReadAllText(System.IO.Path.Combine(Path, "secrets", "development-key")).Trim();

    /// <summary>Settings of a service on this folder.</summary>
    public Dictionary<string, string> Settings(string environment = "Production") => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = environment,
        ["Embedded__DataDirectory"] = Path,
    };

    /// <summary>The processes of the folder's Postgres, as far as the kernel tells (only Linux does).</summary>
    public IReadOnlyList<int> PostgresProcesses() => ProcessesIn.Folder(new DataLayout(ReachablePath.Real(Path)).Cluster);

    public async ValueTask DisposeAsync()
    {
        await EmbeddedPostgres.StopLeftoverAsync(
            new EmbeddedOptions { DataDirectory = Path }, TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        ThrowAwayFolder.Remove(Path);
    }
}
