using System.Globalization;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Sources;
using Dapper;

namespace ClaimCheck.Data.Sources;

/// <summary>Which sources a list holds; null leaves a filter out.</summary>
/// <param name="Kind">What they are.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Parent">Their owner.</param>
/// <param name="Family">Their topmost owner.</param>
/// <param name="Domain">A host name they publish under.</param>
/// <param name="ExternalId">Their id in somebody else's system.</param>
public sealed record SourceFilter(
    SourceKind? Kind = null, string? Country = null, Guid? Parent = null, Guid? Family = null, string? Domain = null, string? ExternalId = null);

/// <summary>A judgement on a source's reliability, and of which.</summary>
/// <param name="Source">The source.</param>
/// <param name="Judgement">The judgement.</param>
public sealed record RatedSource(SourceRef Source, ReliabilityJudgement Judgement);

/// <summary>Reads sources.</summary>
/// <param name="database">The database.</param>
public sealed class SourceReader(Database database)
{
    private static readonly Sql Statements = Sql.Load("sources");

    /// <summary>The source with this id, or null.</summary>
    public async Task<Source?> GetAsync(Guid id, CancellationToken cancellation) =>
        (await database.ReadOneAsync<SourceRow>(GetCommand(id, cancellation)))?.ToSource();

    /// <summary>The version of a source, or null.</summary>
    public ValueTask<int?> GetVersionAsync(Guid id, CancellationToken cancellation) =>
        database.ReadVersionAsync(new CommandDefinition(Statements["SourceVersion"], new { id }, cancellationToken: cancellation));

    /// <summary>Sources, newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="before">Only those recorded before this one.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<IReadOnlyList<Source>> ListAsync(SourceFilter filter, Guid? before, int take, CancellationToken cancellation)
    {
        var command = Filters(filter).Add("before", before).Command(Statements, "SourceList", take, cancellation);
        return (await database.ReadAsync<SourceRow>(command)).ConvertAll(row => row.ToSource());
    }

    /// <summary>The judgements on a source's reliability, the latest day of validity first.</summary>
    /// <param name="source">Which source.</param>
    /// <param name="before">Only those that come after this one in the list.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<IReadOnlyList<ReliabilityJudgement>> ListReliabilityAsync(
        Guid source, (DateOnly ValidFrom, Guid Id)? before, int take, CancellationToken cancellation)
    {
        var rows = await database.ReadAsync<ReliabilityRow>(new CommandDefinition(
            Statements["ReliabilityList"],
            new { SourceId = source, BeforeDay = before?.ValidFrom.ToString("O", CultureInfo.InvariantCulture), BeforeId = before?.Id, take },
            cancellationToken: cancellation));
        return rows.ConvertAll(row => row.ToJudgement()!);
    }

    internal static async Task<Source?> GetAsync(Npgsql.NpgsqlConnection connection, Guid id, CancellationToken cancellation) =>
        (await connection.QuerySingleOrDefaultAsync<SourceRow>(GetCommand(id, cancellation)))?.ToSource();

    /// <summary>The filters of a list, by which it is exported too.</summary>
    internal static Filters Filters(SourceFilter filter) => new Filters()
        .Add("kind", filter.Kind is { } kind ? Words<SourceKind>.Of(kind) : null)
        .Add("country", filter.Country)
        .Add("parent", filter.Parent)
        .Add("family", filter.Family)
        .Add("domain", filter.Domain)
        .Add("externalId", filter.ExternalId);

    private static CommandDefinition GetCommand(Guid id, CancellationToken cancellation) =>
        new(Statements["SourceGet"], new { id }, cancellationToken: cancellation);
}
