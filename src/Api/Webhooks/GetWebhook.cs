using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Webhooks;

internal static class GetWebhook
{
    public static async Task<Results<VersionedOk<WebhookResponse>, NotModified, ProblemAnswer>> Handle(
        Guid id, IfNoneMatch known, DataServices data, CancellationToken cancellation)
    {
        if (known.IsGiven && await data.WebhookReader.FindVersionAsync(id, cancellation) is { } version && known.Has(version))
        {
            return Versioned.NotModified(version);
        }

        return await data.WebhookReader.GetAsync(id, cancellation) is { } webhook
            ? Versioned.Ok(WebhookResponse.Of(webhook), webhook.Version)
            : WebhookAnswers.Missing(id);
    }
}
