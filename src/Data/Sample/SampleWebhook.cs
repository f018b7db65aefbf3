using System.Text;
using ClaimCheck.Data.Webhooks;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Changes;
using ClaimCheck.Domain.Webhooks;

namespace ClaimCheck.Data.Sample;

/// <summary>The webhook that comes with the story: disabled, so that nothing is ever sent, and with one delivery from when it was not.</summary>
/// <param name="reader">Says whether it is there.</param>
/// <param name="webhooks">Makes the webhook.</param>
/// <param name="deliveries">Records the delivery.</param>
public sealed class SampleWebhook(WebhookReader reader, WebhookStore webhooks, DeliveryStore deliveries)
{
    /// <summary>Where it would lead: names that end like this stand for nothing.</summary>
    public const string Url = "https://cms.example/hooks/claimcheck";

    /// <summary>What it is for.</summary>
    public const string Description = "The CMS of the night desk";

    private static readonly DateTimeOffset At = new(2014, 9, 26, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Its id.</summary>
    public static Guid Id { get; } = SampleStory.IdOf("webhook", "night desk");

    /// <summary>The delivery.</summary>
    public static WebhookDelivery Delivered { get; } = Make();

    /// <summary>Makes it, unless it was made before.</summary>
    /// <param name="by">Who loads the story.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    internal async Task LoadAsync(Authorship by, CancellationToken cancellation)
    {
        if (await reader.FindVersionAsync(Id, cancellation) is null)
        {
            var draft = new WebhookDraft(Url, Description, [ChangeType.ClaimCreated, ChangeType.ClaimUpdated], [], [], [], IsEnabled: false);
            await webhooks.AddAsync(Id, draft, WebhookSecret.Create(), by, cancellation);
        }

        await deliveries.AddDeliveredAsync(Delivered, by.At, cancellation);
    }

    private static WebhookDelivery Make()
    {
        var claim = SampleStory.IdOf("claim", "o1-1");
        var message = SampleStory.IdOf("audit_entry", "o1-1");
        var source = SampleStory.IdOf("source", "outlet-001");
        var body =
            $$$"""{"id":"{{{message}}}","type":"claim.created","payloadVersion":1,"timestamp":"2014-09-26T08:00:00Z","sequence":4711,"data":{"claim":"{{{claim}}}","source":"{{{source}}}","eTag":"\"1\"","action":"created"}}""";
        var attempt = new DeliveryAttempt(
            At.AddMilliseconds(41), null, 204, ReadOnlyMemory<byte>.Empty,
            new DeliveryTimes(
                TimeSpan.FromMilliseconds(3.1), TimeSpan.FromMilliseconds(11.4), TimeSpan.FromMilliseconds(58.2), TimeSpan.FromMilliseconds(58.3)))
        {
            Url = Url,
        };
        return new WebhookDelivery(
            SampleStory.IdOf("webhook_delivery", "o1-1"), Id, message, ChangeType.ClaimCreated, DeliveryState.Delivered, Encoding.UTF8.GetBytes(body),
            At.AddMilliseconds(24), null, 1, At.AddMilliseconds(99), [new NumberedAttempt(1, attempt)]);
    }
}
