namespace ClaimCheck.Client;

/// <summary>As what the rows of an import are given back.</summary>
public enum RowsFormat
{
    /// <summary>An <see cref="ImportedRow"/> a line.</summary>
    Ndjson = 1,

    /// <summary>The columns as they were sent, and beside them what became of the row.</summary>
    Csv,
}
