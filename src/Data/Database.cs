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
/// Pooled connections are not reset between uses (twice the database's work on a short read), so nothing may outlive a use: no
/// session settings, temporary tables or session locks. Imports have connections of their own, which are not pooled.
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

    /// <summary>
    /// Session options under which the planner reads a table in the order of its index and looks up what belongs to each row, so
    /// that the first row comes at once and nothing is gathered or sorted on the way.
    /// </summary>
    private const string ExportOptions =
        "-c plan_cache_mode=force_custom_plan -c random_page_cost=1.1 -c enable_hashjoin=off -c max_parallel_workers_per_gather=0";

    /// <summary>How many exports one instance makes at a time.</summary>
    internal const int MostExports = 2;

    private const int MaintenanceSeconds = 60;

    // A statement of an import stores thousands of rows, and Postgres may be busy with those of others.
    private static readonly TimeSpan ImportPatience = TimeSpan.FromMinutes(2);

    private readonly Server primary;
    private readonly Pool reads;
    private readonly Pool writes;
    private readonly Pool searches;
    private readonly Pool exports;
    private readonly Pool imports;
    private readonly Pool followers;
    private readonly ReplicaReads? replicas;

    static Database() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    /// <summary>Makes the pools; connects to nothing yet.</summary>
    /// <param name="options">Which database. A maximum pool size in its connection string goes for writes.</param>
    /// <param name="meters">Where retries, queues and circuits are told.</param>
    public Database(DatabaseOptions options, DataMeters meters)
    {
        var given = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        Pool PoolOf(Server server, PoolSettings settings) => new(settings, server, meters);

        // Few wait for a search: it can take long, and what waits for many of them runs into its deadline.
        primary = new Server("database", new HostSearch(given, HostRole.Primary), meters);
        reads = PoolOf(primary, PoolSettings.Of(options, "claimcheck-reads", 16, waiting: 256));
        writes = PoolOf(
            primary,
            PoolSettings.Of(
                options, "claimcheck-writes", given.ShouldSerialize("Maximum Pool Size") ? given.MaxPoolSize : 24, waiting: 256));
        searches = PoolOf(primary, PoolSettings.Of(options, "claimcheck-searches", 8, waiting: 64, sessionOptions: SearchOptions));
        exports = PoolOf(primary, PoolSettings.OfLongReads(options, "claimcheck-exports", MostExports, ExportOptions));
        Patience = options.Patience + options.Grace;
        var slow = PoolSettings.Of(options with { Patience = ImportPatience }, "claimcheck-imports", 16, waiting: 0);
        slow.Connection.Pooling = false;
        imports = PoolOf(primary, slow);
        slow = PoolSettings.Of(options with { Patience = ImportPatience }, "claimcheck-followers", 4, waiting: 0);
        slow.Connection.Pooling = false;
        followers = PoolOf(primary, slow);
        if (options is { ReadFromReplicas: true, HasSeveralHosts: true })
        {
            replicas = new ReplicaReads(options, meters);
        }
    }

    /// <summary>
    /// Connections to the primary were lost. If another has taken its place, it may lack what was written last, unless
    /// replication is synchronous.
    /// </summary>
    internal event Action? Lost
    {
        add => primary.Lost += value;
        remove => primary.Lost -= value;
    }

    /// <summary>How long one use of the database may take, but for those that take as long as there is something to read.</summary>
    internal TimeSpan Patience { get; }

    /// <summary>Whether some reads go to replicas.</summary>
    public bool ReadsFromReplicas => replicas is not null;

    /// <summary>
    /// From here on, and in whatever is called from here, reads may go to replicas as far as the caller's position allows, and
    /// writes move it on. Without this everything goes to the primary.
    /// </summary>
    public void Follow(CallerPosition position) => replicas?.Follow(position);

    /// <summary>Whether the database answers.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        try
        {
            return await AskAsync().WaitAsync(cancellation);
        }
        catch (Exception e) when (e is NpgsqlException or NotReachedException)
        {
            return false;
        }

        // Left rather than cancelled, like any use of a pool.
        async Task<bool> AskAsync()
        {
            await using var connection = await reads.OpenAsync(cancellation);
            return await connection.ExecuteScalarAsync<int>("select 1") == 1;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await reads.DisposeAsync();
        await writes.DisposeAsync();
        await searches.DisposeAsync();
        await exports.DisposeAsync();
        await imports.DisposeAsync();
        await followers.DisposeAsync();
        await primary.DisposeAsync();
        await (replicas?.DisposeAsync() ?? default);
    }

    /// <summary>The rows of one short read. Its connection is given back before they are looked at.</summary>
    internal ValueTask<List<T>> ReadAsync<T>(CommandDefinition command) => RowsAsync<T>(reads, replicas?.Reads, command);

    /// <summary>The same, of the primary: for what a replica may not have heard of yet.</summary>
    internal ValueTask<List<T>> ReadPrimaryAsync<T>(CommandDefinition command) => RowsAsync<T>(reads, null, command);

    /// <summary>The row of one short read, or null if there is none.</summary>
    internal ValueTask<T?> ReadOneAsync<T>(CommandDefinition command)
        where T : class =>
        ReadAsync(reads, replicas?.Reads, (connection, token) => connection.QuerySingleOrDefaultAsync<T>(Until(command, token)), command.CancellationToken);

    /// <summary>The version that one short read finds, or null.</summary>
    internal ValueTask<int?> ReadVersionAsync(CommandDefinition command) =>
        ReadAsync(reads, replicas?.Reads, (connection, token) => connection.ExecuteScalarAsync<int?>(Until(command, token)), command.CancellationToken);

    /// <summary>The rows of two short reads in one round trip: one statement after the other, with the parameters of both.</summary>
    internal ValueTask<(List<TFirst> First, List<TSecond> Second)> ReadTwoAsync<TFirst, TSecond>(CommandDefinition command) =>
        ReadSeveralAsync(
            command,
            async results => ((await results.ReadAsync<TFirst>()).AsList(), (await results.ReadAsync<TSecond>()).AsList()));

    /// <summary>The rows of several short reads in one round trip, taken in the order of their statements.</summary>
    internal ValueTask<T> ReadSeveralAsync<T>(CommandDefinition command, Func<SqlMapper.GridReader, Task<T>> take) =>
        ReadAsync(
            reads,
            replicas?.Reads,
            async (connection, token) =>
            {
                await using var results = await connection.QueryMultipleAsync(Until(command, token));
                return await take(results);
            },
            command.CancellationToken);

    /// <summary>
    /// Short reads that need one another, all of the same server: what one has found, a replica that lags behind might lack for
    /// the next.
    /// </summary>
    internal ValueTask<T> ReadTogetherAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> read, CancellationToken cancellation) =>
        ReadAsync(reads, replicas?.Reads, read, cancellation);

    /// <summary>The rows that a search found.</summary>
    internal ValueTask<List<T>> SearchAsync<T>(CommandDefinition command) => RowsAsync<T>(searches, replicas?.Searches, command);

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

    /// <summary>
    /// A connection to the primary on which nothing can be written and reading may take as long as there is something to read. What
    /// is done with it is left to whoever asks, and so is how many do at a time: at most <see cref="MostExports"/>.
    /// </summary>
    internal ValueTask<NpgsqlConnection> OpenForExportAsync(CancellationToken cancellation) => exports.OpenAsync(cancellation);

    /// <summary>
    /// A connection of its own for an import, which may keep what a pooled one must not: locks and temporary tables. It ends where it
    /// is disposed of.
    /// </summary>
    internal ValueTask<NpgsqlConnection> OpenForImportAsync(CancellationToken cancellation) => imports.OpenAsync(cancellation);

    /// <summary>A connection of its own for whoever follows the feed of changes and may take as long over it as an import does.</summary>
    internal ValueTask<NpgsqlConnection> OpenForFollowerAsync(CancellationToken cancellation) => followers.OpenAsync(cancellation);

    /// <summary>Runs a statement that nobody waits for and that may take its time.</summary>
    internal Task MaintainAsync(string statement, CancellationToken cancellation) => MaintainAsync(statement, null, cancellation);

    /// <inheritdoc cref="MaintainAsync(string, CancellationToken)"/>
    internal async Task MaintainAsync(string statement, object? parameters, CancellationToken cancellation)
    {
        await using var connection = await writes.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition("set local statement_timeout = '60s'", cancellationToken: cancellation));
        await connection.ExecuteAsync(new CommandDefinition(statement, parameters, commandTimeout: MaintenanceSeconds, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
    }

    private ValueTask<List<T>> RowsAsync<T>(Pool primary, Pool? replica, CommandDefinition command) => ReadAsync(
        primary, replica, async (connection, token) => (await connection.QueryAsync<T>(Until(command, token))).AsList(), command.CancellationToken);

    private ValueTask<T> ReadAsync<T>(
        Pool primary, Pool? replica, Func<NpgsqlConnection, CancellationToken, Task<T>> read, CancellationToken cancellation) =>
        replica is null ? primary.UseRepeatablyAsync(read, cancellation) : ReadEitherAsync(primary, replica, read, cancellation);

    private async ValueTask<T> ReadEitherAsync<T>(
        Pool primary, Pool replica, Func<NpgsqlConnection, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        var (isRead, result) = await replicas!.TryAsync(replica, read, cancellation);
        return isRead ? result! : await primary.UseRepeatablyAsync(read, cancellation);
    }

    private ValueTask NotePositionAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        replicas?.NotePositionAsync(connection, cancellation) ?? default;

    private static CommandDefinition Until(CommandDefinition command, CancellationToken token) =>
        new(command.CommandText, command.Parameters, cancellationToken: token);
}
