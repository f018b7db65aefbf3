using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Webhooks;

/// <summary>Which part of the list.</summary>
public sealed class ListWebhooksQuery : PageQuery;

internal static class ListWebhooks
{
    public static async Task<Results<PageAnswer<Page<WebhookResponse>>, ProblemAnswer>> Handle(
        Query<ListWebhooksQuery> query, DataServices data, CancellationToken cancellation)
    {
        var webhooks = await data.WebhookReader.ListAsync(Positions.Id(query.After), query.Value.Limit + 1, cancellation);
        return query.Page([.. webhooks.Select(webhook => WebhookResponse.Of(webhook))], webhook => webhook.Id.ToString());
    }
}
