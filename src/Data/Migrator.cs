using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ClaimCheck.Data.Telemetry;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data;

/// <summary>One numbered file of <c>migrations/</c>.</summary>
/// <param name="Name">The file's name, <c>NNNN_name.sql</c>.</param>
/// <param name="Text">What it says.</param>
public sealed partial record Migration(string Name, string Text)
{
    /// <summary>The number the name begins with.</summary>
    public string Number => Name[..4];

    /// <summary>SHA-256 of the text with line ends made equal: a checkout with other line ends is the same migration.</summary>
    public string Checksum =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n"))));

    /// <summary>Whether the name is of the form <c>NNNN_name.sql</c>.</summary>
    public bool IsWellNamed => NameShape().IsMatch(Name);

    [GeneratedRegex(@"\A[0-9]{4}_[a-z0-9]+(_[a-z0-9]+)*\.sql\z")]
    private static partial Regex NameShape();
}

/// <summary>A set of migrations that cannot be applied to this database; the message names the file and says why.</summary>
/// <param name="message">What is wrong with which file.</param>
public sealed class MigrationRefusedException(string message) : Exception(message);

/// <summary>
/// Brings a database up to date: forward only, in order of number, each file in a transaction of its own with its checksum,
/// all under one advisory lock, so that any number of instances may start at once.
/// </summary>
/// <param name="connectionString">A role that may create tables and roles.</param>
/// <param name="migrations">What to apply; normally <see cref="BuiltIn"/>.</param>
public sealed class Migrator(string connectionString, IReadOnlyList<Migration> migrations)
{
    private const string Name = "claimcheck-migrations";

    // Any number will do, as long as every instance takes the same one: "claimchk" as bytes.
    private const long LockKey = 0x636c61696d63686b;

    private const string CreateLedger = """
        create table if not exists schema_migrations (
            name       text primary key,
            checksum   text        not null,
            applied_at timestamptz not null default now()
        )
        """;

    /// <summary>The files of <c>migrations/</c>, built into this assembly.</summary>
    public static IReadOnlyList<Migration> BuiltIn { get; } =
    [
        .. typeof(Migrator).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("migrations/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new Migration(name["migrations/".Length..], Sql.ReadResource(name))),
    ];

    /// <summary>Applies what is missing and returns the names of what was applied, in order.</summary>
    /// <exception cref="MigrationRefusedException">A file was changed after it had been applied, is gone, is badly named, or comes before one that was applied.</exception>
    public async Task<IReadOnlyList<string>> ApplyAsync(CancellationToken cancellation)
    {
        await using var source = await DataSources.CreateUnpooledAsync(Name, connectionString, cancellation);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            "select pg_advisory_lock(@LockKey)", new { LockKey }, commandTimeout: 0, cancellationToken: cancellation));
        await connection.ExecuteAsync(CreateLedger);
        var pending = Pending(await ReadLedgerAsync(connection));
        foreach (var migration in pending)
        {
            await ApplyAsync(connection, migration, cancellation);
        }

        await AlignTransactionsAsync(connection, cancellation);
        return [.. pending.Select(m => m.Name)];
    }

    /// <summary>The names of the files that are still to be applied; changes nothing.</summary>
    /// <exception cref="MigrationRefusedException">As for <see cref="ApplyAsync(CancellationToken)"/>.</exception>
    public async Task<IReadOnlyList<string>> PendingAsync(CancellationToken cancellation)
    {
        await using var source = await DataSources.CreateUnpooledAsync(Name, connectionString, cancellation);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var known = await connection.ExecuteScalarAsync<bool>("select to_regclass('schema_migrations') is not null");
        return [.. Pending(known ? await ReadLedgerAsync(connection) : []).Select(m => m.Name)];
    }

    private static async Task<List<(string Name, string Checksum)>> ReadLedgerAsync(NpgsqlConnection connection) =>
        [.. await connection.QueryAsync<(string, string)>("select name, checksum from schema_migrations order by name")];

    private static async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        try
        {
            // No time limit: building an index on a large table takes as long as it takes.
            await using var command = new NpgsqlCommand(migration.Text, connection, transaction) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync(cancellation);
        }
        catch (PostgresException e)
        {
            throw new MigrationRefusedException($"Migration {migration.Name} failed and was rolled back: {e.MessageText}");
        }

        await connection.ExecuteAsync(
            "insert into schema_migrations (name, checksum) values (@Name, @Checksum)", new { migration.Name, migration.Checksum });
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>What was restored from another cluster bears numbers that this one has yet to come to: see 0028_change_feed.sql.</summary>
    private static async Task AlignTransactionsAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        await connection.ExecuteAsync(new CommandDefinition(
            "do $$ begin if to_regproc('align_transactions') is not null then perform align_transactions(); end if; end $$",
            cancellationToken: cancellation));

    private List<Migration> Pending(List<(string Name, string Checksum)> applied)
    {
        CheckNames();
        var files = migrations.ToDictionary(m => m.Name);
        foreach (var (name, checksum) in applied)
        {
            if (!files.TryGetValue(name, out var file))
            {
                throw new MigrationRefusedException(
                    $"The database has migration {name}, which this version of the service does not know. Start a version that does.");
            }

            if (file.Checksum != checksum)
            {
                throw new MigrationRefusedException(
                    $"Migration {name} was changed after it had been applied. Restore the file and put the change into a new migration.");
            }
        }

        var last = applied.Select(a => a.Name).Max(StringComparer.Ordinal) ?? "";
        var pending = migrations.Where(m => applied.TrueForAll(a => a.Name != m.Name)).OrderBy(m => m.Name, StringComparer.Ordinal).ToList();
        if (pending.Find(m => string.CompareOrdinal(m.Name, last) < 0) is { } late)
        {
            throw new MigrationRefusedException(
                $"Migration {late.Name} is out of order: {last} has been applied already. Give it a higher number.");
        }

        return pending;
    }

    private void CheckNames()
    {
        if (migrations.FirstOrDefault(m => !m.IsWellNamed) is { } bad)
        {
            throw new MigrationRefusedException($"Migration {bad.Name} is badly named: NNNN_lower_case_words.sql is expected.");
        }

        if (migrations.GroupBy(m => m.Number).FirstOrDefault(g => g.Count() > 1) is { } twins)
        {
            throw new MigrationRefusedException($"Migrations {string.Join(" and ", twins.Select(m => m.Name))} have the same number.");
        }
    }
}
