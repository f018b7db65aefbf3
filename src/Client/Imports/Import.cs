using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClaimCheck.Client;

/// <summary>How many rows had which result.</summary>
/// <param name="Created">New ones.</param>
/// <param name="Updated">Those that were there and differed.</param>
/// <param name="Unchanged">Those that were there just so.</param>
/// <param name="Skipped">Those that were left alone.</param>
/// <param name="Failed">Those that could not be taken.</param>
public sealed record ImportCounts(long Created, long Updated, long Unchanged, long Skipped, long Failed)
{
    /// <summary>How many rows have a result.</summary>
    [JsonIgnore]
    public long Total => Created + Updated + Unchanged + Skipped + Failed;
}

/// <summary>An import: a file that was sent, and what became of it.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Format">What kind of file it is.</param>
/// <param name="Mode">What becomes of rows.</param>
/// <param name="OnError">What a row that cannot be taken costs.</param>
/// <param name="Rows">How many rows were sent.</param>
/// <param name="Bytes">How many bytes were sent.</param>
/// <param name="Counts">How many rows have which result by now.</param>
/// <param name="RowsPerSecond">How fast it goes; null while that is not known.</param>
/// <param name="SecondsLeft">How long it will take yet; null unless it runs.</param>
/// <param name="ReceivedAt">When the request began that sent it; what is large arrives long after.</param>
/// <param name="StartedAt">When it was taken up, the first time if it was interrupted; null while it waits, and if it never was.</param>
/// <param name="FinishedAt">When it ended.</param>
/// <param name="SubmittedBy">The name of the key that sent it.</param>
/// <param name="Problem">Why it is incomplete or failed.</param>
/// <param name="Failures">The first rows that failed; null in lists, and where it is only said how far it has come.</param>
public sealed record Import(
    Guid Id,
    ImportState State,
    ImportFormat Format,
    ImportMode Mode,
    OnError OnError,
    long? Rows,
    long? Bytes,
    ImportCounts Counts,
    double? RowsPerSecond,
    double? SecondsLeft,
    DateTimeOffset? ReceivedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    string? SubmittedBy,
    string? Problem = null,
    IReadOnlyList<ImportedRow>? Failures = null)
{
    /// <summary>Whether nothing will change any more.</summary>
    [JsonIgnore]
    public bool HasEnded => State is ImportState.Completed or ImportState.Incomplete or ImportState.Failed or ImportState.Cancelled;
}

/// <summary>A row of an import, and what became of it.</summary>
/// <param name="Line">The line on which it begins, counted from 1; in JSON-LD and the like the number of the item.</param>
/// <param name="Record">What it is, such as <c>claim</c>; null where it cannot be read.</param>
/// <param name="Result">What became of it.</param>
/// <param name="ExternalId">Its id in your system.</param>
/// <param name="Id">The id of what is stored.</param>
/// <param name="Code">Why it failed, in a word: the last part of a problem's type.</param>
/// <param name="Path">Where in the row: a JSON path such as <c>$.text</c>, or the name of a column.</param>
/// <param name="Message">What to change.</param>
/// <param name="Sent">A failed row as it was sent: a JSON value, or a string that holds its text.</param>
public sealed record ImportedRow(
    long Line,
    string? Record,
    RowResult Result,
    string? ExternalId = null,
    Guid? Id = null,
    string? Code = null,
    string? Path = null,
    string? Message = null,
    JsonElement? Sent = null);

/// <summary>What sending a file came to.</summary>
/// <param name="Import">The import; it may have ended already.</param>
/// <param name="IsReplay">Whether it is one that was begun earlier, under the same <see cref="ImportOptions.IdempotencyKey"/>.</param>
public sealed record StartedImport(Import Import, bool IsReplay);

/// <summary>Rows of an import as they are given back.</summary>
public static class ImportedRows
{
    /// <summary>Reads what <see cref="ClaimCheckClient.DownloadImportRowsAsync"/> gives as NDJSON, a row at a time.</summary>
    /// <param name="ndjson">An <see cref="ImportedRow"/> a line.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static IAsyncEnumerable<ImportedRow> ReadAsync(Stream ndjson, CancellationToken cancellation = default) =>
        JsonSerializer.DeserializeAsyncEnumerable(ndjson, ClientJson.Default.ImportedRow, topLevelValues: true, cancellation).OfType<ImportedRow>();
}
