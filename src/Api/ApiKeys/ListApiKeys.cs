using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.ApiKeys;

/// <summary>Which part of the list.</summary>
public sealed class ListApiKeysQuery : PageQuery;

internal static class ListApiKeys
{
    public static async Task<Results<PageAnswer<Page<ApiKeyResponse>>, ProblemAnswer>> Handle(
        Query<ListApiKeysQuery> query, DataServices data, CancellationToken cancellation)
    {
        var keys = await data.ApiKeyStore.ListAsync(Positions.Id(query.After), query.Value.Limit + 1, cancellation);
        return query.Page([.. keys.Select(key => ApiKeyResponse.Of(key))], key => key.Id.ToString());
    }
}
