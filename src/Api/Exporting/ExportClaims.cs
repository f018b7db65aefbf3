using ClaimCheck.Api.Claims;
using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Exporting;

internal static class ExportClaims
{
    public static async Task<Results<ExportAnswer, ProblemAnswer>> Handle(
        Query<ExportQuery<ClaimQuery, ExportFormat>> query, HttpRequest request, DataServices data, CancellationToken cancellation)
    {
        var asked = query.Value;
        var columns = asked.Raw ? ExportedTables.Claims : ExportedTables.GuardedClaims;
        var (filter, refusal) = await asked.Which.ToFilterAsync(data, cancellation);
        return refusal is not null
            ? refusal
            : ExportAnswer.Of(
                data.ExportReader, "claims", asked, request, ExportedLines.Claims, columns, (ledger, gone) => ledger.ClaimsAsync(filter, asked.Which.Q, gone));
    }
}
