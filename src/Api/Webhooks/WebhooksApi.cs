using ClaimCheck.Api.Access;
using ClaimCheck.Api.History;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data.Sample;

namespace ClaimCheck.Api.Webhooks;

internal static class WebhooksApi
{
    public static readonly ApiTag Tag = new(
        "Webhooks", "Your CMS is told of changes as they happen: signed messages after Standard Webhooks 1.0, sent again until they are taken, none of them lost.");

    private const string IdMeaning = "The webhook's id.";
    private static readonly string Sample = SampleWebhook.Id.ToString();

    public static void MapWebhooks(this RouteGroupBuilder api)
    {
        var webhooks = api.MapGroup("/webhooks").WithTags(Tag.Name);

        webhooks.MapGet("/", ListWebhooks.Handle).Is(Operation.ListWebhooks)
            .WithSummary("List webhooks")
            .WithDescription("Newest first, disabled ones included. No secrets.");

        webhooks.MapPost("/", CreateWebhook.Handle).Is(Operation.CreateWebhook)
            .WithSummary("Make a webhook")
            .WithDescription("It is told of what happens from then on. A change is told of where it passes each of the filters; a claim that is taken down passes that by topic, because nobody knows its topics any more. The answer holds the secret in `secret`; it is shown this once and cannot be had again. What is sent, and how it is signed, is shown under `webhooks` in this document.")
            .ProducesProblems(ProblemType.UnknownReference, ProblemType.AddressNotAllowed);

        webhooks.MapGet("/{id:uuid}", GetWebhook.Handle).Is(Operation.GetWebhook)
            .WithSummary("Read a webhook")
            .WithDescription("Where messages go, what it is told of, and whether and why it is disabled.")
            .WithExample("id", Sample, IdMeaning)
            .ProducesProblems(ProblemType.NotFound);

        webhooks.MapPatch("/{id:uuid}", ChangeWebhook.Handle).Is(Operation.ChangeWebhook)
            .WithSummary("Change a webhook")
            .WithDescription("A JSON Merge Patch: send what changes, null to remove; lists are sent whole. While `isEnabled` is `false` nothing is sent and nothing new put down to be sent: catch up from the change feed. What had been put down before is sent when it is enabled again.")
            .WithExample("id", Sample, IdMeaning)
            .ProducesProblems(ProblemType.NotFound, ProblemType.UnknownReference, ProblemType.AddressNotAllowed);

        webhooks.MapDelete("/{id:uuid}", DeleteWebhook.Handle).Is(Operation.DeleteWebhook)
            .WithSummary("Delete a webhook")
            .WithDescription("Nothing more is sent. Its secrets are gone at once, its deliveries soon after.")
            .WithExample("id", Sample, IdMeaning)
            .ProducesProblems(ProblemType.NotFound);

        webhooks.MapPost("/{id:uuid}/rotate", RotateWebhookSecret.Handle).Is(Operation.RotateWebhookSecret)
            .WithSummary("Rotate a webhook's secret")
            .WithDescription("For `overlapHours`, a day where it is left out, messages carry two signatures, one of each secret, and a receiver takes those of which one holds. The answer holds the new secret in `secret`, this once.")
            .WithExample("id", Sample, IdMeaning)
            .ProducesProblems(ProblemType.NotFound);

        webhooks.MapPost("/{id:uuid}/test", TestWebhook.Handle).Is(Operation.TestWebhook)
            .WithSummary("Try a webhook")
            .WithDescription("Sends a message of the type `webhook.test` at once, whether the webhook is enabled or not, and tells what the receiver said. It is in no list of deliveries, and is not sent again.")
            .WithExample("id", Sample, IdMeaning)
            .ProducesProblems(ProblemType.NotFound)
            .MayTakeLong();

        webhooks.MapGet("/{id:uuid}/history", GetHistory.OfWebhook).Is(Operation.GetWebhookHistory)
            .WithSummary("Read a webhook's history")
            .WithDescription("Every version, newest first: who made it, when, and how the webhook looked before and after; also who had what redelivered.")
            .WithExample("id", Sample, IdMeaning)
            .ProducesProblems(ProblemType.NotFound);

        webhooks.MapGet("/{id:uuid}/deliveries", ListDeliveries.Handle).Is(Operation.ListDeliveries)
            .WithSummary("List a webhook's deliveries")
            .WithDescription("Newest first, for 30 days unless the operator says otherwise: what was sent, when, how long it took, and the first 2 KiB of what was answered.")
            .WithExample("id", Sample, IdMeaning)
            .ProducesProblems(ProblemType.NotFound);

        webhooks.MapPost("/{id:uuid}/deliveries/{delivery:uuid}/redeliver", RedeliverMessage.Handle).Is(Operation.RedeliverMessage)
            .WithSummary("Send a message again")
            .WithDescription("With the same `webhook-id` and body, whatever became of it, as if for the first time. One that is on its way is left alone, and `count` is 0. Nothing is sent while the webhook is disabled.")
            .WithExample("id", Sample, IdMeaning)
            .WithExample("delivery", SampleWebhook.Delivered.Id.ToString(), "The delivery's id.")
            .ProducesProblems(ProblemType.NotFound);

        webhooks.MapPost("/{id:uuid}/redeliver", RedeliverMessages.Handle).Is(Operation.RedeliverMessages)
            .WithSummary("Send the messages of a span of time again")
            .WithDescription("The dead letters, unless `states` says otherwise: at most 10,000 at once, the oldest first. Where there are more, `nextAfter` says where to go on.")
            .WithExample("id", Sample, IdMeaning)
            .ProducesProblems(ProblemType.NotFound);
    }
}
