using ClaimCheck.Api.Http;
using ClaimCheck.Api.Links;
using ClaimCheck.Data;
using ClaimCheck.Domain.Links;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Exporting;

/// <summary>Which links are exported, and how.</summary>
public sealed class ExportLinksQuery
{
    /// <summary>Which.</summary>
    [QueryPart]
    public LinkQuery Which { get; } = new();

    /// <summary>The form.</summary>
    [QueryWord("The form of the answer, whatever `Accept` says.", Example = "csv")]
    public ExportFormat? Format { get; init; }

    /// <summary>Whether cells stand as they are.</summary>
    [QueryFlag("In CSV, cells stand as they are: without it those that a spreadsheet would take for a formula begin with an apostrophe.")]
    public bool Raw { get; init; }
}

internal static class ExportLinks
{
    public static Results<ExportAnswer, ProblemAnswer> Handle(Query<ExportLinksQuery> query, HttpRequest request, DataServices data)
    {
        var asked = query.Value;
        if (ExportForm.Asked(asked.Format, request, ExportForm.Of) is not { } format)
        {
            return ExportForm.NotAcceptable<ExportFormat>(ExportForm.Of);
        }

        return ExportAnswer.Of(
            data.ExportReader,
            "links",
            ExportForm.Of(format),
            format switch
            {
                ExportFormat.NdJson => ExportedLines.Links(),
                ExportFormat.Csv => new TableWriter<ClaimLink>(ExportedTables.Links, asked.Raw),
            },
            (ledger, gone) => ledger.LinksAsync(asked.Which.ToFilter(), gone));
    }
}
