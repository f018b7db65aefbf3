using ClaimCheck.Data.Tests;
using ClaimCheck.Testing;

[assembly: AssemblyFixture(typeof(MigratedPostgres))]

namespace ClaimCheck.Data.Tests;

/// <summary>A server of this run whose databases come with every migration applied.</summary>
public sealed class MigratedPostgres : IAsyncLifetime
{
    private ThrowAwayPostgres? server;

    public ThrowAwayPostgres Server => server!;

    public async ValueTask InitializeAsync() =>
        server = await ThrowAwayPostgres.StartAsync(admin => new Migrator(admin, Migrator.BuiltIn).ApplyAsync(CancellationToken.None));

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
