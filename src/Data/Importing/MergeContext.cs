using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Importing;
using Dapper;

namespace ClaimCheck.Data.Importing;

/// <summary>A row on its way into the tables.</summary>
/// <param name="Line">Where it stands in the body.</param>
/// <param name="Record">What it asks for.</param>
/// <typeparam name="T">What it is about.</typeparam>
public sealed record RowToMerge<T>(int Line, T Record)
    where T : ImportRecord;

/// <summary>What a batch of rows is merged with: where, for which import, and whether rows may still wait for others.</summary>
/// <param name="Lane">The connection, in a transaction.</param>
/// <param name="Import">The import.</param>
/// <param name="MayWait">Whether a row that refers to something unknown waits for it; otherwise it fails.</param>
/// <param name="BringsReviews">Whether the judgements on links come in the same file.</param>
/// <param name="Cancellation">Stops waiting for the database.</param>
public sealed record MergeContext(ImportLane Lane, Import Import, bool MayWait, bool BringsReviews, CancellationToken Cancellation)
{
    private static readonly Sql Statements = Sql.Load("imports");

    internal Authorship By => Import.By;

    /// <summary>Whether what is there stays as it is.</summary>
    internal bool KeepsWhatIsThere => Import.Options.Mode == ImportMode.Create;

    /// <summary>Whether what an export says of versions and times is taken over.</summary>
    internal bool Restores => By.Role >= Role.Admin;

    internal CommandDefinition Command(string statement, object? parameters = null) =>
        new(statement, parameters, cancellationToken: Cancellation);

    /// <summary>
    /// Which of these the import has been at before. A row that says something else of them contradicts an earlier one: were it
    /// stored, the same file sent again would change what it says there and back for ever.
    /// </summary>
    /// <param name="ids">Of what.</param>
    /// <param name="kinds">Which rows are about such things.</param>
    internal async Task<HashSet<Guid>> FindTouchedAsync(IReadOnlyCollection<Guid> ids, params RecordKind[] kinds) => ids.Count == 0
        ? []
        : [.. await Lane.Connection.QueryAsync<Guid>(Command(
            Statements["ImportTouched"], new { Import.Id, Ids = ids.ToArray(), Steps = kinds.Select(kind => (short)kind).ToArray() }))];

    /// <summary>The lines of the first rows of the import that were about each of these, as far as they are recorded.</summary>
    /// <param name="ids">Of what.</param>
    /// <param name="kinds">Which rows are about such things.</param>
    public async Task<IReadOnlyDictionary<Guid, int>> FindLinesAsync(IReadOnlyCollection<Guid> ids, params RecordKind[] kinds) =>
        (await Lane.Connection.QueryAsync<(Guid Id, int Line)>(Command(
            Statements["ImportLinesOf"], new { Import.Id, Ids = ids.ToArray(), Steps = kinds.Select(kind => (short)kind).ToArray() })))
        .ToDictionary();

    /// <summary>The id of something new that a row makes.</summary>
    /// <param name="line">Where the row stands.</param>
    /// <param name="kind">What it makes: a row can make several things.</param>
    internal Guid NewId(int line, RecordKind kind) => ImportedId.Of(Import.Id, By.At, line, kind);
}
