using ClaimCheck.Data.Tests.Embedded;
using ClaimCheck.Testing;

[assembly: AssemblyFixture(typeof(SharedServer))]

namespace ClaimCheck.Data.Tests.Embedded;

/// <summary>The one server of this test run.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    private ThrowAwayPostgres? postgres;

    public ThrowAwayPostgres Postgres => postgres ?? throw new InvalidOperationException("The server has not been started.");

    public async ValueTask InitializeAsync() => postgres = await ThrowAwayPostgres.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (postgres is not null)
        {
            await postgres.DisposeAsync();
        }
    }
}
