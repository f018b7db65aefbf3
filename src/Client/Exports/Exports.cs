namespace ClaimCheck.Client;

/// <summary>What can be exported.</summary>
public enum ExportKind
{
    /// <summary>Claims with their chains.</summary>
    Claims = 1,

    /// <summary>Links between claims.</summary>
    Links,

    /// <summary>Sources.</summary>
    Sources,

    /// <summary>Articles.</summary>
    Articles,

    /// <summary>Assessments.</summary>
    Assessments,

    /// <summary>Everything, as NDJSON that an empty service imports again.</summary>
    All,
}

/// <summary>As what it is exported.</summary>
public enum ExportFormat
{
    /// <summary>A record a line, as imports take them.</summary>
    Ndjson = 1,

    /// <summary>For spreadsheets.</summary>
    Csv,

    /// <summary>schema.org ClaimReview; for assessments only.</summary>
    ClaimReview,
}
