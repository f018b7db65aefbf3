using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.RatingScales;

/// <summary>Which part of the list.</summary>
public sealed class ListRatingScalesQuery : PageQuery;

internal static class ListRatingScales
{
    public static async Task<Results<PageAnswer<Page<RatingScaleResponse>>, ProblemAnswer>> Handle(
        Query<ListRatingScalesQuery> query, DataServices data, CancellationToken cancellation)
    {
        var scales = await data.ScaleReader.ListAsync(Positions.Id(query.After), query.Value.Limit + 1, cancellation);
        return query.Page([.. scales.Select(RatingScaleResponse.Of)], scale => scale.Id.ToString());
    }
}
