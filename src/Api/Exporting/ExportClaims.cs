using ClaimCheck.Api.Claims;
using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using ClaimCheck.Domain.Claims;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Exporting;

/// <summary>Which claims are exported, and how.</summary>
public sealed class ExportClaimsQuery
{
    /// <summary>Which.</summary>
    [QueryPart]
    public ClaimQuery Which { get; } = new();

    /// <summary>The form.</summary>
    [QueryWord("The form of the answer, whatever `Accept` says.", Example = "csv")]
    public ExportFormat? Format { get; init; }

    /// <summary>Whether cells stand as they are.</summary>
    [QueryFlag("In CSV, cells stand as they are: without it those that a spreadsheet would take for a formula begin with an apostrophe.")]
    public bool Raw { get; init; }
}

internal static class ExportClaims
{
    public static async Task<Results<ExportAnswer, ProblemAnswer>> Handle(
        Query<ExportClaimsQuery> query, HttpRequest request, DataServices data, CancellationToken cancellation)
    {
        var asked = query.Value;
        if (ExportForm.Asked(asked.Format, request, ExportForm.Of) is not { } format)
        {
            return ExportForm.NotAcceptable<ExportFormat>(ExportForm.Of);
        }

        var columns = asked.Raw ? ExportedTables.Claims : ExportedTables.GuardedClaims;
        var (filter, refusal) = await asked.Which.ToFilterAsync(data, cancellation);
        return refusal is not null
            ? refusal
            : ExportAnswer.Of(
                data.ExportReader,
                "claims",
                ExportForm.Of(format),
                format switch
                {
                    ExportFormat.NdJson => ExportedLines.Claims(),
                    ExportFormat.Csv => new TableWriter<Claim>(columns, asked.Raw),
                },
                (ledger, gone) => ledger.ClaimsAsync(filter, asked.Which.Q, gone));
    }
}
