namespace ClaimCheck.Faults.Servers;

/// <summary>One server and the service over it, which the tests of a class hurt one after the other.</summary>
public class Stage(FaultsFixture faults) : IAsyncDisposable
{
    private TestedService? service;

    internal PostgresServer Postgres { get; private set; } = null!;

    internal TestedService Service => service!;

    /// <summary>Starts whatever does not run. Not done beforehand, because only a test can be skipped.</summary>
    internal async Task SetAsync()
    {
        Postgres ??= await faults.CopyAsync();
        if (Postgres.Processes().Count == 0)
        {
            await Postgres.StartAsync(TestContext.Current.CancellationToken);
        }

        if (service is null)
        {
            service = await TestedService.OverAsync(WayTo(Postgres), faults.Key);
        }
        else if (!service.IsRunning)
        {
            await service.StartAsync();
        }
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (service is not null)
        {
            await service.DisposeAsync();
        }

        if (Postgres is not null)
        {
            await Postgres.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>How the service reaches the server.</summary>
    internal virtual string WayTo(PostgresServer postgres) => postgres.AdminConnectionString;
}
