using ClaimCheck.Domain.Access;

namespace ClaimCheck.Domain.Importing;

/// <summary>How far an import has come.</summary>
public enum ImportState
{
    /// <summary>All of it has arrived; it waits for its turn.</summary>
    Queued = 1,

    /// <summary>Its rows are being stored.</summary>
    Running,

    /// <summary>Every row has a result.</summary>
    Completed,

    /// <summary>Not all of it arrived, or something else arrived than was announced: nothing of it is stored.</summary>
    Incomplete,

    /// <summary>It was given up, as its problem says; what was created or updated by then is stored.</summary>
    Failed,

    /// <summary>Somebody stopped it; what has a result is stored.</summary>
    Cancelled,
}

/// <summary>What became of a row.</summary>
public enum RowResult
{
    /// <summary>It was not there and is now.</summary>
    Created = 1,

    /// <summary>It was there and is another now.</summary>
    Updated,

    /// <summary>It was there like this.</summary>
    Unchanged,

    /// <summary>It was left alone: it was there and nothing was to be changed, or the whole file was given up.</summary>
    Skipped,

    /// <summary>It cannot be stored as it is.</summary>
    Failed,
}

/// <summary>How many rows came to which result.</summary>
/// <param name="Created">New.</param>
/// <param name="Updated">Changed.</param>
/// <param name="Unchanged">There already, and the same.</param>
/// <param name="Skipped">Left alone.</param>
/// <param name="Failed">Refused.</param>
public sealed record ImportCounts(int Created = 0, int Updated = 0, int Unchanged = 0, int Skipped = 0, int Failed = 0)
{
    /// <summary>How many rows have a result.</summary>
    public int Total => Created + Updated + Unchanged + Skipped + Failed;
}

/// <summary>Many rows sent at once.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="By">Who sent it, and when: signs whatever it writes.</param>
/// <param name="Options">How it is to be done.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Rows">How many rows arrived.</param>
/// <param name="Bytes">How many bytes arrived, as they were sent.</param>
/// <param name="Counts">How many rows came to which result.</param>
/// <param name="Problem">Why it is incomplete or failed, in a sentence.</param>
/// <param name="StartedAt">When its rows were begun with, the first time.</param>
/// <param name="FinishedAt">When it came to its end, whichever.</param>
public sealed record Import(
    Guid Id,
    Authorship By,
    ImportOptions Options,
    ImportState State,
    int Rows,
    long Bytes,
    ImportCounts Counts,
    string? Problem,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt)
{
    /// <summary>Whether nothing more will happen to it.</summary>
    public bool HasEnded => State switch
    {
        ImportState.Queued or ImportState.Running => false,
        ImportState.Completed or ImportState.Incomplete or ImportState.Failed or ImportState.Cancelled => true,
    };

    /// <summary>Rows a second since it was begun with; null before that.</summary>
    /// <param name="now">The present, for one that has not ended.</param>
    public double? RowsPerSecond(DateTimeOffset now) =>
        StartedAt is { } start && ((FinishedAt ?? now) - start).TotalSeconds is var seconds and > 0 ? Counts.Total / seconds : null;

    /// <summary>How many seconds it will still take at this rate; null where nobody can tell.</summary>
    /// <param name="now">The present.</param>
    public double? SecondsLeft(DateTimeOffset now) =>
        State == ImportState.Running && RowsPerSecond(now) is { } rate and > 0 ? (Rows - Counts.Total) / rate : null;
}

/// <summary>Why a row cannot be stored as it is.</summary>
/// <param name="Code">The slug of a problem type, as a single write would be answered with.</param>
/// <param name="Path">The JSON path or the column; null where it is about the row as a whole.</param>
/// <param name="Message">What to change, in a sentence.</param>
public sealed record RowFailure(string Code, string? Path, string Message);

/// <summary>What became of one row.</summary>
/// <param name="Line">Where it begins in the body, from 1; in JSON that has no lines of its own, which item it is.</param>
/// <param name="Kind">What it is about; null where that could not be read.</param>
/// <param name="Result">What became of it.</param>
/// <param name="ExternalId">The key it was sent with.</param>
/// <param name="Id">What it is stored as.</param>
/// <param name="Failure">Why it failed.</param>
/// <param name="Contradicts">Whether it failed because another row of the file says something else of what has this id.</param>
public sealed record RowOutcome(
    int Line, RecordKind? Kind, RowResult Result, string? ExternalId = null, Guid? Id = null, RowFailure? Failure = null, bool Contradicts = false);
