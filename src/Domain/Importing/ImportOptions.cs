using ClaimCheck.Domain.Links;

namespace ClaimCheck.Domain.Importing;

/// <summary>How the rows of an import are written down.</summary>
public enum ImportFormat
{
    /// <summary>One JSON object a line.</summary>
    Ndjson = 1,

    /// <summary>Comma-separated values with a header (RFC 4180): claims.</summary>
    Csv,

    /// <summary>ClaimReviews as schema.org has them: one, an array, a graph or a data feed.</summary>
    JsonLd,

    /// <summary>A web page with ClaimReviews in its script blocks.</summary>
    WebPage,

    /// <summary>Answers of the claim search of Google's Fact Check Tools.</summary>
    GoogleFactCheck,
}

/// <summary>What becomes of rows that are stored already, or whether anything is stored at all.</summary>
public enum ImportMode
{
    /// <summary>What is there is brought up to date.</summary>
    Upsert = 1,

    /// <summary>What is there stays as it is.</summary>
    Create,

    /// <summary>Everything is done as with <see cref="Upsert"/> and then undone: the results say what would have happened.</summary>
    DryRun,
}

/// <summary>What a row that fails costs.</summary>
public enum OnError
{
    /// <summary>That row only.</summary>
    Skip = 1,

    /// <summary>The whole file: nothing of it is stored.</summary>
    Abort,
}

/// <summary>How an import is to be done.</summary>
/// <param name="Format">How the rows are written down.</param>
/// <param name="Mode">What becomes of rows that are stored already.</param>
/// <param name="OnError">What a row that fails costs.</param>
/// <param name="LinkStatus">The status of links that do not say theirs: suggested or confirmed.</param>
/// <param name="Claimant">The source of ClaimReviews that name none, by its name.</param>
/// <param name="Columns">Of a CSV file: the file's names of columns and the names they stand for.</param>
public sealed record ImportOptions(
    ImportFormat Format,
    ImportMode Mode = ImportMode.Upsert,
    OnError OnError = OnError.Skip,
    LinkStatus LinkStatus = LinkStatus.Suggested,
    string? Claimant = null,
    IReadOnlyDictionary<string, string>? Columns = null)
{
    /// <summary>Whether all rows are stored together or none, so that they take one transaction.</summary>
    public bool IsOneTransaction => Mode == ImportMode.DryRun || OnError == OnError.Abort;
}
