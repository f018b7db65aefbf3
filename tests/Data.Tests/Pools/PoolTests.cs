using ClaimCheck.Data.Pools;
using ClaimCheck.Data.Telemetry;
using ClaimCheck.Data.Tests.Telemetry;
using ClaimCheck.Testing;
using Dapper;
using Npgsql;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace ClaimCheck.Data.Tests.Pools;

public sealed class PoolTests(OwnDatabase database) : IClassFixture<OwnDatabase>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_finds_the_queue_full_is_turned_away_at_once_and_those_in_it_get_their_turn()
    {
        using var meters = new DataMeters();
        await using var pool = Make(meters, connections: 2, waiting: 3);
        var door = new TaskCompletionSource();
        async Task<int> WaitAtTheDoorAsync(NpgsqlConnection connection, CancellationToken token)
        {
            await door.Task.WaitAsync(token);
            return await connection.ExecuteScalarAsync<int>("select 1");
        }

        var inside = Enumerable.Range(0, 5).Select(_ => pool.UseRepeatablyAsync(WaitAtTheDoorAsync, Stop).AsTask()).ToList();
        await Assert.ThrowsAsync<DatabaseBusyException>(async () => await pool.UseRepeatablyAsync(WaitAtTheDoorAsync, Stop));
        door.SetResult();

        var results = await Task.WhenAll(inside);
        Assert.Equal([1, 1, 1, 1, 1], results);
        Assert.Equal(1, await pool.UseRepeatablyAsync(WaitAtTheDoorAsync, Stop));
    }

    [Fact]
    public async Task A_read_does_not_notice_that_its_connections_were_ended()
    {
        using var meters = new DataMeters();
        await using var pool = Make(meters, connections: 8);
        async Task<int> PidAsync() => await pool.UseRepeatablyAsync((connection, _) => connection.ExecuteScalarAsync<int>("select pg_backend_pid()"), Stop);
        var ended = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PidAsync()));

        await EndAsync(ended);
        var after = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PidAsync()));

        Assert.Empty(after.Intersect(ended));
    }

    [Fact]
    public async Task What_may_have_been_written_is_not_tried_again()
    {
        using var meters = new DataMeters();
        await using var pool = Make(meters);
        var tries = 0;

        await Assert.ThrowsAnyAsync<NpgsqlException>(async () => await pool.UseOnceAsync(
            async (connection, token) =>
            {
                tries++;
                return await connection.ExecuteAsync(new CommandDefinition("select pg_terminate_backend(pg_backend_pid())", cancellationToken: token));
            },
            Stop));

        Assert.Equal(1, tries);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_refused_for_a_deadlock_is_tried_again(bool isRepeatable)
    {
        using var meters = new DataMeters();
        await using var pool = Make(meters);
        var tries = 0;

        Task<int> FailTwiceAsync(NpgsqlConnection connection, CancellationToken token) => connection.ExecuteScalarAsync<int>(
            ++tries < 3 ? "do $$ begin raise exception 'a deadlock' using errcode = '40P01'; end $$" : "select 7");
        var result = isRepeatable ? await pool.UseRepeatablyAsync(FailTwiceAsync, Stop) : await pool.UseOnceAsync(FailTwiceAsync, Stop);

        Assert.Equal((3, 7), (tries, result));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_given_up_on_and_soon_not_asked_for_a_while()
    {
        using var meters = new DataMeters();
        await using var pool = Make(meters, patience: TimeSpan.FromMilliseconds(300));
        async Task<int> HangAsync() => await pool.UseRepeatablyAsync(
            (connection, token) => connection.ExecuteAsync(new CommandDefinition("select pg_advisory_xact_lock(1)", cancellationToken: token)), Stop);
        async Task<int> AskAsync() => await pool.UseRepeatablyAsync((connection, _) => connection.ExecuteScalarAsync<int>("select 1"), Stop);
        await ConnectAsync(pool, 8);
        await using (var holder = new NpgsqlConnection(database.Database.AdminConnectionString))
        {
            // What hangs does so for as long as this is held, however slow the machine.
            await holder.OpenAsync(Stop);
            await holder.ExecuteAsync("select pg_advisory_lock(1)");
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Assert.ThrowsAsync<TimeoutRejectedException>(HangAsync)));
            await Assert.ThrowsAsync<BrokenCircuitException>(AskAsync);
            await holder.ExecuteAsync("select pg_advisory_unlock(1)");
        }

        async Task<bool> IsAskedAgainAsync()
        {
            try
            {
                return await AskAsync() == 1;
            }
            catch (Exception notYet) when (notYet is BrokenCircuitException or TimeoutRejectedException)
            {
                return false;
            }
        }

        await Eventually.TrueAsync(IsAskedAgainAsync, "the server is asked again");
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_found_out_although_nobody_waits_long_enough()
    {
        using var meters = new DataMeters();
        using var counts = new Counts(meters);
        await using var pool = Make(meters, patience: TimeSpan.FromMilliseconds(300));
        async Task<int> HangAsync()
        {
            using var impatience = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
            return await pool.UseRepeatablyAsync((connection, _) => connection.ExecuteAsync("select pg_sleep(1)"), impatience.Token);
        }

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Assert.ThrowsAnyAsync<OperationCanceledException>(HangAsync)));

        await Eventually.TrueAsync(() => Task.FromResult(counts["claimcheck.database.circuit.openings tests"] == 1), "the circuit opens");
    }

    [Fact]
    public async Task Who_comes_past_the_queue_finds_a_connection_although_all_places_are_taken()
    {
        using var meters = new DataMeters();
        await using var pool = Make(meters, connections: 1);
        var door = new TaskCompletionSource();
        var inside = pool.UseRepeatablyAsync(
            async (_, _) =>
            {
                await door.Task;
                return 1;
            },
            Stop);

        await using (var past = await pool.OpenAsync(Stop))
        {
            Assert.Equal(1, await past.ExecuteScalarAsync<int>("select 1"));
        }

        door.SetResult();
        Assert.Equal(1, await inside);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_says_so_and_nothing_was_sent()
    {
        using var meters = new DataMeters();
        var nowhere = new NpgsqlConnectionStringBuilder("Host=127.0.0.1;Port=1;Username=nobody;Database=nothing") { ApplicationName = "nowhere", Timeout = 1 };
        await using var pool = Make(meters, new PoolSettings(nowhere, 8, 0, TimeSpan.FromSeconds(2)));

        await Assert.ThrowsAsync<NotReachedException>(async () => await pool.UseOnceAsync((_, _) => Task.FromResult(1), Stop));
    }

    private Pool Make(DataMeters meters, int connections = 8, int waiting = 0, TimeSpan? patience = null)
    {
        var connection = new NpgsqlConnectionStringBuilder(database.Database.ServiceConnectionString)
        {
            ApplicationName = "tests",
            Timeout = 2,
            CancellationTimeout = -1,
        };
        return Make(meters, new PoolSettings(connection, connections, waiting, patience ?? TimeSpan.FromSeconds(10)));
    }

    private static Pool Make(DataMeters meters, PoolSettings settings) =>
        new(settings, new Server("tests", new HostSearch(settings.Connection, HostRole.Primary), meters), meters);

    private async Task EndAsync(int[] pids)
    {
        await using var connection = new NpgsqlConnection(database.Database.AdminConnectionString);
        await connection.OpenAsync(Stop);
        await connection.ExecuteAsync("select pg_terminate_backend(pid) from unnest(@pids) as pid", new { pids });
        await Eventually.TrueAsync(
            async () => await connection.ExecuteScalarAsync<long>("select count(*) from pg_stat_activity where pid = any(@pids)", new { pids }) == 0,
            "the connections end");
    }

    /// <summary>So that nobody's patience is spent on connecting.</summary>
    private static async Task ConnectAsync(Pool pool, int connections)
    {
        var open = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => pool.OpenAsync(Stop).AsTask()));
        foreach (var connection in open)
        {
            await connection.DisposeAsync();
        }
    }
}
