using System.Diagnostics;
using ClaimCheck.Api.Http;
using ClaimCheck.Domain.Webhooks;

namespace ClaimCheck.Api.Webhooks;

/// <summary>What a refused write to a webhook is answered with.</summary>
internal static class WebhookAnswers
{
    public static ProblemAnswer Refuse(WebhookOutcome outcome, IReadOnlyList<string>? path, int? index, Guid id) => outcome switch
    {
        WebhookOutcome.Missing => Missing(id),
        WebhookOutcome.UnknownSource => References.Unknown($"$.sources[{index}]", "source", path),
        WebhookOutcome.UnknownClaim => References.Unknown($"$.claims[{index}]", "claim", path),

        // Whoever changes one looks at the version first.
        WebhookOutcome.ChangedMeanwhile or WebhookOutcome.Accepted => throw new UnreachableException(),
    };

    public static ProblemAnswer Missing(Guid id) => Problems.NotFound("webhook", id);

    /// <summary>Messages may not go to this URL.</summary>
    public static ProblemAnswer NotAllowed()
    {
        var errors = new Errors();
        errors.Add("$.url", "must be an https address out on the public internet; the operator may allow others with Webhooks__AllowHttp and Webhooks__AllowedNetworks");
        return errors.As(ProblemType.AddressNotAllowed);
    }
}
