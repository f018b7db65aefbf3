using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using ClaimCheck.Data.Webhooks;
using ClaimCheck.Domain.Changes;
using ClaimCheck.Domain.Webhooks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Webhooks;

/// <summary>Which deliveries a list holds.</summary>
public sealed class ListDeliveriesQuery : PageQuery
{
    /// <summary>Where they stand.</summary>
    [QueryWord("Only deliveries in this state; `failed` are the dead letters.", Example = "delivered")]
    public DeliveryState? State { get; init; }

    /// <summary>What happened.</summary>
    [QueryWord("Only deliveries of this type.")]
    public ChangeType? Type { get; init; }

    /// <summary>From when on.</summary>
    [QueryValue("Only deliveries that were put down then or later.")]
    public DateTimeOffset? From { get; init; }

    /// <summary>Until when.</summary>
    [QueryValue("Only deliveries that were put down before then.")]
    public DateTimeOffset? To { get; init; }
}

internal static class ListDeliveries
{
    public static async Task<Results<PageAnswer<Page<DeliveryResponse>>, ProblemAnswer>> Handle(
        Guid id, Query<ListDeliveriesQuery> query, DataServices data, CancellationToken cancellation)
    {
        var asked = query.Value;
        if (await data.WebhookReader.FindVersionAsync(id, cancellation) is null)
        {
            return WebhookAnswers.Missing(id);
        }

        var deliveries = await data.DeliveryReader.ListAsync(
            id, new DeliveryFilter(asked.State, asked.Type, asked.From, asked.To), Positions.Id(query.After), asked.Limit + 1, cancellation);
        return query.Page([.. deliveries.Select(DeliveryResponse.Of)], delivery => delivery.Id.ToString());
    }
}
