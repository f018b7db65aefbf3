using System.Text.Json.Serialization;

namespace ClaimCheck.Domain.Importing;

/// <summary>
/// What a row of an import is about, by the word in its member <c>record</c>. In this order they are stored: what others refer to
/// comes first, wherever it stands in the file.
/// </summary>
public enum RecordKind
{
    /// <summary>A source.</summary>
    [JsonStringEnumMemberName("source")] Source = 1,

    /// <summary>A rating scale.</summary>
    [JsonStringEnumMemberName("ratingScale")] RatingScale,

    /// <summary>An article.</summary>
    [JsonStringEnumMemberName("article")] Article,

    /// <summary>A claim.</summary>
    [JsonStringEnumMemberName("claim")] Claim,

    /// <summary>A ClaimReview (schema.org): a claim, its source and its assessment in one.</summary>
    [JsonStringEnumMemberName("claimReview")] ClaimReview,

    /// <summary>A link between two claims.</summary>
    [JsonStringEnumMemberName("link")] Link,

    /// <summary>An assessment.</summary>
    [JsonStringEnumMemberName("assessment")] Assessment,

    /// <summary>A judgement on a source's reliability.</summary>
    [JsonStringEnumMemberName("reliability")] Reliability,

    /// <summary>A judgement on a link.</summary>
    [JsonStringEnumMemberName("linkReview")] LinkReview,

    /// <summary>A change of an assessment that had been published.</summary>
    [JsonStringEnumMemberName("correction")] Correction,

    /// <summary>A judgement on whether two origins are the same.</summary>
    [JsonStringEnumMemberName("originJudgement")] OriginJudgement,

    /// <summary>A source's withdrawal of what it said.</summary>
    [JsonStringEnumMemberName("sourceRetraction")] SourceRetraction,

    /// <summary>The ClaimReview markup of a web page.</summary>
    [JsonStringEnumMemberName("claimReviewPage")] ClaimReviewPage,
}
