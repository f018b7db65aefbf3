using System.Globalization;

namespace ClaimCheck.Domain.Assessments;

/// <summary>A verdict as it is sent: what is left out is taken from the scale, where there is one.</summary>
/// <param name="Text">The publisher's own words.</param>
/// <param name="Scale">The scale it is given on, by id or slug.</param>
/// <param name="Value">As a number.</param>
/// <param name="BestRating">The number of the best verdict.</param>
/// <param name="WorstRating">The number of the worst verdict.</param>
/// <param name="Normalized">What it comes to; needed where there is no scale.</param>
public sealed record RatingDraft(
    string Text, string? Scale, double? Value, double? BestRating, double? WorstRating, NormalizedRating? Normalized)
{
    /// <summary>Whether nothing else is meant than this verdict, so that its scale, which may have changed since, need not be asked.</summary>
    /// <param name="rating">The verdict that stands.</param>
    public bool Repeats(Rating rating) =>
        this with { Scale = null } == new RatingDraft(rating.Text, null, rating.Value, rating.BestRating, rating.WorstRating, rating.Normalized)
        && (Scale == rating.Scale?.Slug || Scale == rating.Scale?.Id.ToString());

    /// <summary>Whether a ClaimReview of this verdict would say the same: it has no words for a scale, nor for bounds without a number.</summary>
    /// <param name="rating">The verdict that stands.</param>
    public bool Reviews(Rating rating) =>
        (Text, Value) == (rating.Text, rating.Value)
        && (Value is null || (BestRating, WorstRating) == (rating.BestRating, rating.WorstRating));
}

/// <summary>A verdict: the publisher's own words, and what they come to.</summary>
/// <param name="Text">The publisher's own words.</param>
/// <param name="Scale">The scale it was given on.</param>
/// <param name="Value">As a number.</param>
/// <param name="BestRating">The number of the best verdict; there with <paramref name="WorstRating"/> only.</param>
/// <param name="WorstRating">The number of the worst verdict, which is the smaller one.</param>
/// <param name="Normalized">What it comes to.</param>
public sealed record Rating(
    string Text, RatingScaleRef? Scale, double? Value, double? BestRating, double? WorstRating, NormalizedRating Normalized)
{
    /// <summary>The longest verdict, in code points: some publishers give theirs as a paragraph. The labels of a scale are shorter.</summary>
    public const int TextLength = 10_000;

    /// <summary>The verdict that a draft means, or why it means none. Its shape has been checked.</summary>
    /// <param name="draft">What was sent.</param>
    /// <param name="scale">The scale that the draft names; null where it names none.</param>
    public static Verdict<AssessmentOutcome, Rating> Of(RatingDraft draft, RatingScale? scale)
    {
        if (scale is null)
        {
            return draft.Normalized is { } own
                ? new(AssessmentOutcome.Accepted, new Rating(draft.Text, null, draft.Value, draft.BestRating, draft.WorstRating, own))
                : new(AssessmentOutcome.NormalizedMissing);
        }

        if (scale.Facts.Labels.FirstOrDefault(label => label.Text == draft.Text) is not { } label)
        {
            return new(AssessmentOutcome.NotOnScale, Path: [scale.Slug, .. scale.Facts.Labels.Select(known => known.Text)]);
        }

        return Contradiction(draft, scale, label) is { } contradiction
            ? new(AssessmentOutcome.ContradictsScale, Path: [scale.Slug, .. contradiction])
            : new(
                AssessmentOutcome.Accepted,
                new Rating(
                    label.Text, scale.Ref, label.Value, scale.Facts.BestRating, scale.Facts.WorstRating, label.Normalized));
    }

    /// <summary>The first member that says something else than the scale does, and what the scale says.</summary>
    private static string[]? Contradiction(RatingDraft draft, RatingScale scale, RatingLabel label)
    {
        if (draft.Normalized is { } normalized && normalized != label.Normalized)
        {
            return ["normalized", Words<NormalizedRating>.Of(label.Normalized)];
        }

        return NumberContradiction("ratingValue", draft.Value, label.Value)
            ?? NumberContradiction("bestRating", draft.BestRating, scale.Facts.BestRating)
            ?? NumberContradiction("worstRating", draft.WorstRating, scale.Facts.WorstRating);
    }

    private static string[]? NumberContradiction(string member, double? sent, double? known) =>
        sent is not null && Nullable.Compare(sent, known) != 0
            ? [member, known?.ToString(CultureInfo.InvariantCulture) ?? "none"]
            : null;
}
