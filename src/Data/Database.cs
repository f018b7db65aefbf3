using System.Globalization;
using ClaimCheck.Data.Idempotency;
using ClaimCheck.Data.Pools;
using ClaimCheck.Data.Replicas;
using ClaimCheck.Data.Telemetry;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data;

/// <summary>
/// The ways to one Postgres: a pool for short reads, one for writes, and one for searches, in which the planner sees what is
/// searched for.
/// </summary>
/// <remarks>
/// Connections are not reset between uses (twice the database's work on a short read), so nothing may outlive a use: no
/// session settings, temporary tables or session locks.
/// </remarks>
public sealed class Database : IAsyncDisposable
{
    /// <summary>The role under which the service works, whoever logs in: it may not touch what is append-only.</summary>
    public const string ServiceRole = "claimcheck_service";

    /// <summary>
    /// Session options under which the planner chooses well between the word index and a walk back from the newest claim: it
    /// sees the words; it does not take the test of a claim's words for nearly free, nor a page out of order for four in order
    /// (they are in memory); and it plans no second worker, which would take a core from everybody else for no gain.
    /// </summary>
    public const string SearchOptions =
        "-c plan_cache_mode=force_custom_plan -c random_page_cost=1.1 -c cpu_operator_cost=0.0125 -c max_parallel_workers_per_gather=0";

    private const int ConnectSeconds = 2;
    private const int CommandSeconds = 10;
    private const int MaintenanceSeconds = 60;

    // How long a use of the database outlives the statement's own limit: only where the server does not answer at all.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(200);

    private readonly Pool reads;
    private readonly Pool writes;
    private readonly Pool searches;
    private readonly Pool? replicaReads;
    private readonly Pool? replicaSearches;
    private readonly ReplayedPositions replayed = new();

    // Ambient, because what a request may read from where is nothing that the readers between its beginning and its reads know.
    private readonly AsyncLocal<CallerPosition?> caller = new();

    static Database() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    /// <summary>Makes the pools; connects to nothing yet.</summary>
    /// <param name="options">Which database. What its connection string says about time-outs is kept, and a maximum pool size goes for writes.</param>
    /// <param name="meters">Where retries, queues and circuits are told.</param>
    public Database(DatabaseOptions options, DataMeters meters)
    {
        var given = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        Pool PoolOf(Server server, string name, int connections, int waiting, string? sessionOptions = null) => new(
            ForService(options, name, connections, sessionOptions), waiting, options.Patience + Grace, server, meters);

        // Few wait for a search: it can take long, and what waits for many of them runs into its deadline.
        var primary = new Server("database", TargetSessionAttributes.Primary, meters);
        reads = PoolOf(primary, "claimcheck-reads", 16, waiting: 256);
        writes = PoolOf(primary, "claimcheck-writes", given.ShouldSerialize("Maximum Pool Size") ? given.MaxPoolSize : 24, waiting: 256);
        searches = PoolOf(primary, "claimcheck-searches", 8, waiting: 64, SearchOptions);
        if (options is { ReadFromReplicas: true, HasSeveralHosts: true })
        {
            var replicas = new Server("replicas", TargetSessionAttributes.PreferStandby, meters);
            replicaReads = PoolOf(replicas, "claimcheck-replica-reads", 16, waiting: 256);
            replicaSearches = PoolOf(replicas, "claimcheck-replica-searches", 8, waiting: 64, SearchOptions);
        }
    }

    /// <summary>Whether some reads go to replicas.</summary>
    public bool ReadsFromReplicas => replicaReads is not null;

    /// <summary>
    /// From here on, and in whatever is called from here, reads may go to replicas as far as the caller's position allows, and
    /// writes move it on. Without this everything goes to the primary.
    /// </summary>
    public void Follow(CallerPosition position) => caller.Value = position;

    /// <summary>Whether the database answers.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        try
        {
            await using var connection = await reads.OpenAsync(cancellation);
            return await connection.ExecuteScalarAsync<int>(new CommandDefinition("select 1", cancellationToken: cancellation)) == 1;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await reads.DisposeAsync();
        await writes.DisposeAsync();
        await searches.DisposeAsync();
        foreach (var pool in new[] { replicaReads, replicaSearches }.OfType<Pool>())
        {
            await pool.DisposeAsync();
        }
    }

    /// <summary>The rows of one short read. Its connection is given back before they are looked at.</summary>
    internal ValueTask<List<T>> ReadAsync<T>(CommandDefinition command) => RowsAsync<T>(reads, replicaReads, command);

    /// <summary>The row of one short read, or null if there is none.</summary>
    internal ValueTask<T?> ReadOneAsync<T>(CommandDefinition command)
        where T : class =>
        ReadAsync(reads, replicaReads, (connection, token) => connection.QuerySingleOrDefaultAsync<T>(Until(command, token)), command.CancellationToken);

