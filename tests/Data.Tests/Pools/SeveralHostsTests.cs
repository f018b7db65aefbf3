using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace ClaimCheck.Data.Tests.Pools;

/// <summary>A connection string that names hosts of which not all are there.</summary>
public sealed class SeveralHostsTests(OwnDatabase database) : IClassFixture<OwnDatabase>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_that_takes_connections_and_says_nothing_costs_nobody_anything()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var data = new DataServices(new DatabaseOptions(Naming(((IPEndPoint)silent.LocalEndpoint).Port)));

        // Everybody at once, so that everybody needs a new connection; and once more with those that there are.
        for (var round = 0; round < 2; round++)
        {
            var time = Stopwatch.StartNew();
            await AtOnce.DoAsync(8, _ => data.SourceReader.ListAsync(new(), null, 1, Stop));
            Assert.True(time.Elapsed < TimeSpan.FromSeconds(1), $"It took {time.Elapsed}.");
        }
    }

    [Fact]
    public async Task Which_of_them_is_meant_is_not_for_the_connection_string_to_say()
    {
        var given = Naming(nobodyAt: 1) + ";Target Session Attributes=primary";
        await using var data = new DataServices(new DatabaseOptions(given));

        Assert.True(await data.Database.AnswersAsync(Stop));
        Assert.Empty(await new Migrator(AsOwner(given), Migrator.BuiltIn).PendingAsync(Stop));
    }

    private string Naming(int nobodyAt)
    {
        var there = new NpgsqlConnectionStringBuilder(database.Database.ServiceConnectionString);
        there.Host = $"127.0.0.1:{nobodyAt},{there.Host}";
        return there.ConnectionString;
    }

    private string AsOwner(string connectionString)
    {
        var owner = new NpgsqlConnectionStringBuilder(database.Database.AdminConnectionString);
        return new NpgsqlConnectionStringBuilder(connectionString) { Username = owner.Username, Password = owner.Password }.ConnectionString;
    }
}
