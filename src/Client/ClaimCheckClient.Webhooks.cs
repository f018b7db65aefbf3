using System.Net.Http.Headers;
using System.Runtime.CompilerServices;

namespace ClaimCheck.Client;

/// <content>Webhooks: being told of changes. All of it needs an admin's key.</content>
public sealed partial class ClaimCheckClient
{
    private const int DeliveriesAtOnce = 200;

    /// <summary>Makes a webhook. Keep its <see cref="Webhook.Secret"/>: it is shown this once.</summary>
    /// <param name="webhook">Where messages go, and which.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task<Webhook> CreateWebhookAsync(NewWebhook webhook, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(webhook);
        return WriteAsync("v1/webhooks", webhook, ClientJson.Default.NewWebhook, ClientJson.Default.Webhook, cancellation);
    }

    /// <summary>Webhooks, newest first, without their secrets.</summary>
    /// <param name="limit">How many at most, up to 200.</param>
    /// <param name="cursor">Where to go on.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task<Page<Webhook>> ListWebhooksAsync(int? limit = null, string? cursor = null, CancellationToken cancellation = default) =>
        ReadAsync(new Address("v1/webhooks").With("limit", limit).With("cursor", cursor).ToString(), ClientJson.Default.PageWebhook, cancellation);

    /// <summary>A webhook, without its secret.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task<Webhook> GetWebhookAsync(Guid id, CancellationToken cancellation = default) =>
        ReadAsync($"v1/webhooks/{id}", ClientJson.Default.Webhook, cancellation);

    /// <summary>Changes a webhook, or switches it on or off, whoever changed what else about it meanwhile.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="changes">What is to be different.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<Webhook> ChangeWebhookAsync(Guid id, WebhookChanges changes, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        using var response = await SendAsync(
            () => WhateverVersion(
                Sending(HttpMethod.Patch, $"v1/webhooks/{id}", changes, ClientJson.Default.WebhookChanges, "application/merge-patch+json")),
            isRepeatable: true, _options.AnswerTimeout, cancellation);
        return await ReadAsync(response, ClientJson.Default.Webhook, cancellation);
    }

    /// <summary>Deletes a webhook: nothing more is sent.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task DeleteWebhookAsync(Guid id, CancellationToken cancellation = default)
    {
        // Not repeated where no answer came: the second would be that there is no such webhook.
        using var response = await SendAsync(
            () => WhateverVersion(new(HttpMethod.Delete, new Uri(_address, $"v1/webhooks/{id}"))),
            isRepeatable: false, _options.AnswerTimeout, cancellation);
    }

    /// <summary>Makes a new secret; keep it, it is shown this once. For a while messages carry a signature of each.</summary>
    /// <param name="id">The webhook.</param>
    /// <param name="overlap">For how long, in whole hours; a day where it is left out, and zero where the old one has become known.</param>
    /// <param name="secret">A secret of your own; the service makes one where it is left out.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task<Webhook> RotateWebhookSecretAsync(
        Guid id, TimeSpan? overlap = null, string? secret = null, CancellationToken cancellation = default) =>
        WriteAsync(
            $"v1/webhooks/{id}/rotate", new((int?)overlap?.TotalHours, secret), ClientJson.Default.RotateBody, ClientJson.Default.Webhook, cancellation);

    /// <summary>Sends a message of the type <c>webhook.test</c> at once and tells what the receiver said.</summary>
    /// <param name="id">The webhook.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task<WebhookTrial> TryWebhookAsync(Guid id, CancellationToken cancellation = default) =>
        WriteAsync($"v1/webhooks/{id}/test", null, ClientJson.Default.RedeliverBody, ClientJson.Default.WebhookTrial, cancellation);

    /// <summary>What was sent to a receiver and what came of it, newest first, a page at a time as they are asked for.</summary>
    /// <param name="id">The webhook.</param>
    /// <param name="query">Which.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async IAsyncEnumerable<Delivery> ReadDeliveriesAsync(
        Guid id, DeliveryQuery? query = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        string? cursor = null;
        do
        {
            var address = new Address($"v1/webhooks/{id}/deliveries").With("state", query?.State).With("type", query?.Type)
                .With("from", query?.From).With("to", query?.To).With("limit", DeliveriesAtOnce).With("cursor", cursor);
            var page = await ReadAsync(address.ToString(), ClientJson.Default.PageDelivery, cancellation);
            foreach (var delivery in page.Items)
            {
                yield return delivery;
            }

            cursor = page.NextCursor;
        }
        while (cursor is not null);
    }

    /// <summary>Sends one message again, whatever became of it, under the same <c>webhook-id</c>. One that is on its way is left alone, and the count is 0.</summary>
    /// <param name="id">The webhook.</param>
    /// <param name="delivery">The message's <see cref="Delivery.Id"/>.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task<Redelivered> RedeliverAsync(Guid id, Guid delivery, CancellationToken cancellation = default) =>
        WriteAsync(
            $"v1/webhooks/{id}/deliveries/{delivery}/redeliver", null, ClientJson.Default.RedeliverBody, ClientJson.Default.Redelivered, cancellation);

    /// <summary>Sends the messages of a span of time again, at most 10,000 at once, the oldest first. For the rest call it again with <see cref="Redelivered.NextAfter"/>.</summary>
    /// <param name="id">The webhook.</param>
    /// <param name="from">Put down then or later.</param>
    /// <param name="to">Put down before then.</param>
    /// <param name="states">Only those that stand like this; the dead letters, <c>failed</c>, where it is left out.</param>
    /// <param name="after">Only those that follow this delivery: <see cref="Redelivered.NextAfter"/> of the answer before.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task<Redelivered> RedeliverAsync(
        Guid id, DateTimeOffset from, DateTimeOffset to, IReadOnlyList<string>? states = null, Guid? after = null, CancellationToken cancellation = default) =>
        WriteAsync(
            $"v1/webhooks/{id}/redeliver", new(from, to, states, after), ClientJson.Default.RedeliverBody, ClientJson.Default.Redelivered, cancellation);

    private static HttpRequestMessage WhateverVersion(HttpRequestMessage request)
    {
        request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
        return request;
    }
}
