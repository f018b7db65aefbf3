using System.ComponentModel.DataAnnotations;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.Assessments;

/// <summary>What a verdict comes to, in words that are the same for every newsroom; always beside the newsroom's own.</summary>
public enum NormalizedRating
{
    /// <summary>It holds.</summary>
    True = 1,

    /// <summary>It holds but for details.</summary>
    MostlyTrue,

    /// <summary>Some of it holds and some does not.</summary>
    Mixture,

    /// <summary>It does not hold but for details.</summary>
    MostlyFalse,

    /// <summary>It does not hold.</summary>
    False,

    /// <summary>What is known does not allow a verdict.</summary>
    Unverifiable,

    /// <summary>None of these, such as satire.</summary>
    Other,
}

/// <summary>One of the verdicts that a scale knows.</summary>
/// <param name="Text">The newsroom's own words, unique within the scale.</param>
/// <param name="Normalized">What it comes to.</param>
/// <param name="Value">Its place between the scale's worst and best rating, if it has one.</param>
public sealed record RatingLabel(
    [property: MaxLength(RatingLabel.TextLength)] string Text,
    NormalizedRating Normalized,
    [property: Range(-RatingScale.LargestRating, RatingScale.LargestRating)] double? Value = null)
{
    /// <summary>The longest text, in code points.</summary>
    public const int TextLength = 200;
}

/// <summary>What can be said about a rating scale and corrected later.</summary>
/// <param name="Name">As the newsroom knows it.</param>
/// <param name="BestRating">The number of the best verdict; there with <paramref name="WorstRating"/> only.</param>
/// <param name="WorstRating">The number of the worst verdict, which is the smaller one.</param>
/// <param name="Labels">Its verdicts, in the newsroom's order.</param>
public sealed record RatingScaleFacts(string Name, double? BestRating, double? WorstRating, IReadOnlyList<RatingLabel> Labels);

/// <summary>A scale by both of its names, which never change.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Slug">Its address in words.</param>
public sealed record RatingScaleRef(Guid Id, string Slug);

/// <summary>
/// The verdicts that a newsroom gives, in its own words. An assessment takes words and numbers over from its scale when they are
/// given, so a change of the scale changes no verdict that was given before.
/// </summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Slug">Its address in words; never changes.</param>
/// <param name="Facts">What it says.</param>
/// <param name="Version">Counts from 1 with every change.</param>
/// <param name="CreatedAt">When it was recorded.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record RatingScale(
    Guid Id, string Slug, RatingScaleFacts Facts, int Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>The most labels a scale has.</summary>
    public const int MostLabels = 50;

    /// <summary>The longest name, in code points.</summary>
    public const int NameLength = 300;

    /// <summary>Ratings lie between this number and its negative: no newsroom needs more, and every reader of JSON can hold them.</summary>
    public const double LargestRating = 1_000_000;

    /// <summary>Both names of the scale.</summary>
    public RatingScaleRef Ref => new(Id, Slug);

    /// <summary>The scale with what it says corrected.</summary>
    /// <param name="facts">All that it says now.</param>
    /// <param name="from">The version that the correction was made from.</param>
    /// <param name="at">When.</param>
    public Verdict<RatingScaleOutcome, RatingScale> Change(RatingScaleFacts facts, VersionCondition from, DateTimeOffset at) =>
        from.Allows(Version)
            ? new(RatingScaleOutcome.Accepted, this with { Facts = facts, Version = Version + 1, UpdatedAt = at })
            : new(RatingScaleOutcome.ChangedMeanwhile, this);
}

/// <summary>What became of a write to a rating scale.</summary>
public enum RatingScaleOutcome
{
    /// <summary>Stored.</summary>
    Accepted = 1,

    /// <summary>No such scale.</summary>
    Missing,

    /// <summary>Another scale has this slug.</summary>
    SlugTaken,

    /// <summary>It is not, or no longer, in a version that the change may start from.</summary>
    ChangedMeanwhile,
}
