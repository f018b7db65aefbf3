namespace ClaimCheck.Faults.Servers;

/// <summary>The same, with a proxy between the two that cuts.</summary>
public sealed class StageBehindProxy(FaultsFixture faults) : Stage(faults)
{
    private readonly FaultsFixture faults = faults;

    internal CuttingProxy Proxy { get; private set; } = null!;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Proxy is not null)
        {
            await Proxy.DisposeAsync();
        }
    }

    internal override string WayTo(PostgresServer postgres)
    {
        Proxy ??= new CuttingProxy(postgres.Port);
        return faults.AdminAt(Proxy.Port);
    }
}
