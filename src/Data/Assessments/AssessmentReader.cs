using ClaimCheck.Domain;
using ClaimCheck.Domain.Assessments;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Assessments;

/// <summary>Which assessments a list holds; null leaves a filter out.</summary>
/// <param name="Claim">What they judge.</param>
/// <param name="State">How far they have come.</param>
/// <param name="Normalized">What their verdict comes to.</param>
/// <param name="NeedsReview">Whether they need a second look.</param>
public sealed record AssessmentFilter(
    Guid? Claim = null, AssessmentState? State = null, NormalizedRating? Normalized = null, bool? NeedsReview = null);

/// <summary>An assessment as found by id.</summary>
/// <param name="Assessment">The assessment; of one whose claim was taken down, what is left.</param>
/// <param name="TakenDownAt">When its claim was taken down, if it was.</param>
public sealed record FoundAssessment(Assessment Assessment, DateTimeOffset? TakenDownAt);

/// <summary>Reads assessments.</summary>
/// <param name="database">The database.</param>
public sealed class AssessmentReader(Database database)
{
    private static readonly Sql Statements = Sql.Load("assessments");

    /// <summary>The assessment with this id, taken down or not; null where there is none.</summary>
    public async Task<FoundAssessment?> GetAsync(Guid id, CancellationToken cancellation) =>
        AssessmentRow.ToAssessments(await database.ReadAsync<AssessmentRow>(GetCommand([id], cancellation))).SingleOrDefault();

    /// <summary>The version of an assessment; null where there is none, or where its claim was taken down.</summary>
    public ValueTask<int?> GetVersionAsync(Guid id, CancellationToken cancellation) =>
        database.ReadVersionAsync(new CommandDefinition(Statements["AssessmentVersion"], new { id }, cancellationToken: cancellation));

    /// <summary>Assessments, newest first; none whose claim was taken down.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="before">Only those begun before this one.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<IReadOnlyList<Assessment>> ListAsync(
        AssessmentFilter filter, Guid? before, int take, CancellationToken cancellation)
    {
        var command = Filters(filter).Add("before", before).Command(Statements, "AssessmentList", take, cancellation);
        return AssessmentRow.ToAssessments(await database.ReadAsync<AssessmentRow>(command)).ConvertAll(found => found.Assessment);
    }

    internal static async Task<FoundAssessment?> GetAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellation) =>
        (await GetAllAsync(connection, [id], cancellation)).SingleOrDefault();

    /// <summary>The assessments with these ids, in their order.</summary>
    internal static async Task<List<FoundAssessment>> GetAllAsync(
        NpgsqlConnection connection, IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        AssessmentRow.ToAssessments(await connection.QueryAsync<AssessmentRow>(GetCommand(ids, cancellation)));

    /// <summary>
    /// The assessments of these claims that somebody may still rely on, in the order of their ids, held as they are until the
    /// transaction ends.
    /// </summary>
    internal static async Task<List<Guid>> HoldRestingOnAsync(
        NpgsqlConnection connection, IEnumerable<Guid> claims, CancellationToken cancellation) =>
        (await connection.QueryAsync<Guid>(new CommandDefinition(
            Statements["AssessmentsOfClaimsLock"], new { Claims = claims.ToArray() }, cancellationToken: cancellation))).AsList();

    /// <summary>The assessments of a claim that was taken down, with the versions that this made of them.</summary>
    internal static Task<IEnumerable<(Guid Id, int Version)>> VersionsOfClaimAsync(
        NpgsqlConnection connection, Guid claim, CancellationToken cancellation) =>
        connection.QueryAsync<(Guid Id, int Version)>(
            new CommandDefinition(Statements["AssessmentsTakenDown"], new { claim }, cancellationToken: cancellation));

    /// <summary>The filters of a list, by which it is exported too.</summary>
    internal static Filters Filters(AssessmentFilter filter) => new Filters()
        .Add("claim", filter.Claim)
        .Add("state", filter.State is { } state ? Words<AssessmentState>.Of(state) : null)
        .Add("normalized", filter.Normalized is { } normalized ? Words<NormalizedRating>.Of(normalized) : null)
        .Add("needsReview", filter.NeedsReview is true ? true : null)
        .Add("needsNoReview", filter.NeedsReview is false ? true : null);

    private static CommandDefinition GetCommand(IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        new(Statements["AssessmentsGet"], new { ids = ids.ToArray() }, cancellationToken: cancellation);
}
