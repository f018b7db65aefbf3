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
        if (ExportForm.Asked(asked.Format, request, ExportForm.Of) is not { } format)
        {
            return ExportForm.NotAcceptable<ExportFormat>(ExportForm.Of);
        }

        return ExportAnswer.Of(
            data.ExportReader,
            "links",
            ExportForm.Of(format),
            RecordWriter.For(format, ExportedLines.Links, ExportedTables.Links, asked.Raw),
            (ledger, gone) => ledger.LinksAsync(asked.Which.ToFilter(), gone));
    }
}
