using ClaimCheck.Domain;
using ClaimCheck.Domain.Importing;
using Dapper;

namespace ClaimCheck.Data.Importing;

/// <summary>What became of a row, and, where it failed, how it was sent.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Sent">The row as it was sent; null where it did not fail, or where a legal takedown emptied it.</param>
public sealed record ReportedRow(RowOutcome Outcome, byte[]? Sent);

/// <summary>Rows in the order of the file.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="HasMore">Whether others may come after them.</param>
public sealed record ReportedRows(IReadOnlyList<ReportedRow> Rows, bool HasMore);

/// <summary>Reads imports and what became of their rows.</summary>
/// <param name="database">The database.</param>
public sealed class ImportReader(Database database)
{
    // What is kept of failed rows is read into memory, and a row may have a megabyte.
    private const int MostBytes = 4 << 20;

    private static readonly Sql Statements = Sql.Load("imports");

    /// <summary>The import with this id, or null. What it says is the latest, wherever else reads may go.</summary>
    public async Task<Import?> GetAsync(Guid id, CancellationToken cancellation) => (await FindAsync(id, cancellation))?.ToImport();

    /// <summary>Of a CSV file the record that names its columns.</summary>
    public async Task<byte[]?> GetHeaderAsync(Guid id, CancellationToken cancellation) => (await FindAsync(id, cancellation))?.Header;

    /// <summary>Imports, newest first.</summary>
    /// <param name="state">How far they have come; null for any.</param>
    /// <param name="before">Only those received before this one.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<IReadOnlyList<Import>> ListAsync(ImportState? state, Guid? before, int take, CancellationToken cancellation)
    {
        var command = new Filters()
            .Add("before", before)
            .Add("state", state is { } known ? Words<ImportState>.Of(known) : null)
            .Command(Statements, "ImportList", take, cancellation);
        return (await database.ReadPrimaryAsync<ImportRow>(command)).ConvertAll(row => row.ToImport());
    }

    /// <summary>What became of rows, in the order of the file; fewer than asked for where these were sent as some megabytes.</summary>
    /// <param name="id">Of which import.</param>
    /// <param name="result">Only those with this result; null for any.</param>
    /// <param name="after">Only those after this line.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<ReportedRows> ListRowsAsync(
        Guid id, RowResult? result, int after, int take, CancellationToken cancellation)
    {
        var rows = new List<ReportedRow>();
        var bytesLeft = MostBytes;
        if (result == RowResult.Failed)
        {
            rows.AddRange(await ListFailuresAsync(id, after, take + 1, cancellation));
            bytesLeft -= BytesOf(rows);
        }
        else
        {
            var part = 0;
            while (rows.Count <= take && bytesLeft > 0 && await NextPartAsync(id, part, after, cancellation) is { Count: > 0 } results)
            {
                part = results[0].Part;
                var outcomes = results.SelectMany(row => row.ToOutcomes())
                    .Where(outcome => outcome.Line > after && (result is null || outcome.Result == result))
                    .OrderBy(outcome => outcome.Line)
                    .Take(take + 1 - rows.Count)
                    .ToList();
                var reported = await WithFailuresAsync(id, outcomes, bytesLeft, cancellation);
                bytesLeft -= BytesOf(reported);
                rows.AddRange(reported);
            }
        }

        return rows.Count > take ? new(rows.GetRange(0, take), HasMore: true) : new(rows, HasMore: bytesLeft <= 0);
    }

    private static int BytesOf(IEnumerable<ReportedRow> rows) => rows.Sum(row => row.Sent?.Length ?? 0);

    private async Task<ImportRow?> FindAsync(Guid id, CancellationToken cancellation) =>
        (await database.ReadPrimaryAsync<ImportRow>(
            new CommandDefinition(Statements["ImportGet"], new { id }, cancellationToken: cancellation))).FirstOrDefault();

    private async Task<List<ResultRow>> NextPartAsync(Guid id, int part, int line, CancellationToken cancellation) =>
        await database.ReadPrimaryAsync<ResultRow>(new CommandDefinition(
            Statements["ImportResultsFrom"], new { id, After = part, line }, cancellationToken: cancellation));

    private async Task<IEnumerable<ReportedRow>> ListFailuresAsync(Guid id, int after, int take, CancellationToken cancellation)
    {
        var failures = await database.ReadPrimaryAsync<FailureRow>(new CommandDefinition(
            Statements["ImportFailures"], new { id, after, take, MostBytes }, cancellationToken: cancellation));
        return failures.Select(row => new ReportedRow(
            new RowOutcome(row.Line, row.Kind, RowResult.Failed, row.ExternalId, null, row.ToFailure()), row.Kept));
    }

    /// <summary>Those rows, to the last one whose failure is within the bytes.</summary>
    private async Task<List<ReportedRow>> WithFailuresAsync(Guid id, List<RowOutcome> outcomes, int mostBytes, CancellationToken cancellation)
    {
        int[] failed = [.. outcomes.Where(outcome => outcome.Result == RowResult.Failed).Select(outcome => outcome.Line)];
        var failures = failed.Length == 0
            ? []
            : (await database.ReadPrimaryAsync<FailureRow>(new CommandDefinition(
                Statements["ImportFailuresOf"], new { id, Lines = failed, mostBytes }, cancellationToken: cancellation))).ToDictionary(row => row.Line);
        return
        [
            .. outcomes
                .TakeWhile(outcome => outcome.Result != RowResult.Failed || failures.ContainsKey(outcome.Line))
                .Select(outcome => failures.TryGetValue(outcome.Line, out var failure)
                    ? new ReportedRow(outcome with { Failure = failure.ToFailure() }, failure.Kept)
                    : new ReportedRow(outcome, null)),
        ];
    }

    private sealed class ResultRow
    {
        public int Part { get; init; }
        public short Step { get; init; }
        public int[] Lines { get; init; } = [];
        public short[] Results { get; init; } = [];
        public Guid[] Ids { get; init; } = [];
        public string[] ExternalIds { get; init; } = [];

        public IEnumerable<RowOutcome> ToOutcomes() => Lines.Select((line, i) => new RowOutcome(
            line,
            Step == 0 ? null : (RecordKind)Step,
            (RowResult)Results[i],
            ExternalIds[i].Length == 0 ? null : ExternalIds[i],
            Ids[i] == Guid.Empty ? null : Ids[i]));
    }

    private sealed class FailureRow
    {
        public int Line { get; init; }
        public short Step { get; init; }
        public string? ExternalId { get; init; }
        public string Code { get; init; } = "";
        public string? Path { get; init; }
        public string Message { get; init; } = "";
        public byte[] Sent { get; init; } = [];

        public byte[]? Kept => Sent.Length == 0 ? null : Sent;

        public RecordKind? Kind => Step == 0 ? null : (RecordKind)Step;

        public RowFailure ToFailure() => new(Code, Path, Message);
    }
}
