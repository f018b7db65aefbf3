namespace ClaimCheck.Client;

/// <summary>What the feed of changes and webhooks tell of; docs/changes.md says when.</summary>
public static class ChangeTypes
{
    /// <summary>A claim was recorded.</summary>
    public const string ClaimCreated = "claim.created";

    /// <summary>A claim was corrected, was superseded, or no longer is.</summary>
    public const string ClaimUpdated = "claim.updated";

    /// <summary>A claim was retracted.</summary>
    public const string ClaimRetracted = "claim.retracted";

    /// <summary>A claim was emptied by order of law: remove what you keep of it.</summary>
    public const string ClaimTakenDown = "claim.taken_down";

    /// <summary>A link was proposed.</summary>
    public const string LinkSuggested = "link.suggested";

    /// <summary>A link was confirmed.</summary>
    public const string LinkConfirmed = "link.confirmed";

    /// <summary>A link was rejected.</summary>
    public const string LinkRejected = "link.rejected";

    /// <summary>A link was taken back.</summary>
    public const string LinkRetracted = "link.retracted";

    /// <summary>A verdict was published.</summary>
    public const string AssessmentPublished = "assessment.published";

    /// <summary>A published verdict was corrected.</summary>
    public const string AssessmentCorrected = "assessment.corrected";

    /// <summary>A published verdict was taken back.</summary>
    public const string AssessmentRetracted = "assessment.retracted";

    /// <summary>Other evidence stands behind a claim: its floor, its ceiling, or whether it is contested.</summary>
    public const string EvidenceChanged = "evidence.changed";

    /// <summary>A source was given a grade.</summary>
    public const string SourceRated = "source.rated";

    /// <summary>An import has ended.</summary>
    public const string ImportFinished = "import.finished";

    /// <summary>A webhook was switched off because its receiver is gone or kept failing.</summary>
    public const string WebhookDisabled = "webhook.disabled";

    /// <summary>No change: somebody tries the receiver. Webhooks only.</summary>
    public const string WebhookTest = "webhook.test";
}
