using Dapper;

namespace ClaimCheck.Data.Facts;

/// <summary>What the service keeps about this database, the same for every instance.</summary>
/// <param name="database">The database.</param>
public sealed class ServiceFacts(Database database)
{
    private static readonly Sql Statements = Sql.Load("service_facts");

    /// <summary>The key, 32 bytes, with which paging cursors are signed.</summary>
    public async Task<byte[]> GetCursorKeyAsync(CancellationToken cancellation) =>
        await GetAsync("cursor_key", cancellation) ?? throw new InvalidOperationException("The database has no cursor key.");

    /// <summary>The value recorded under a name, or null.</summary>
    internal async Task<byte[]?> GetAsync(string name, CancellationToken cancellation) =>
        await database.ReadFreshAsync(
            (connection, token) => connection.ExecuteScalarAsync<byte[]?>(
                new CommandDefinition(Statements["ServiceFactGet"], new { name }, cancellationToken: token)),
            cancellation);

    /// <summary>Records a value once and for all.</summary>
    internal async Task RecordAsync(string name, byte[] value, CancellationToken cancellation) =>
        await database.WriteOnceAsync(
            (connection, token) => connection.ExecuteAsync(
                new CommandDefinition(Statements["ServiceFactRecord"], new { name, value }, cancellationToken: token)),
            cancellation);

    /// <summary>Whether no source was ever recorded, hence nothing else.</summary>
    internal async Task<bool> IsDatabaseEmptyAsync(CancellationToken cancellation) =>
        await database.ReadFreshAsync(
            (connection, token) => connection.ExecuteScalarAsync<bool>(
                new CommandDefinition(Statements["DatabaseIsEmpty"], cancellationToken: token)),
            cancellation);
}
