using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.ClaimReviews;

/// <summary>A claim as a review speaks of it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Text">What is claimed.</param>
/// <param name="ClaimedAt">When, as far as known.</param>
/// <param name="Claimant">Who claims it; null where that is nobody who could.</param>
/// <param name="Appearances">The works that carry it, in its own words or in others, the earliest first and those without a date last.</param>
public sealed record ReviewedClaim(
    Guid Id, string Text, PartialDate? ClaimedAt, ReviewParty? Claimant, IReadOnlyList<ReviewedWork> Appearances)
{
    /// <summary>The work that carried it first, as far as is known; null where none has a date.</summary>
    public ReviewedWork? FirstAppearance => Appearances is [{ PublishedAt: not null } first, ..] ? first : null;

    /// <summary>A claim with its works in order of when each had certainly been published: one of 2014 may be of December.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="text">What is claimed.</param>
    /// <param name="claimedAt">When, as far as known.</param>
    /// <param name="claimant">Who claims it.</param>
    /// <param name="works">The works that carry it, in any order.</param>
    public static ReviewedClaim Of(
        Guid id, string text, PartialDate? claimedAt, ReviewParty? claimant, IEnumerable<ReviewedWork> works) => new(
            id, text, claimedAt, claimant,
            [.. works.OrderBy(work => work.PublishedAt?.End ?? DateTimeOffset.MaxValue).ThenBy(work => work.Id)]);
}

/// <summary>A published item that carries a claim.</summary>
/// <param name="Id">The article's.</param>
/// <param name="Url">Where it was published.</param>
/// <param name="Title">Its headline; there where no address is.</param>
/// <param name="PublishedAt">When, as far as known.</param>
/// <param name="Publisher">Who published it.</param>
public sealed record ReviewedWork(Guid Id, string? Url, string? Title, PartialDate? PublishedAt, ReviewParty? Publisher);

/// <summary>A source where only somebody who acts can stand.</summary>
/// <param name="Name">As its readers know it.</param>
/// <param name="IsPerson">Whether it is a human being, not an organisation.</param>
/// <param name="WikidataId">Such as <c>Q9531</c>.</param>
public sealed record ReviewParty(string Name, bool IsPerson, string? WikidataId)
{
    /// <summary>The party that a source is. A document is none: it says something, but nobody can be told by it who.</summary>
    public static ReviewParty? Of(string name, SourceKind kind, string? wikidataId) => kind switch
    {
        SourceKind.Person or SourceKind.SocialAccount => new(name, IsPerson: true, wikidataId),
        SourceKind.NewsOutlet or SourceKind.WireAgency or SourceKind.Broadcaster or SourceKind.Aggregator or SourceKind.Blog
            or SourceKind.Government or SourceKind.Institution => new(name, IsPerson: false, wikidataId),
        SourceKind.Document => null,
    };
}
