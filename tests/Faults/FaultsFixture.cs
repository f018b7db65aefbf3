using ClaimCheck.Data;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Values;
using Npgsql;

[assembly: AssemblyFixture(typeof(ClaimCheck.Faults.FaultsFixture))]

namespace ClaimCheck.Faults;

/// <summary>
/// The cluster that every test takes a copy of: migrated, with the sample story and a key of an admin in it. Also where tests
/// tell their figures, which are printed at the end.
/// </summary>
public sealed class FaultsFixture : IAsyncLifetime
{
    /// <summary>The source of every claim that is written.</summary>
    public const string Outlet = "cnn";

    /// <summary>A source that every claim came through.</summary>
    public const string Agency = "fuad-masum";

    /// <summary>Why a test is skipped elsewhere.</summary>
    internal const string OnlyOnLinux = "Only Linux tells which processes belong to a cluster.";

    private PostgresServer? original;

    public Figures Figures { get; } = new();

    /// <summary>An admin's, in every copy.</summary>
    public string Key { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        original = await PostgresServer.CreateAsync(CancellationToken.None);
        await new Migrator(original.AdminConnectionString, Migrator.BuiltIn).ApplyAsync(CancellationToken.None);
        await using (var data = new DataServices(new DatabaseOptions(original.AdminConnectionString)))
        {
            var by = new Authorship(null, "faults", Role.Admin, TimeProvider.System.Now());
            await data.SampleStory.LoadOnceAsync(by, CancellationToken.None);
            Key = (await data.ApiKeyStore.AddAsync(NewId.At(by.At), "faults", Role.Admin, null, by, CancellationToken.None)).Token.Reveal();
        }

        await original.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (original is not null)
        {
            await original.DisposeAsync();
        }

        if (Environment.GetEnvironmentVariable("FAULTS_FIGURES") is { Length: > 0 } path)
        {
            await File.WriteAllTextAsync(path, Figures.ToString());
        }
    }

    /// <summary>A server of the test's own, started.</summary>
    public Task<PostgresServer> CopyAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), OnlyOnLinux);
        return PostgresServer.CopyAsync(original!, TestContext.Current.CancellationToken);
    }

    /// <summary>A data folder of the test's own, for a service that starts its Postgres itself.</summary>
    public async Task<DataFolder> CopyFolderAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), OnlyOnLinux);
        var folder = new DataFolder();
        await original!.CopyFolderAsync(folder.Path, TestContext.Current.CancellationToken);
        return folder;
    }

    /// <summary>As superuser to a copy that listens elsewhere: passwords are the same in all.</summary>
    public string AdminAt(int port) => new NpgsqlConnectionStringBuilder(original!.AdminConnectionString) { Port = port }.ConnectionString;
}
