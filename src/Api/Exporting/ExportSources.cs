using ClaimCheck.Api.Http;
using ClaimCheck.Api.Sources;
using ClaimCheck.Data;
using ClaimCheck.Domain.Sources;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Exporting;

/// <summary>Which sources are exported, and how.</summary>
public sealed class ExportSourcesQuery
{
    /// <summary>Which.</summary>
    [QueryPart]
    public SourceQuery Which { get; } = new();

    /// <summary>The form.</summary>
    [QueryWord("The form of the answer, whatever `Accept` says.", Example = "csv")]
    public ExportFormat? Format { get; init; }

    /// <summary>Whether cells stand as they are.</summary>
    [QueryFlag("In CSV, cells stand as they are: without it those that a spreadsheet would take for a formula begin with an apostrophe.")]
    public bool Raw { get; init; }
}

internal static class ExportSources
{
    public static async Task<Results<ExportAnswer, ProblemAnswer>> Handle(
        Query<ExportSourcesQuery> query, HttpRequest request, DataServices data, CancellationToken cancellation)
    {
        var asked = query.Value;
        if (ExportForm.Asked(asked.Format, request, ExportForm.Of) is not { } format)
        {
            return ExportForm.NotAcceptable<ExportFormat>(ExportForm.Of);
        }

        var (filter, refusal) = await asked.Which.ToFilterAsync(data, cancellation);
        return refusal is not null
            ? refusal
            : ExportAnswer.Of(
                data.ExportReader,
                "sources",
                ExportForm.Of(format),
                format switch
                {
                    ExportFormat.NdJson => ExportedLines.Sources(),
                    ExportFormat.Csv => new TableWriter<Source>(ExportedTables.Sources, asked.Raw),
                },
                (ledger, gone) => ledger.SourcesAsync(filter, gone));
    }
}
