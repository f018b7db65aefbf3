namespace ClaimCheck.Data.Statistics;

/// <summary>What Postgres knows of the sizes of tables when it decides how to read them.</summary>
/// <param name="database">The database.</param>
public sealed class PlannerStatistics(Database database)
{
    private static readonly Sql Statements = Sql.Load("planner_statistics");

    /// <summary>
    /// Has Postgres look at the tables that have changed by more rows than they had when it last did, and by more than 1,000: sooner
    /// than it would by itself, so that a large import does not slow down reads.
    /// </summary>
    public Task RefreshAsync(CancellationToken cancellation) => database.MaintainAsync(Statements["PlannerStatisticsRefresh"], cancellation);
}
