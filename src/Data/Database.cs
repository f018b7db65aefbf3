using Dapper;
using Npgsql;
using Polly;
using Polly.Retry;

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

    private const int ConnectSeconds = 3;
    private const int CommandSeconds = 10;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(20);

    // A serialization failure or a deadlock says that nothing was written and that trying again may succeed.
    private static readonly ResiliencePipeline WriteAgain = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<PostgresException>(e =>
                e.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected),
            MaxRetryAttempts = 3,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = RetryDelay,
        })
        .Build();

    static Database() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    /// <summary>Makes the pools; connects to nothing yet.</summary>
    /// <param name="connectionString">An Npgsql connection string; what it says about time-outs is kept, and a maximum pool size goes for writes.</param>
    public Database(string connectionString)
    {
        Reads = NpgsqlDataSource.Create(ForService(connectionString, b =>
        {
            b.ApplicationName = "claimcheck-reads";
            b.MaxPoolSize = 16;
        }));
        Writes = NpgsqlDataSource.Create(ForService(connectionString, b =>
        {
            b.ApplicationName = "claimcheck-writes";
            b.MaxPoolSize = new NpgsqlConnectionStringBuilder(connectionString) is var given && given.ShouldSerialize("Maximum Pool Size")
                ? given.MaxPoolSize
                : 24;
        }));
        Searches = NpgsqlDataSource.Create(ForService(connectionString, b =>
        {
            b.ApplicationName = "claimcheck-searches";
            b.Options += " " + SearchOptions;
            b.MaxPoolSize = 8;
        }));
    }

    private NpgsqlDataSource Reads { get; }

    internal NpgsqlDataSource Writes { get; }

    private NpgsqlDataSource Searches { get; }

    /// <summary>Whether the database answers.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        try
        {
            await using var connection = await Reads.OpenConnectionAsync(cancellation);
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
        await Reads.DisposeAsync();
        await Writes.DisposeAsync();
        await Searches.DisposeAsync();
    }

    /// <summary>The rows of one short read. Its connection is given back before they are looked at.</summary>
    internal Task<List<T>> ReadAsync<T>(CommandDefinition command) => RowsAsync<T>(Reads, command);

    /// <summary>The row of one short read, or null if there is none.</summary>
    internal async Task<T?> ReadOneAsync<T>(CommandDefinition command)
        where T : class
    {
        await using var connection = await Reads.OpenConnectionAsync(command.CancellationToken);
        return await connection.QuerySingleOrDefaultAsync<T>(command);
    }

    /// <summary>The version that one short read finds, or null.</summary>
    internal async Task<int?> ReadVersionAsync(CommandDefinition command)
    {
        await using var connection = await Reads.OpenConnectionAsync(command.CancellationToken);
        return await connection.ExecuteScalarAsync<int?>(command);
    }

    /// <summary>The rows of two short reads in one round trip: one statement after the other, with the parameters of both.</summary>
    internal async Task<(List<TFirst> First, List<TSecond> Second)> ReadTwoAsync<TFirst, TSecond>(CommandDefinition command)
    {
        await using var connection = await Reads.OpenConnectionAsync(command.CancellationToken);
        await using var results = await connection.QueryMultipleAsync(command);
        return ((await results.ReadAsync<TFirst>()).AsList(), (await results.ReadAsync<TSecond>()).AsList());
    }

    /// <summary>The rows that a search found.</summary>
    internal Task<List<T>> SearchAsync<T>(CommandDefinition command) => RowsAsync<T>(Searches, command);

    /// <summary>Runs a write in one transaction; it is committed when <paramref name="work"/> says so, and tried again after a deadlock.</summary>
    internal ValueTask<T> WriteAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<(bool Commit, T Result)>> work, CancellationToken cancellation) =>
        WriteAgain.ExecuteAsync(
            async token =>
            {
                await using var connection = await Writes.OpenConnectionAsync(token);
                await using var transaction = await connection.BeginTransactionAsync(token);
                var (commit, result) = await work(connection, token);
                if (commit)
                {
                    await transaction.CommitAsync(token);
                }

                return result;
            },
            cancellation);

    /// <summary>Runs a write that is one statement, hence one transaction and one round trip.</summary>
    internal ValueTask<T> WriteOnceAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellation) =>
        WriteAgain.ExecuteAsync(
            async token =>
            {
                await using var connection = await Writes.OpenConnectionAsync(token);
                return await work(connection, token);
            },
            cancellation);

    private static async Task<List<T>> RowsAsync<T>(NpgsqlDataSource pool, CommandDefinition command)
    {
        await using var connection = await pool.OpenConnectionAsync(command.CancellationToken);
        return (await connection.QueryAsync<T>(command)).AsList();
    }

    private static string ForService(string connectionString, Action<NpgsqlConnectionStringBuilder> use)
    {
        // Automatic preparation and no reset: each about half as much again on short reads (make bench shows it).
        var builder = new NpgsqlConnectionStringBuilder(connectionString)
        {
            NoResetOnClose = true,
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
            CancellationTimeout = -1,

            // With it a violated rule would quote the row, claim text and all, into the log.
            IncludeErrorDetail = false,
        };
        if (!string.Equals(builder.Username, ServiceRole, StringComparison.Ordinal))
        {
            builder.Options = $"{builder.Options} -c role={ServiceRole}".Trim();
        }

        use(builder);
        SetUnlessGiven(builder, connectionString);
        return builder.ConnectionString;
    }

    /// <summary>Time-outs that the operator wrote down win over the service's own.</summary>
    private static void SetUnlessGiven(NpgsqlConnectionStringBuilder builder, string connectionString)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        builder.Timeout = given.ShouldSerialize("Timeout") ? given.Timeout : ConnectSeconds;
        if (!given.ShouldSerialize("GSS Encryption Mode"))
        {
            // Preferring it costs a failed attempt at every connection where the machine has no Kerberos library.
            builder.GssEncryptionMode = GssEncryptionMode.Disable;
        }

        builder.CommandTimeout = given.ShouldSerialize("Command Timeout") ? given.CommandTimeout : CommandSeconds;
    }
}
