using ClaimCheck.Client.Tests.Cli;
using ClaimCheck.Testing;

namespace ClaimCheck.Client.Tests.Service;

/// <summary>
/// The service as a process, with a Postgres of its own that holds the sample story; one for each test class that takes it. What a test
/// writes has names of its own, so that it is in no other test's way.
/// </summary>
public sealed class ImportService : IAsyncLifetime
{
    private readonly DataFolder folder = new();
    private ServiceProcess? service;

    /// <summary>Where it is.</summary>
    public Uri Address => service!.Client.BaseAddress!;

    /// <summary>What its commands are started with, for example to make a key.</summary>
    public IReadOnlyDictionary<string, string> Settings => folder.Settings("Development");

    /// <summary>A name that nothing has yet.</summary>
    public static string NewName(string what) => $"{what}-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => service = await ServiceProcess.ServeReadyAsync(
        new Dictionary<string, string>(folder.Settings("Development")) { ["Limits__UnitsPerSecond"] = "1000000" });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await (service?.DisposeAsync() ?? default);
        await folder.DisposeAsync();
    }

    /// <summary>A client of it, with an admin's key.</summary>
    public ClaimCheckClient Connect() => new(Address, folder.DevelopmentKey);

    /// <summary>A command line that talks to it.</summary>
    public Typed Type() => new Typed().With("CLAIMCHECK_URL", Address.ToString()).With("CLAIMCHECK_KEY", folder.DevelopmentKey);
}
