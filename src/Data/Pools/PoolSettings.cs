using System.Globalization;
using Npgsql;

namespace ClaimCheck.Data.Pools;

/// <summary>What connections and how long they are used: all that tells one pool from another.</summary>
/// <param name="Connection">How to connect; several hosts are not told apart in it.</param>
/// <param name="Places">How many use a connection at a time.</param>
/// <param name="Waiting">How many may wait for one.</param>
/// <param name="Patience">How long one use may take. Only where the server does not answer at all: a statement ends before that.</param>
internal sealed record PoolSettings(NpgsqlConnectionStringBuilder Connection, int Places, int Waiting, TimeSpan Patience)
{
    // Those who come past the queue: readiness, and maintenance.
    private const int PastTheQueue = 2;
    private const int ConnectSeconds = 2;

    // Of a long read: for the first row of a sort, or between two rows. Only where the server does not answer at all.
    private const int SilentSeconds = 120;
    private const int LongReadBuffer = 64 * 1024;

    // A transaction that waits for its reader to take what it has got, and one that an instance which hangs has left.
    private const string LongReadOptions =
        "-c statement_timeout=0 -c idle_in_transaction_session_timeout=60000 -c default_transaction_read_only=on";

    /// <summary>The pool's name, under which Postgres knows its connections too.</summary>
    public string Name => Connection.ApplicationName!;

    /// <summary>How many connections there may be.</summary>
    public int MostConnections => Places + PastTheQueue;

    /// <summary>The settings of one of the service's pools.</summary>
    /// <param name="options">Which database.</param>
    /// <param name="pool">The pool's name.</param>
    /// <param name="places">How many use a connection at a time.</param>
    /// <param name="waiting">How many may wait for one.</param>
    /// <param name="share">Which share of the patience with the database a statement may use up.</param>
    /// <param name="sessionOptions">Settings of Postgres in its sessions.</param>
    public static PoolSettings Of(DatabaseOptions options, string pool, int places, int waiting, double share = 1, string? sessionOptions = null)
    {
        var statement = options.Patience * share;
        var patience = statement + options.Grace;

        // Automatic preparation and no reset: each about half as much again on short reads (make bench shows it).
        var builder = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            ApplicationName = pool,
            NoResetOnClose = true,
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,

            // Nothing here takes part in the transactions of others, and looking for one costs every use a little.
            Enlist = false,

            // Ends what was left because the server does not answer, and with it the hold on a place.
            CommandTimeout = (int)Math.Ceiling(patience.TotalSeconds) + 1,
            CancellationTimeout = -1,

            // With it a violated rule would quote the row, claim text and all, into the log.
            IncludeErrorDetail = false,
        };
        if (!builder.ShouldSerialize("Timeout"))
        {
            builder.Timeout = ConnectSeconds;
        }

        if (!builder.ShouldSerialize("GSS Encryption Mode"))
        {
            // Preferring it costs a failed attempt at every connection where the machine has no Kerberos library.
            builder.GssEncryptionMode = GssEncryptionMode.Disable;
        }

        // Postgres ends what nobody waits for any longer, and what an instance that hangs has left in the middle of. Statements here
        // are short: compiling one that the planner thinks long would take seconds.
        var milliseconds = (int)statement.TotalMilliseconds;
        builder.Options = string.Create(
            CultureInfo.InvariantCulture,
            $"{builder.Options} -c statement_timeout={milliseconds} -c idle_in_transaction_session_timeout={2 * milliseconds} -c jit=off {sessionOptions}").Trim();
        if (!string.Equals(builder.Username, Database.ServiceRole, StringComparison.Ordinal))
        {
            builder.Options += $" -c role={Database.ServiceRole}";
        }

        return new PoolSettings(builder, places, waiting, patience);
    }

    /// <summary>The settings of a pool whose statements take as long as there is something to read.</summary>
    /// <param name="options">Which database.</param>
    /// <param name="pool">The pool's name.</param>
    /// <param name="places">How many use a connection at a time.</param>
    /// <param name="sessionOptions">Settings of Postgres in its sessions.</param>
    public static PoolSettings OfLongReads(DatabaseOptions options, string pool, int places, string sessionOptions)
    {
        // Of two values of one setting the later holds.
        var settings = Of(options, pool, places, waiting: 0, sessionOptions: $"{LongReadOptions} {sessionOptions}");
        settings.Connection.CommandTimeout = SilentSeconds;
        settings.Connection.ReadBufferSize = LongReadBuffer;
        return settings;
    }
}
