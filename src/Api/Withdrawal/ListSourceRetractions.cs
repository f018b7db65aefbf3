using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Rules;
using ClaimCheck.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Withdrawal;

/// <summary>Which part of the list.</summary>
public sealed class ListSourceRetractionsQuery : PageQuery;

internal static class ListSourceRetractions
{
    public static async Task<Results<PageAnswer<Page<SourceRetractionResponse>>, ProblemAnswer>> Handle(
        [MaxLength(TextRules.ExternalIdLength)] string idOrSlug,
        Query<ListSourceRetractionsQuery> query,
        DataServices data,
        CancellationToken cancellation)
    {
        if (await data.Directory.FindAsync(idOrSlug, cancellation) is not { } source)
        {
            return Problems.NotFound("source", idOrSlug);
        }

        var retractions = await data.WithdrawalReader.ListAsync(source, Positions.Id(query.After), query.Value.Limit + 1, cancellation);
        return query.Page([.. retractions.Select(SourceRetractionResponse.Of)], retraction => retraction.Id.ToString());
    }
}
