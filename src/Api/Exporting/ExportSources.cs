using ClaimCheck.Api.Http;
using ClaimCheck.Api.Sources;
using ClaimCheck.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Exporting;

internal static class ExportSources
{
    public static async Task<Results<ExportAnswer, ProblemAnswer>> Handle(
        Query<ExportQuery<SourceQuery, ExportFormat>> query, HttpRequest request, DataServices data, CancellationToken cancellation)
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
                RecordWriter.For(format, ExportedLines.Sources, ExportedTables.Sources, asked.Raw),
                (ledger, gone) => ledger.SourcesAsync(filter, gone));
    }
}
