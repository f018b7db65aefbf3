using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Rules;
using ClaimCheck.Data.Importing;
using ClaimCheck.Data.Sample;
using ClaimCheck.Domain.Importing;

namespace ClaimCheck.Api.Importing;

/// <summary>What became of a row.</summary>
/// <param name="Line">Where it begins in the body, from 1; in JSON that has no lines of its own, which item it is.</param>
/// <param name="Record">What it is about; null where that could not be read.</param>
/// <param name="Result">What became of it.</param>
/// <param name="ExternalId">The key under which it is found again: the one it was sent with, or `sha256:` and a hash of what it says.</param>
/// <param name="Id">What it is stored as.</param>
/// <param name="Code">Of a row that failed: the kind of problem, as in `type` of an error without `urn:claimcheck:`.</param>
/// <param name="Path">Of a row that failed: the JSON path or the column.</param>
/// <param name="Message">Of a row that failed: what to change.</param>
/// <param name="Sent">Of a row that failed: the row as it was sent, JSON where it is JSON. A line of NDJSON that has this is taken for what it holds, so that rows can be mended where they stand and sent again.</param>
public sealed record ImportedRow(
    [property: Range(1, int.MaxValue)] int Line,
    RecordKind? Record,
    RowResult Result,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), MaxLength(TextRules.ExternalIdLength)] string? ExternalId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? Id = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), MaxLength(100)] string? Code = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), MaxLength(ImportedRow.LongestText)] string? Path = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), MaxLength(ImportedRow.LongestText)] string? Message = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RowAsSent? Sent = null) : IExample<ImportedRow>
{
    internal const int LongestText = 20_000;

    /// <inheritdoc/>
    public static ImportedRow Example { get; } = new(
        2, RecordKind.Claim, RowResult.Failed, "example-2", null, ProblemType.UnknownReference.Slug, "$.source",
        "$.source names no source that is known: example-evening-paper.",
        RowAsSent.Of("""{"record": "claim", "source": "example-evening-paper", "externalId": "example-2", "text": "The bridge is closed."}"""u8.ToArray()));

    internal static ImportedRow Of(ReportedRow reported)
    {
        var row = reported.Outcome;
        return new(
            row.Line, row.Kind, row.Result, row.ExternalId, row.Id, row.Failure?.Code, row.Failure?.Path, row.Failure?.Message,
            reported.Sent is { } sent ? RowAsSent.Of(sent) : null);
    }
}

/// <summary>How many rows came to which result.</summary>
/// <param name="Created">They were not there and are now.</param>
/// <param name="Updated">They were there and are others now.</param>
/// <param name="Unchanged">They were there like this.</param>
/// <param name="Skipped">They were left alone.</param>
/// <param name="Failed">They cannot be stored as they are.</param>
public sealed record ImportCountsResponse(
    [property: Range(0, int.MaxValue)] int Created,
    [property: Range(0, int.MaxValue)] int Updated,
    [property: Range(0, int.MaxValue)] int Unchanged,
    [property: Range(0, int.MaxValue)] int Skipped,
    [property: Range(0, int.MaxValue)] int Failed);

/// <summary>Many rows sent at once, and how far they have come.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="State">`queued` waits for its turn, `running` is being stored, `completed` has a result for every row, `incomplete` did not arrive as announced and stores nothing, `failed` was given up, `cancelled` was stopped.</param>
/// <param name="Format">How its rows are written down.</param>
/// <param name="Mode">What becomes of rows that are stored already; with `dry_run` nothing is stored.</param>
/// <param name="OnError">What a row that fails costs: itself, or with `abort` the whole file.</param>
/// <param name="Rows">How many rows arrived.</param>
/// <param name="Bytes">How many bytes arrived, as they were sent.</param>
/// <param name="Counts">How many rows came to which result; together as many as `rows` once it is completed.</param>
/// <param name="RowsPerSecond">How many rows a second got a result; null before it is begun with.</param>
/// <param name="SecondsLeft">How long it will still take at this rate; null where nobody can tell.</param>
/// <param name="SubmittedBy">The name of the key it was sent with.</param>
/// <param name="ReceivedAt">When it was received.</param>
/// <param name="StartedAt">When it was begun with.</param>
/// <param name="FinishedAt">When it came to its end.</param>
/// <param name="Problem">Why it is incomplete or failed.</param>
/// <param name="Failures">Of one import read by itself: the first rows that failed, at most 20.</param>
public sealed record ImportResponse(
    Guid Id,
    ImportState State,
    ImportFormat Format,
    ImportMode Mode,
    OnError OnError,
    [property: Range(0, int.MaxValue)] int Rows,
    [property: Range(0L, long.MaxValue)] long Bytes,
    ImportCountsResponse Counts,
    [property: Range(0.0, double.MaxValue)] double? RowsPerSecond,
    [property: Range(0.0, double.MaxValue)] double? SecondsLeft,
    [property: MaxLength(TextRules.ExternalIdLength)] string SubmittedBy,
    DateTimeOffset ReceivedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    [property: MaxLength(ImportedRow.LongestText)] string? Problem,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), MaxLength(ImportResponse.MostFailures)] IReadOnlyList<ImportedRow>? Failures = null)
    : IExample<ImportResponse>
{
    internal const int MostFailures = 20;

    /// <inheritdoc/>
    public static ImportResponse Example { get; } = new(
        SampleImport.Id, ImportState.Completed, ImportFormat.Ndjson, ImportMode.Upsert, OnError.Skip, 2, 415,
        new ImportCountsResponse(0, 0, 1, 0, 1), 40, null, SampleImport.Actor, StoryDates.Recorded, StoryDates.Recorded, StoryDates.Recorded, null,
        [ImportedRow.Example]);

    internal static ImportResponse Of(Import import, DateTimeOffset now, IReadOnlyList<ReportedRow>? failures = null) => new(
        import.Id,
        import.State,
        import.Options.Format,
        import.Options.Mode,
        import.Options.OnError,
        import.Rows,
        import.Bytes,
        new ImportCountsResponse(
            import.Counts.Created, import.Counts.Updated, import.Counts.Unchanged, import.Counts.Skipped, import.Counts.Failed),
        Rounded(import.RowsPerSecond(now)),
        Rounded(import.SecondsLeft(now)),
        import.By.Actor,
        import.By.At,
        import.StartedAt,
        import.FinishedAt,
        import.Problem,
        failures is null ? null : [.. failures.Select(ImportedRow.Of)]);

    private static double? Rounded(double? number) => number is { } known ? Math.Round(known, 1) : null;
}
