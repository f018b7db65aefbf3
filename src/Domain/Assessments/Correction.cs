using System.Text.Json.Serialization;

namespace ClaimCheck.Domain.Assessments;

/// <summary>What of an assessment can be corrected, by the names under which it is sent.</summary>
public enum AssessmentMember
{
    /// <summary>The publisher's own words.</summary>
    [JsonStringEnumMemberName("ratingText")] RatingText = 1,

    /// <summary>The scale.</summary>
    [JsonStringEnumMemberName("scale")] Scale,

    /// <summary>The verdict as a number.</summary>
    [JsonStringEnumMemberName("ratingValue")] RatingValue,

    /// <summary>The number of the best verdict.</summary>
    [JsonStringEnumMemberName("bestRating")] BestRating,

    /// <summary>The number of the worst verdict.</summary>
    [JsonStringEnumMemberName("worstRating")] WorstRating,

    /// <summary>What the verdict comes to.</summary>
    [JsonStringEnumMemberName("normalized")] Normalized,

    /// <summary>The credibility of the claim.</summary>
    [JsonStringEnumMemberName("credibility")] Credibility,

    /// <summary>How likely the claim is to hold.</summary>
    [JsonStringEnumMemberName("likelihood")] Likelihood,

    /// <summary>How well founded the judgement is.</summary>
    [JsonStringEnumMemberName("confidence")] Confidence,

    /// <summary>The headline.</summary>
    [JsonStringEnumMemberName("title")] Title,

    /// <summary>The reasons.</summary>
    [JsonStringEnumMemberName("summary")] Summary,

    /// <summary>The language.</summary>
    [JsonStringEnumMemberName("language")] Language,

    /// <summary>Where the review can be read.</summary>
    [JsonStringEnumMemberName("reviewUrl")] ReviewUrl,

    /// <summary>Who gives the verdict.</summary>
    [JsonStringEnumMemberName("author")] Author,

    /// <summary>When the verdict was published.</summary>
    [JsonStringEnumMemberName("publishedAt")] PublishedAt,
}

/// <summary>A change of an assessment that had been published.</summary>
/// <param name="Version">The version that it made.</param>
/// <param name="Changed">What changed; nothing where a second look found that all of it stands.</param>
/// <param name="Note">Why; null where a legal takedown emptied it.</param>
/// <param name="By">Who corrected it.</param>
/// <param name="At">When.</param>
public sealed record Correction(int Version, IReadOnlyList<AssessmentMember> Changed, string? Note, string By, DateTimeOffset At)
{
    /// <summary>The most that can change at once: everything.</summary>
    public const int MostChanged = 15;

    /// <summary>The longest note, in code points.</summary>
    public const int NoteLength = 10_000;

    /// <summary>In what a verdict and its finding differ from others.</summary>
    internal static IReadOnlyList<AssessmentMember> Between((Rating Rating, Finding Finding) old, (Rating Rating, Finding Finding) now)
    {
        (AssessmentMember Member, object? Old, object? Now)[] members =
        [
            (AssessmentMember.RatingText, old.Rating.Text, now.Rating.Text),
            (AssessmentMember.Scale, old.Rating.Scale, now.Rating.Scale),
            (AssessmentMember.RatingValue, old.Rating.Value, now.Rating.Value),
            (AssessmentMember.BestRating, old.Rating.BestRating, now.Rating.BestRating),
            (AssessmentMember.WorstRating, old.Rating.WorstRating, now.Rating.WorstRating),
            (AssessmentMember.Normalized, old.Rating.Normalized, now.Rating.Normalized),
            (AssessmentMember.Credibility, old.Finding.Credibility, now.Finding.Credibility),
            (AssessmentMember.Likelihood, old.Finding.Likelihood, now.Finding.Likelihood),
            (AssessmentMember.Confidence, old.Finding.Confidence, now.Finding.Confidence),
            (AssessmentMember.Title, old.Finding.Title, now.Finding.Title),
            (AssessmentMember.Summary, old.Finding.Summary, now.Finding.Summary),
            (AssessmentMember.Language, old.Finding.Language, now.Finding.Language),
            (AssessmentMember.ReviewUrl, old.Finding.ReviewUrl, now.Finding.ReviewUrl),
            (AssessmentMember.Author, old.Finding.Author, now.Finding.Author),
            (AssessmentMember.PublishedAt, old.Finding.PublishedAt, now.Finding.PublishedAt),
        ];
        return [.. members.Where(member => !Equals(member.Old, member.Now)).Select(member => member.Member)];
    }
}
