using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Claims;

/// <summary>Who follows whom upstream, over all claims, so that nobody closes a circle.</summary>
internal static class Lineages
{
    private static readonly Sql Statements = Sql.Load("claims");

    /// <summary>Lets nobody else write lineages or successions until the transaction ends.</summary>
    public static Task LockAsync(NpgsqlConnection connection, CancellationToken token) =>
        connection.ExecuteAsync(new CommandDefinition(Statements["LineageLock"], cancellationToken: token));

    /// <summary>The way upstream from one of the given claims to another one, or null; nobody else writes lineages until the transaction ends.</summary>
    public static async Task<IReadOnlyList<string>?> FindWayAsync(
        NpgsqlConnection connection, IEnumerable<Guid> from, Guid to, CancellationToken token)
    {
        await LockAsync(connection, token);
        var steps = await connection.QueryAsync<(Guid? Downstream, Guid Upstream)>(
            new CommandDefinition(Statements["LineageSteps"], new { Starts = from.ToArray() }, cancellationToken: token));
        return LineageWay.Find([.. steps], to);
    }
}
