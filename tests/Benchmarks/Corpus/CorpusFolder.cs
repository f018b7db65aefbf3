using System.Text;
using ClaimCheck.Data;
using ClaimCheck.Data.Embedded;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ClaimCheck.Benchmarks.Corpus;

/// <summary>A database that holds the corpus: made once, and found again when the folder is kept.</summary>
internal static class CorpusFolder
{
    private const string Fact = "benchmark_corpus";

    // To be raised whenever the same numbers make another corpus: kept ones are not mistaken for it then.
    private const int Recipe = 2;

    /// <summary>Starts a database with the corpus in it, made unless this very one is there. Claims that earlier runs created stay in it.</summary>
    /// <exception cref="BenchmarkFailedException">The database holds something else.</exception>
    public static async Task<EmbeddedPostgres> OpenAsync(
        string folder, CorpusSize size, Vocabulary vocabulary, Progress progress, TimeProvider clock, CancellationToken cancellation)
    {
        var server = await EmbeddedPostgres.StartAsync(
            new EmbeddedOptions { DataDirectory = folder, Durable = true }, clock, NullLogger.Instance, cancellation);
        try
        {
            await FillAsync(server, size, vocabulary, progress, cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Adds to the corpus that was made or found there.</summary>
    public static async Task GrowAsync(EmbeddedPostgres server, CorpusPart part, Vocabulary vocabulary, Progress progress, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(Unhurried(server.AdminConnectionString));
        await connection.OpenAsync(cancellation);
        await WriteAsync(connection, part, vocabulary, progress, cancellation);
        await SettleAsync(connection, progress, cancellation);
    }

    private static async Task FillAsync(
        EmbeddedPostgres server, CorpusSize size, Vocabulary vocabulary, Progress progress, CancellationToken cancellation)
    {
        await new Migrator(server.AdminConnectionString, Migrator.BuiltIn).ApplyAsync(cancellation);
        await using var connection = new NpgsqlConnection(Unhurried(server.AdminConnectionString));
        await connection.OpenAsync(cancellation);

        var value = ValueOf(size);
        var known = await connection.ExecuteScalarAsync<byte[]?>("select value from service_facts where name = @Fact", new { Fact });
        if (known is not null && known.SequenceEqual(value))
        {
            progress.Say($"found {size}");
        }
        else if (known is not null || await connection.ExecuteScalarAsync<bool>("select exists (select from sources)"))
        {
            throw new BenchmarkFailedException(
                $"{server.DataDirectory} holds something else than this corpus of {size}. Give --data a new folder, or the numbers it was made with.");
        }
        else
        {
            await WriteAsync(connection, CorpusPart.Whole(size), vocabulary, progress, cancellation);
        }

        await SettleAsync(connection, progress, cancellation);
    }

    /// <summary>Whatever came before must not be paid for by what is measured.</summary>
    private static async Task SettleAsync(NpgsqlConnection connection, Progress progress, CancellationToken cancellation)
    {
        await ExecuteAsync(connection, "vacuum (analyze)", cancellation);
        await ExecuteAsync(connection, "checkpoint;", cancellation);
        progress.Say("vacuumed and analysed");
    }

    private static byte[] ValueOf(CorpusSize size) => Encoding.UTF8.GetBytes($"{size}, recipe {Recipe}");

    private static async Task WriteAsync(
        NpgsqlConnection connection, CorpusPart part, Vocabulary vocabulary, Progress progress, CancellationToken cancellation)
    {
        progress.Say($"writing {part.After}");

        // Keys between tables hold by construction. The GIN indexes are many times quicker to build than to fill, and what
        // depends on them forbids dropping them: they are put to sleep.
        await ExecuteAsync(
            connection, "set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '256MB'", cancellation);
        await ExecuteAsync(
            connection,
            "update pg_index set indisready = false where indexrelid in ('claims_by_words'::regclass, 'claims_by_topic'::regclass)",
            cancellation);
        await new CorpusWriter(connection, part, vocabulary).WriteAsync(cancellation);
        await ExecuteAsync(connection, "reindex index claims_by_words; reindex index claims_by_topic", cancellation);
        await ExecuteAsync(connection, "insert into search_languages select distinct search_ordinal from claims on conflict do nothing", cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            "insert into service_facts (name, value) values (@Fact, @value) on conflict (name) do update set value = excluded.value",
            new { Fact, value = ValueOf(part.After) },
            cancellationToken: cancellation));
        await ExecuteAsync(connection, "reset session_replication_role; reset synchronous_commit; reset maintenance_work_mem", cancellation);
        progress.Say("written");
    }

    private static Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation) =>
        connection.ExecuteAsync(new CommandDefinition(sql, cancellationToken: cancellation));

    private static string Unhurried(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 0, Pooling = false }.ConnectionString;
}