    /// <summary>The version that one short read finds, or null.</summary>
    internal ValueTask<int?> ReadVersionAsync(CommandDefinition command) =>
        ReadAsync(reads, replicaReads, (connection, token) => connection.ExecuteScalarAsync<int?>(Until(command, token)), command.CancellationToken);

    /// <summary>The rows of two short reads in one round trip: one statement after the other, with the parameters of both.</summary>
    internal ValueTask<(List<TFirst> First, List<TSecond> Second)> ReadTwoAsync<TFirst, TSecond>(CommandDefinition command) =>
        ReadAsync(
            reads,
            replicaReads,
            async (connection, token) =>
            {
                await using var results = await connection.QueryMultipleAsync(Until(command, token));
                return ((await results.ReadAsync<TFirst>()).AsList(), (await results.ReadAsync<TSecond>()).AsList());
            },
            command.CancellationToken);

    /// <summary>The rows that a search found.</summary>
    internal ValueTask<List<T>> SearchAsync<T>(CommandDefinition command) => RowsAsync<T>(searches, replicaSearches, command);

    /// <summary>Reads what was written last: where a write has just met something, and must say what.</summary>
    internal ValueTask<T> ReadFreshAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> read, CancellationToken cancellation) =>
        writes.UseRepeatablyAsync(
            async (connection, token) =>
            {
                var found = await read(connection, token);
                await NotePositionAsync(connection, token);
                return found;
            },
            cancellation);

    /// <summary>
    /// Runs a write in one transaction, which is committed when <paramref name="work"/> says so. It is tried again where that
    /// doubles nothing: after a deadlock, and, with a receipt, whenever the server went away.
    /// </summary>
    /// <exception cref="PostgresException">With a receipt, and the request is a repetition: see <see cref="IdempotencyStore.Recognise"/>.</exception>
    internal ValueTask<T> WriteAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<(bool Commit, T Result)>> work, Receipt<T>? receipt, CancellationToken cancellation)
    {
        return receipt is null ? writes.UseOnceAsync(WriteAsync, cancellation) : writes.UseRepeatablyAsync(WriteAsync, cancellation);

        async Task<T> WriteAsync(NpgsqlConnection connection, CancellationToken token)
        {
            await using var transaction = await connection.BeginTransactionAsync(token);
            if (receipt is not null)
            {
                await IdempotencyStore.BeginAsync(connection, receipt.Request, token);
            }

            var (commit, result) = await work(connection, token);
            if (!commit)
            {
                await NotePositionAsync(connection, token);
                return result;
            }

            if (receipt is null)
            {
                await transaction.CommitAsync(token);
            }
            else
            {
                var answer = await receipt.AnswerAsync(result);
                await IdempotencyStore.KeepAsync(connection, receipt.Request, answer, token);
                await transaction.CommitAsync(token);
                receipt.Commit(answer);
            }

            await NotePositionAsync(connection, token);
            return result;
        }
    }

    /// <inheritdoc cref="WriteAsync{T}(Func{NpgsqlConnection, CancellationToken, Task{ValueTuple{bool, T}}}, Receipt{T}, CancellationToken)"/>
    internal ValueTask<T> WriteAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<(bool Commit, T Result)>> work, CancellationToken cancellation) =>
        WriteAsync(work, null, cancellation);

    /// <summary>Runs a write of one statement that finds out whether it was done before.</summary>
    internal ValueTask<T> WriteRepeatablyAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellation) =>
        writes.UseRepeatablyAsync(work, cancellation);

    /// <summary>Runs a write that is one statement, hence one transaction and one round trip.</summary>
    internal ValueTask<T> WriteOnceAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellation) =>
        writes.UseOnceAsync(work, cancellation);

    /// <summary>
    /// Runs a write that is one command, whose result is known beforehand. With a receipt its answer is kept in the same round
    /// trip: then the command is given the parameters of <see cref="IdempotencyStore.KeepStatement"/>, which it must put first.
    /// </summary>
    /// <inheritdoc cref="WriteAsync{T}(Func{NpgsqlConnection, CancellationToken, Task{ValueTuple{bool, T}}}, Receipt{T}, CancellationToken)" path="/exception"/>
    internal async ValueTask<T> WriteOnceAsync<T>(
        T result, Func<NpgsqlConnection, object?, CancellationToken, Task> write, Receipt<T>? receipt, CancellationToken cancellation)
    {
        if (receipt is null)
        {
            return await writes.UseOnceAsync(
                async (connection, token) =>
                {
                    await write(connection, null, token);
                    await NotePositionAsync(connection, token);
                    return result;
                },
                cancellation);
        }

        var answer = await receipt.AnswerAsync(result);
        await writes.UseRepeatablyAsync(
            async (connection, token) =>
            {
                await write(connection, IdempotencyStore.KeepParameters(receipt.Request, answer), token);
                receipt.Commit(answer);
                await NotePositionAsync(connection, token);
                return true;
            },
            cancellation);
        return result;
    }

    /// <summary>Runs a statement that nobody waits for and that may take its time.</summary>
    internal async Task MaintainAsync(string statement, CancellationToken cancellation)
    {
        await using var connection = await writes.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition("set local statement_timeout = '60s'", cancellationToken: cancellation));
        await connection.ExecuteAsync(new CommandDefinition(statement, commandTimeout: MaintenanceSeconds, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
    }

    private ValueTask<List<T>> RowsAsync<T>(Pool primary, Pool? replica, CommandDefinition command) => ReadAsync(
        primary, replica, async (connection, token) => (await connection.QueryAsync<T>(Until(command, token))).AsList(), command.CancellationToken);

    /// <summary>Reads from a replica, where there is one that has come far enough for the caller, and else from the primary.</summary>
    private ValueTask<T> ReadAsync<T>(
        Pool primary, Pool? replica, Func<NpgsqlConnection, CancellationToken, Task<T>> read, CancellationToken cancellation) =>
        replica is not null && caller.Value is { MayReadReplicas: true } position
            ? ReadReplicaAsync(primary, replica, position.After, read, cancellation)
            : primary.UseRepeatablyAsync(read, cancellation);

    private async ValueTask<T> ReadReplicaAsync<T>(
        Pool primary, Pool replica, string? after, Func<NpgsqlConnection, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        try
        {
            var (isRead, result) = await replica.UseRepeatablyAsync(
                async (connection, token) => await replayed.IncludesAsync(connection, after, token)
                    ? (true, await read(connection, token))
                    : (false, default(T)),
                cancellation);
            if (isRead)
            {
                return result!;
            }
        }
        catch (Exception e) when (Failures.MayAskAnother(e))
        {
            // The primary answers what the replicas cannot.
        }

        return await primary.UseRepeatablyAsync(read, cancellation);
    }

    /// <summary>After a commit, or when the caller is told of what was met: from here on it must be shown no less.</summary>
    private async ValueTask NotePositionAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (ReadsFromReplicas && caller.Value is { } position)
        {
            position.MoveTo(await ReplayedPositions.EndAsync(connection, cancellation));
        }
    }

    private static CommandDefinition Until(CommandDefinition command, CancellationToken token) =>
        new(command.CommandText, command.Parameters, cancellationToken: token);

    private static NpgsqlConnectionStringBuilder ForService(DatabaseOptions options, string pool, int connections, string? sessionOptions)
    {
        var given = new NpgsqlConnectionStringBuilder(options.ConnectionString);

        // Automatic preparation and no reset: each about half as much again on short reads (make bench shows it).
        var builder = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            ApplicationName = pool,
            MaxPoolSize = connections,
            NoResetOnClose = true,
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
            CancellationTimeout = -1,

            // After a failover the host that is gone is forgotten, and the new primary found, within this time.
            HostRecheckSeconds = 1,

            // With it a violated rule would quote the row, claim text and all, into the log.
            IncludeErrorDetail = false,
        };

        // Postgres ends what nobody waits for any longer, and what an instance that hangs has left in the middle of.
        var milliseconds = (int)options.Patience.TotalMilliseconds;
        builder.Options = string.Create(
            CultureInfo.InvariantCulture,
            $"{builder.Options} -c statement_timeout={milliseconds} -c idle_in_transaction_session_timeout={2 * milliseconds} {sessionOptions}").Trim();
        if (!string.Equals(builder.Username, ServiceRole, StringComparison.Ordinal))
        {
            builder.Options += $" -c role={ServiceRole}";
        }

        SetUnlessGiven(builder, given);
        return builder;
    }

    /// <summary>Time-outs that the operator wrote down win over the service's own.</summary>
    private static void SetUnlessGiven(NpgsqlConnectionStringBuilder builder, NpgsqlConnectionStringBuilder given)
    {
        builder.Timeout = given.ShouldSerialize("Timeout") ? given.Timeout : ConnectSeconds;
        if (!given.ShouldSerialize("GSS Encryption Mode"))
        {
            // Preferring it costs a failed attempt at every connection where the machine has no Kerberos library.
            builder.GssEncryptionMode = GssEncryptionMode.Disable;
        }

        builder.CommandTimeout = given.ShouldSerialize("Command Timeout") ? given.CommandTimeout : CommandSeconds;
    }
}
