using System.Text.Json.Serialization;

namespace ClaimCheck.Client;

/// <summary>Where an import stands.</summary>
[JsonConverter(typeof(WordConverter<ImportState>))]
public enum ImportState
{
    /// <summary>A word this version does not know.</summary>
    Unknown,

    /// <summary>All of it has arrived, and it waits for its turn.</summary>
    Queued,

    /// <summary>Rows are being stored.</summary>
    Running,

    /// <summary>Every row has its result; that may be a failure.</summary>
    Completed,

    /// <summary>
    /// The body did not arrive whole, is not what was announced, or cannot be told into rows: nothing was stored. <see cref="Import.Problem"/>
    /// says why.
    /// </summary>
    Incomplete,

    /// <summary>
    /// It was given up: with <see cref="OnError.Abort"/> because a row failed, or because it was interrupted several times without coming any
    /// further. What was stored by then stays, but with <see cref="OnError.Abort"/> nothing is stored. <see cref="Import.Problem"/> says why.
    /// </summary>
    Failed,

    /// <summary>Somebody stopped it. What was stored by then stays; with <see cref="OnError.Abort"/> that is nothing.</summary>
    Cancelled,
}

/// <summary>What kind of file is imported.</summary>
[JsonConverter(typeof(WordConverter<ImportFormat>))]
public enum ImportFormat
{
    /// <summary>A word this version does not know.</summary>
    Unknown,

    /// <summary>One JSON object a line, of any kind, in any order.</summary>
    Ndjson,

    /// <summary>Claims, one a row.</summary>
    Csv,

    /// <summary>schema.org ClaimReview: one, an array, a graph or a feed.</summary>
    JsonLd,

    /// <summary>A page with ClaimReview in script elements.</summary>
    WebPage,

    /// <summary>An answer of Google's <c>claims:search</c>.</summary>
    GoogleFactCheck,
}

/// <summary>What becomes of rows.</summary>
[JsonConverter(typeof(WordConverter<ImportMode>))]
public enum ImportMode
{
    /// <summary>A word this version does not know.</summary>
    Unknown,

    /// <summary>Made where they are new, changed where they differ.</summary>
    Upsert,

    /// <summary>Made where they are new, skipped where they are there.</summary>
    Create,

    /// <summary>Checked only: nothing is stored.</summary>
    DryRun,
}

/// <summary>What a row that cannot be taken costs.</summary>
[JsonConverter(typeof(WordConverter<OnError>))]
public enum OnError
{
    /// <summary>A word this version does not know.</summary>
    Unknown,

    /// <summary>That row only.</summary>
    Skip,

    /// <summary>The whole file: then nothing of it is stored.</summary>
    Abort,
}

/// <summary>How far a link that is imported counts.</summary>
[JsonConverter(typeof(WordConverter<LinkStatus>))]
public enum LinkStatus
{
    /// <summary>A word this version does not know.</summary>
    Unknown,

    /// <summary>Somebody still has to look at it.</summary>
    Suggested,

    /// <summary>It counts as evidence; needs an editor's key.</summary>
    Confirmed,
}

/// <summary>What became of a row.</summary>
[JsonConverter(typeof(WordConverter<RowResult>))]
public enum RowResult
{
    /// <summary>A word this version does not know.</summary>
    Unknown,

    /// <summary>It is new.</summary>
    Created,

    /// <summary>It was there, and differed.</summary>
    Updated,

    /// <summary>It was there just so.</summary>
    Unchanged,

    /// <summary>It was there, and was to be left alone; or the import ended first.</summary>
    Skipped,

    /// <summary>It could not be taken; code and message say why.</summary>
    Failed,
}
