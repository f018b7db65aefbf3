using ClaimCheck.Api.Http;
using ClaimCheck.Api.Links;
using ClaimCheck.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Exporting;

internal static class ExportLinks
{
    public static Results<ExportAnswer, ProblemAnswer> Handle(
        Query<ExportQuery<LinkQuery, ExportFormat>> query, HttpRequest request, DataServices data)
    {
        var asked = query.Value;
        return ExportAnswer.Of(
            data.ExportReader, "links", asked, request, ExportedLines.Links, ExportedTables.Links,
            (ledger, gone) => ledger.LinksAsync(asked.Which.ToFilter(), gone));
    }
}
