using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Claims;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Rules;
using ClaimCheck.Api.Webhooks.Sending;
using ClaimCheck.Data;
using ClaimCheck.Domain.Changes;
using ClaimCheck.Domain.Values;
using ClaimCheck.Domain.Webhooks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Webhooks;

/// <summary>What can be changed about a webhook. Its secret is rotated instead.</summary>
/// <param name="Url">Where messages go.</param>
/// <param name="IsEnabled">Whether messages are sent. One that was disabled is enabled again with `true`.</param>
/// <param name="Description">Whose it is or what it is for.</param>
/// <param name="Types">What it is told of; empty for everything.</param>
/// <param name="Topics">Only changes that concern claims about one of these; sent whole, as every list in a merge patch.</param>
/// <param name="Sources">Only changes that concern one of these sources or a claim of theirs: ids, slugs or externalIds.</param>
/// <param name="Claims">Only changes that concern one of these claims.</param>
public sealed record WebhookChanges(
    [property: MaxLength(WebAddress.MaxLength), RegularExpression(WebAddress.Pattern)] string Url,
    bool IsEnabled,
    [property: MaxLength(WebhookFacts.DescriptionLength)] string? Description = null,
    [property: MaxLength(WebhookFilter.Most)] IReadOnlyList<ChangeType>? Types = null,
    [property: MaxLength(WebhookFilter.Most), EachText(TopicRules.Length, Pattern = TopicRules.PatternForTools)] IReadOnlyList<string>? Topics = null,
    [property: MaxLength(WebhookFilter.Most), EachText(TextRules.ExternalIdLength)] IReadOnlyList<string>? Sources = null,
    [property: MaxLength(WebhookFilter.Most)] IReadOnlyList<Guid>? Claims = null)
    : IWebhookFields, IMergePatchBody, IExample<WebhookChanges>
{
    /// <inheritdoc/>
    public static WebhookChanges Example { get; } = new(
        "https://cms.example.org/hooks/claimcheck-2", IsEnabled: false, "The CMS of the night desk, on its new server", [ChangeType.ClaimRetracted]);

    internal static WebhookChanges Of(Webhook webhook) => new(
        webhook.Facts.Url, webhook.Facts.IsEnabled, webhook.Facts.Description, webhook.Facts.Filter.Types, webhook.Facts.Filter.Topics,
        [.. webhook.Facts.Filter.Sources.Select(source => source.Id.ToString())], webhook.Facts.Filter.Claims);
}

internal sealed class WebhookChangesValidator : WebhookFieldsValidator<WebhookChanges>;

internal static class ChangeWebhook
{
    public static async Task<Results<VersionedOk<WebhookResponse>, ProblemAnswer>> Handle(
        Guid id, Patch<WebhookChanges> patch, IfMatch ifMatch, Caller caller, WebhookSender sender, DataServices data, CancellationToken cancellation)
    {
        while (true)
        {
            if (await data.WebhookReader.GetAsync(id, cancellation) is not { } current)
            {
                return WebhookAnswers.Missing(id);
            }

            if (!ifMatch.Versions.Allows(current.Version))
            {
                return IfMatch.Failed(current.Version);
            }

            if (!patch.TryApplyTo(WebhookChanges.Of(current), out var changed, out var refusal))
            {
                return refusal;
            }

            if (changed.Url != current.Facts.Url && !sender.MayReach(changed.Url))
            {
                return WebhookAnswers.NotAllowed();
            }

            var verdict = await data.WebhookStore.ChangeAsync(
                id, changed.ToDraft(), VersionCondition.OneOf(current.Version), caller.Authorship, cancellation);
            if (verdict.Outcome is not WebhookOutcome.ChangedMeanwhile)
            {
                return verdict is { Outcome: WebhookOutcome.Accepted, Value: { } accepted }
                    ? Versioned.Ok(WebhookResponse.Of(accepted), accepted.Version)
                    : WebhookAnswers.Refuse(verdict.Outcome, verdict.Path, verdict.Index, id);
            }
        }
    }
}
