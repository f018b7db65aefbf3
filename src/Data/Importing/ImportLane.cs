using System.Data;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Importing;

/// <summary>
/// A connection over which an import stores rows, a batch at a time. It has a stage, a table of its own into which articles are copied
/// before they are merged.
/// </summary>
public sealed class ImportLane : IAsyncDisposable
{
    private static readonly Sql Statements = Sql.Load("import_merges");

    private NpgsqlTransaction? transaction;
    private bool isStaged;

    private ImportLane(NpgsqlConnection connection) => Connection = connection;

    /// <summary>Whether its connection has ended, and with it the transaction: with some errors, a full disk among them, it does.</summary>
    public bool IsLost => Connection.State != ConnectionState.Open;

    internal NpgsqlConnection Connection { get; }

    internal ImportPartReader Parts { get; } = new();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Connection.DisposeAsync();

    /// <summary>Begins a transaction, in which everything happens until it ends.</summary>
    public async Task BeginAsync(CancellationToken cancellation)
    {
        transaction = await Connection.BeginTransactionAsync(cancellation);
        isStaged = false;
    }

    /// <summary>Marks a place in the transaction to which it can be taken back.</summary>
    public Task SaveAsync(string name, CancellationToken cancellation) => transaction!.SaveAsync(name, cancellation);

    /// <summary>Forgets the mark.</summary>
    public Task ReleaseAsync(string name, CancellationToken cancellation) => transaction!.ReleaseAsync(name, cancellation);

    /// <summary>Undoes what was done since a place was marked. The mark stays.</summary>
    public Task BackToAsync(string name, CancellationToken cancellation) => transaction!.RollbackAsync(name, cancellation);

    /// <summary>Ends the transaction.</summary>
    /// <param name="keep">Whether what was done in it stays.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task EndAsync(bool keep, CancellationToken cancellation)
    {
        await using var ended = transaction!;
        transaction = null;
        await (keep ? ended.CommitAsync(cancellation) : ended.RollbackAsync(cancellation));
    }

    /// <summary>An empty stage.</summary>
    internal async Task ClearStageAsync(CancellationToken cancellation)
    {
        if (isStaged)
        {
            await Connection.ExecuteAsync(new CommandDefinition(Statements["ImportStageClear"], cancellationToken: cancellation));
        }

        isStaged = true;
    }

    internal static async Task<ImportLane> OpenAsync(Database database, CancellationToken cancellation)
    {
        var connection = await database.OpenForImportAsync(cancellation);
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(Statements["ImportStageCreate"], cancellationToken: cancellation));
            return new ImportLane(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
