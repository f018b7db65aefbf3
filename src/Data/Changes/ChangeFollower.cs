using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Changes;

/// <summary>
/// Does something for every change, once: what it does is committed together with how far it has come. Any number of instances may
/// follow under one name; one at a time does, and whichever comes next goes on where it ended.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="name">Under which the place is kept.</param>
/// <param name="withTopics">Whether it needs the topics of what changed.</param>
internal sealed class ChangeFollower(Database database, string name, bool withTopics = false)
{
    private static readonly Sql Statements = Sql.Load("changes");

    /// <summary>
    /// Takes the next changes, if there are any and nobody else is at it. One that follows for the first time begins with what comes next.
    /// </summary>
    /// <param name="most">How many at once.</param>
    /// <param name="work">
    /// What is to be done, on the connection and in the transaction that moves the place on. What it writes first holds up the feed until
    /// it has ended, so it should read first and write then.
    /// </param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <returns>How many were taken.</returns>
    public async Task<int> TakeAsync(
        int most, Func<NpgsqlConnection, IReadOnlyList<Change>, CancellationToken, Task> work, CancellationToken cancellation) =>
        await IsBehindAsync(cancellation)
            ? await database.WriteAsync(
                async (connection, token) =>
                {
                    var taken = await TakeAsync(connection, most, work, token);
                    return (taken > 0, taken);
                },
                cancellation)
            : 0;

    /// <summary>The same for what may take minutes, on a connection of its own.</summary>
    /// <inheritdoc cref="TakeAsync(int, Func{NpgsqlConnection, IReadOnlyList{Change}, CancellationToken, Task}, CancellationToken)"/>
    public async Task<int> TakeSlowlyAsync(
        int most, Func<NpgsqlConnection, IReadOnlyList<Change>, CancellationToken, Task> work, CancellationToken cancellation)
    {
        if (!await IsBehindAsync(cancellation))
        {
            return 0;
        }

        await using var connection = await database.OpenForFollowerAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var taken = await TakeAsync(connection, most, work, cancellation);
        await transaction.CommitAsync(cancellation);
        return taken;
    }

    private async Task<int> TakeAsync(
        NpgsqlConnection connection, int most, Func<NpgsqlConnection, IReadOnlyList<Change>, CancellationToken, Task> work, CancellationToken token)
    {
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition(Statements["ChangeFollowerHold"], new { name }, cancellationToken: token)))
        {
            return 0;
        }

        // Only now: whoever held it before has moved it on.
        var place = await connection.QuerySingleAsync<PositionRow>(
            new CommandDefinition(Statements["ChangeFollowerPlace"], new { name }, cancellationToken: token));
        var page = await ChangeReader.ListAsync(connection, place.ToPosition(), most, withTopics, token);
        if (page.Changes.Count > 0)
        {
            await work(connection, page.Changes, token);
            await connection.ExecuteAsync(new CommandDefinition(
                Statements["ChangeFollowerMove"], new { name, page.End.Transaction, page.End.Sequence }, cancellationToken: token));
        }

        return page.Changes.Count;
    }

    private async Task<bool> IsBehindAsync(CancellationToken cancellation)
    {
        switch (await database.ReadPrimaryAsync<bool>(new CommandDefinition(
            Statements["ChangeFollowerIsBehind"], new { name }, cancellationToken: cancellation)))
        {
            case [var isBehind]:
                return isBehind;
            default:
                await database.WriteOnceAsync(
                    (connection, token) => connection.ExecuteAsync(
                        new CommandDefinition(Statements["ChangeFollowerBegin"], new { name }, cancellationToken: token)),
                    cancellation);
                return false;
        }
    }
}
