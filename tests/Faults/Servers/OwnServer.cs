namespace ClaimCheck.Faults.Servers;

/// <summary>Tests each of which has a server of its own.</summary>
/// <param name="faults">What the server is a copy of.</param>
public abstract class OwnServer(FaultsFixture faults) : IAsyncLifetime
{
    private PostgresServer? postgres;

    /// <summary>What all tests share.</summary>
    protected FaultsFixture Faults { get; } = faults;

    /// <summary>The server. Where there can be none the test is skipped, which only a test can be.</summary>
    protected PostgresServer Postgres
    {
        get
        {
            Assert.SkipWhen(postgres is null, FaultsFixture.OnlyOnLinux);
            return postgres;
        }
    }

    /// <summary>As superuser to the server.</summary>
    protected string Admin => Postgres.AdminConnectionString;

    public async ValueTask InitializeAsync()
    {
        if (OperatingSystem.IsLinux())
        {
            postgres = await Faults.CopyAsync();
        }
    }

    public virtual async ValueTask DisposeAsync()
    {
        await (postgres?.DisposeAsync() ?? default);
        GC.SuppressFinalize(this);
    }
}
