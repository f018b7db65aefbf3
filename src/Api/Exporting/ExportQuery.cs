using ClaimCheck.Api.Http;

namespace ClaimCheck.Api.Exporting;

/// <summary>Which records are exported, and how.</summary>
/// <typeparam name="TWhich">The filters of their list.</typeparam>
/// <typeparam name="TFormat">The forms there are, the one that is preferred first.</typeparam>
public sealed class ExportQuery<TWhich, TFormat>
    where TWhich : class, new()
    where TFormat : struct, Enum
{
    /// <summary>Which.</summary>
    [QueryPart]
    public TWhich Which { get; } = new();

    /// <summary>The form.</summary>
    [QueryWord("The form of the answer, whatever `Accept` says.", Example = "csv")]
    public TFormat? Format { get; init; }

    /// <summary>Whether cells stand as they are.</summary>
    [QueryFlag("In CSV, cells stand as they are: without it those that a spreadsheet would take for a formula begin with an apostrophe.")]
    public bool Raw { get; init; }
}
