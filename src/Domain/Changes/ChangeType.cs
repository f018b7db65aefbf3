using System.Text.Json.Serialization;

namespace ClaimCheck.Domain.Changes;

/// <summary>What the change feed tells of, and webhooks can ask for.</summary>
public enum ChangeType
{
    /// <summary>A claim was recorded.</summary>
    [JsonStringEnumMemberName("claim.created")]
    ClaimCreated = 1,

    /// <summary>A claim was corrected, was superseded by another, or no longer is.</summary>
    [JsonStringEnumMemberName("claim.updated")]
    ClaimUpdated,

    /// <summary>A claim was retracted, by itself or because its source took back what it said.</summary>
    [JsonStringEnumMemberName("claim.retracted")]
    ClaimRetracted,

    /// <summary>A claim was emptied by order of law, and with it all that was said about it.</summary>
    [JsonStringEnumMemberName("claim.taken_down")]
    ClaimTakenDown,

    /// <summary>A link between claims was proposed.</summary>
    [JsonStringEnumMemberName("link.suggested")]
    LinkSuggested,

    /// <summary>A link was confirmed, or proposed as confirmed by an editor.</summary>
    [JsonStringEnumMemberName("link.confirmed")]
    LinkConfirmed,

    /// <summary>A link was rejected.</summary>
    [JsonStringEnumMemberName("link.rejected")]
    LinkRejected,

    /// <summary>A link was taken back for good.</summary>
    [JsonStringEnumMemberName("link.retracted")]
    LinkRetracted,

    /// <summary>A verdict was published.</summary>
    [JsonStringEnumMemberName("assessment.published")]
    AssessmentPublished,

    /// <summary>A published verdict was corrected.</summary>
    [JsonStringEnumMemberName("assessment.corrected")]
    AssessmentCorrected,

    /// <summary>A published verdict was taken back.</summary>
    [JsonStringEnumMemberName("assessment.retracted")]
    AssessmentRetracted,

    /// <summary>The floor, the ceiling or the contestedness of a claim is another.</summary>
    [JsonStringEnumMemberName("evidence.changed")]
    EvidenceChanged,

    /// <summary>A source was given a reliability grade.</summary>
    [JsonStringEnumMemberName("source.rated")]
    SourceRated,

    /// <summary>An import has ended, however it did.</summary>
    [JsonStringEnumMemberName("import.finished")]
    ImportFinished,

    /// <summary>A webhook was switched off because its receiver is gone or kept failing.</summary>
    [JsonStringEnumMemberName("webhook.disabled")]
    WebhookDisabled,
}
