using System.Globalization;
using ClaimCheck.Data.Embedded;
using ClaimCheck.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClaimCheck.Api.Tests.Processes;

/// <summary>A data folder for services that run as processes; whatever they leave in it is stopped and removed.</summary>
internal sealed class DataFolder : IAsyncDisposable
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
    public IReadOnlyList<int> PostgresProcesses() =>
        !OperatingSystem.IsLinux()
            ? []
            : [.. Directory.EnumerateDirectories("/proc")
                .Select(entry => int.TryParse(System.IO.Path.GetFileName(entry), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
                .Where(id => id > 0 && WorksHere(id))];

    public async ValueTask DisposeAsync()
    {
        await EmbeddedPostgres.StopLeftoverAsync(
            new EmbeddedOptions { DataDirectory = Path }, TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        ThrowAwayFolder.Remove(Path);
    }

    private bool WorksHere(int process)
    {
        try
        {
            return new FileInfo($"/proc/{process}/cwd").LinkTarget == System.IO.Path.Combine(Path, "postgres")
                && File.ReadAllText($"/proc/{process}/comm").Trim() == "postgres";
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
