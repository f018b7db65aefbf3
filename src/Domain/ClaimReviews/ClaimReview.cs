using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Evidence;

namespace ClaimCheck.Domain.ClaimReviews;

/// <summary>A published verdict in the form in which the field exchanges verdicts: schema.org's ClaimReview.</summary>
/// <param name="Id">The assessment's.</param>
/// <param name="Claim">What is judged.</param>
/// <param name="Author">Who judges.</param>
/// <param name="Url">Where the review can be read.</param>
/// <param name="Headline">Its headline.</param>
/// <param name="Language">Its language, BCP 47.</param>
/// <param name="Rating">The verdict.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="CorrectedAt">When it was last corrected; null where it never was.</param>
/// <param name="Origins">How many independent origins stand behind the claim; null where nobody asked.</param>
public sealed record ClaimReview(
    Guid Id,
    ReviewedClaim Claim,
    Author Author,
    string Url,
    string? Headline,
    string? Language,
    ReviewRating Rating,
    DateTimeOffset PublishedAt,
    DateTimeOffset? CorrectedAt,
    OriginNote? Origins)
{
    /// <summary>What a published assessment says; null for any other, and for one that was emptied by a takedown.</summary>
    /// <param name="assessment">The assessment.</param>
    /// <param name="claim">What it judges.</param>
    /// <param name="evidence">Who stands behind the claim; null leaves the count out.</param>
    public static ClaimReview? Of(Assessment assessment, ReviewedClaim claim, Evidence.Evidence? evidence = null)
    {
        var finding = assessment.Finding;
        if (assessment.State != AssessmentState.Published || finding is not { ReviewUrl: { } url, PublishedAt: { } publishedAt })
        {
            return null;
        }

        var correctedAt = assessment.Corrections.Count > 0 ? assessment.Corrections[0].At : (DateTimeOffset?)null;
        return new ClaimReview(
            assessment.Id, claim, finding.Author, url, finding.Title, finding.Language, ReviewRating.Of(assessment.Rating, finding.Summary),
            publishedAt, correctedAt, evidence is null ? null : OriginNote.Of(evidence));
    }
}

/// <summary>A verdict as readers of ClaimReviews take it.</summary>
/// <param name="Text">The publisher's own words.</param>
/// <param name="Explanation">Why, in short.</param>
/// <param name="Scale">The verdict as a number between its bounds; null where the publisher gave none.</param>
public sealed record ReviewRating(string Text, string? Explanation, NumericRating? Scale)
{
    /// <summary>
    /// A rating with its number only where the publisher gave one, bounds and all: bounds without a number say nothing, and a number
    /// made up from what the verdict comes to would be ours.
    /// </summary>
    internal static ReviewRating Of(Rating rating, string? explanation) => new(
        rating.Text,
        explanation,
        rating is { Value: { } value, BestRating: { } best, WorstRating: { } worst } ? new NumericRating(value, best, worst) : null);
}

/// <summary>A verdict as a number.</summary>
/// <param name="Value">The number.</param>
/// <param name="Best">That of the best verdict.</param>
/// <param name="Worst">That of the worst.</param>
public sealed record NumericRating(double Value, double Best, double Worst);

/// <summary>How many independent origins stand behind a claim, in what a reader of a review can use.</summary>
/// <param name="Floor">What an opponent must concede.</param>
/// <param name="Ceiling">The most there can be.</param>
/// <param name="Status">What both say together.</param>
/// <param name="Named">Origins that are known sources of which nobody says that they were there.</param>
/// <param name="Unnamed">Origins that nobody names.</param>
/// <param name="FirstHand">Origins that witnessed or issued it themselves.</param>
/// <param name="IsContested">Whether anybody contradicts the claim.</param>
/// <param name="IsExact">False where there was too much to search through or to look at: then the numbers may be higher.</param>
public sealed record OriginNote(
    int Floor, int Ceiling, EvidenceStatus Status, int Named, int Unnamed, int FirstHand, bool IsContested, bool IsExact)
{
    /// <summary>What evidence says of the supporting side.</summary>
    public static OriginNote Of(Evidence.Evidence evidence)
    {
        var origins = evidence.Supporting.Origins;
        return new(
            origins.Floor, origins.Ceiling, evidence.Status, origins.Named, origins.Unnamed, origins.FirstHand, evidence.IsContested,
            origins.FloorIsExact && !evidence.WasCut);
    }
}
