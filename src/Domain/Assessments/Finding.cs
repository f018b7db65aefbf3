using System.ComponentModel.DataAnnotations;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.Assessments;

/// <summary>
/// How likely it is that the claim holds, in the seven expressions of the US intelligence community's analytic standards
/// (Intelligence Community Directive 203, section D.6.e.2.a), each of which stands for a range of probabilities.
/// </summary>
public enum Likelihood
{
    /// <summary>1 to 5 percent; also called remote.</summary>
    AlmostNoChance = 1,

    /// <summary>5 to 20 percent; also called highly improbable.</summary>
    VeryUnlikely,

    /// <summary>20 to 45 percent; also called improbable.</summary>
    Unlikely,

    /// <summary>45 to 55 percent; also called roughly even odds.</summary>
    RoughlyEvenChance,

    /// <summary>55 to 80 percent; also called probable.</summary>
    Likely,

    /// <summary>80 to 95 percent; also called highly probable.</summary>
    VeryLikely,

    /// <summary>95 to 99 percent; also called nearly certain.</summary>
    AlmostCertain,
}

/// <summary>How well founded the judgement is, apart from how likely it finds the claim.</summary>
public enum Confidence
{
    /// <summary>Scant, fragmented or questionable evidence.</summary>
    Low = 1,

    /// <summary>Credible evidence that other readings are still open to.</summary>
    Moderate,

    /// <summary>Good evidence from several sides.</summary>
    High,
}

/// <summary>Who gives the verdict: for ClaimReview an organisation.</summary>
/// <param name="Name">As readers know it.</param>
/// <param name="Url">Its home page.</param>
public sealed record Author(
    [property: MaxLength(Author.NameLength)] string Name,
    [property: MaxLength(WebAddress.MaxLength), RegularExpression(WebAddress.Pattern)] string? Url = null)
{
    /// <summary>The longest name, in code points.</summary>
    public const int NameLength = 300;
}

/// <summary>What an assessment says apart from the verdict itself.</summary>
/// <param name="Language">BCP 47: the language of the verdict and of the review.</param>
/// <param name="Title">The headline of the review.</param>
/// <param name="Summary">Why, in short.</param>
/// <param name="Credibility">NATO Admiralty, information credibility: 1 confirmed by other independent sources, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged.</param>
/// <param name="Likelihood">How likely the claim is to hold.</param>
/// <param name="Confidence">How well founded that is.</param>
/// <param name="ReviewUrl">Where the review can be read.</param>
/// <param name="Author">Who gives the verdict.</param>
/// <param name="PublishedAt">When the verdict was published.</param>
public sealed record Finding(
    string? Language,
    string? Title,
    string? Summary,
    int? Credibility,
    Likelihood? Likelihood,
    Confidence? Confidence,
    string? ReviewUrl,
    Author Author,
    DateTimeOffset? PublishedAt)
{
    /// <summary>The longest title, in code points.</summary>
    public const int TitleLength = 1000;

    /// <summary>The longest summary, in code points.</summary>
    public const int SummaryLength = 10_000;

    /// <summary>The credibility that says: confirmed by other independent sources.</summary>
    public const int Confirmed = 1;

    /// <summary>How many independent origins there must be for <see cref="Confirmed"/>.</summary>
    public const int OriginsOfConfirmed = 2;

    /// <summary>
    /// The publisher's site, by which readers of verdicts know it: the host of the author's address, else of the review's, in
    /// lower case and without <c>www.</c>; null where neither has one.
    /// </summary>
    public string? Site => (Author.Url ?? ReviewUrl) is { } address ? SiteName.Of(address) : null;
}
