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
        var (filter, refusal) = await asked.Which.ToFilterAsync(data, cancellation);
        return refusal is not null
            ? refusal
            : ExportAnswer.Of(
                data.ExportReader, "sources", asked, request, ExportedLines.Sources, ExportedTables.Sources, (ledger, gone) => ledger.SourcesAsync(filter, gone));
    }
}
