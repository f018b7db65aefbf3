using ClaimCheck.Domain;
using ClaimCheck.Domain.Graph;
using ClaimCheck.Domain.Links;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Graph;

/// <summary>What was found of a claim that a graph was asked of.</summary>
/// <param name="Surroundings">What is recorded around it; null where it was taken down.</param>
public sealed record FoundSurroundings(Surroundings? Surroundings);

/// <summary>
/// Reads what is recorded around a claim in two round trips, whatever is there: which claims are near, and then everything about
/// them at once.
/// </summary>
/// <param name="database">The database.</param>
public sealed class GraphReader(Database database)
{
    /// <summary>How many links either way, and how many mentions as upstream claim, are followed from one claim, the newest.</summary>
    public const int MostFromOneClaim = 500;

    private static readonly Sql Statements = Sql.Load("graph");

    private static readonly string FindNear = Statements["GraphRoot"] + Statements["GraphClosure"];

    private static readonly string FindAll =
        Statements["GraphClaims"] + Statements["GraphHops"] + Statements["GraphLinks"] + Statements["GraphSources"] + Statements["GraphArticles"];

    private static readonly LinkStatus[] Confirmed = [LinkStatus.Confirmed];
    private static readonly LinkStatus[] Living = [LinkStatus.Confirmed, LinkStatus.Suggested];

    /// <summary>
    /// What is recorded around a claim; null where there is no such claim. Claims that were taken down are not in it, nor are
    /// links to them.
    /// </summary>
    /// <param name="root">The claim.</param>
    /// <param name="depth">How many steps from claim to claim to go: over links either way, and between a claim and its upstream ones.</param>
    /// <param name="includeSuggested">Whether to follow suggested links as well as confirmed ones.</param>
    /// <param name="bounds">How many claims and edges to fetch at most.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<FoundSurroundings?> FindAsync(
        Guid root, int depth, bool includeSuggested, GraphBounds bounds, CancellationToken cancellation)
    {
        string[] statuses = [.. (includeSuggested ? Living : Confirmed).Select(Words<LinkStatus>.Of)];
        return await database.ReadTogetherAsync(ReadAsync, cancellation);

        async Task<FoundSurroundings?> ReadAsync(NpgsqlConnection connection, CancellationToken token)
        {
            var (isTakenDown, steps) = await FindNearAsync(connection, new { id = root, depth, statuses, most = bounds.MostClaims, each = MostFromOneClaim }, token);
            if (isTakenDown is not false)
            {
                return isTakenDown is null ? null : new FoundSurroundings(null);
            }

            var depths = steps.SelectMany(step => step.Found, (step, id) => (id, step.Depth)).ToDictionary(claim => claim.id, claim => claim.Depth);
            await using var results = await connection.QueryMultipleAsync(new CommandDefinition(
                FindAll,
                new { ids = depths.Keys.ToArray(), depths = depths.Values.ToArray(), statuses, most = bounds.MostClaims, mostLinks = bounds.MostEdges },
                cancellationToken: token));
            var rows = await GraphRows.ReadAsync(results);

            // It may have been taken down since it was found.
            return new FoundSurroundings(rows.Has(root)
                ? rows.ToSurroundings(root, depth, includeSuggested, depths, bounds) with { ClaimsBeyond = steps.Sum(step => step.Beyond) }
                : null);
        }
    }

    /// <summary>Whether the claim was taken down, null where there is none; and the claims found at each step.</summary>
    private static async Task<(bool? IsTakenDown, List<StepRow> Steps)> FindNearAsync(
        NpgsqlConnection connection, object parameters, CancellationToken token)
    {
        await using var results = await connection.QueryMultipleAsync(new CommandDefinition(FindNear, parameters, cancellationToken: token));
        var isTakenDown = await results.ReadSingleOrDefaultAsync<bool?>();
        return (isTakenDown, (await results.ReadAsync<StepRow>()).AsList());
    }

    private sealed class StepRow
    {
        public int Depth { get; init; }
        public Guid[] Found { get; init; } = [];
        public int Beyond { get; init; }
    }
}
