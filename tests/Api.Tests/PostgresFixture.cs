using ClaimCheck.Data;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Values;
using ClaimCheck.Testing;

[assembly: AssemblyFixture(typeof(ClaimCheck.Api.Tests.PostgresFixture))]

namespace ClaimCheck.Api.Tests;

/// <summary>The one server of this run. Its template database is migrated and holds the sample story.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private ThrowAwayPostgres? server;

    public ThrowAwayPostgres Server => server!;

    public async ValueTask InitializeAsync() => server = await ThrowAwayPostgres.StartAsync(PrepareAsync);

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private static async Task PrepareAsync(string adminConnectionString)
    {
        await new Migrator(adminConnectionString, Migrator.BuiltIn).ApplyAsync(CancellationToken.None);
        await using var data = new DataServices(new DatabaseOptions(adminConnectionString));
        await data.SampleStory.LoadOnceAsync(
            new Authorship(null, "Sample story", Role.Admin, TimeProvider.System.Now()), CancellationToken.None);
    }
}
