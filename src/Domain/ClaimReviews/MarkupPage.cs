using System.Globalization;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.ClaimReviews;

/// <summary>The organisation that publishes a fact check.</summary>
/// <param name="Name">As readers know it.</param>
/// <param name="ImageUrl">Its logo.</param>
public sealed record ReviewAuthor(string? Name, string? ImageUrl);

/// <summary>What a page of markup says; a change replaces all of it.</summary>
/// <param name="PageUrl">The page that carries the fact check.</param>
/// <param name="PublishDate">When it was published.</param>
/// <param name="Author">Who published it.</param>
/// <param name="Markups">One for each claim that is reviewed there, in their order on the page; at least one.</param>
public sealed record MarkupPageFacts(string PageUrl, PartialDate? PublishDate, ReviewAuthor? Author, IReadOnlyList<Markup> Markups)
{
    /// <summary>The most markups of one page.</summary>
    public const int MostMarkups = 50;

    /// <summary>The form under which two spellings of the address are one page; see <see cref="WebAddress.Canonicalise"/>.</summary>
    public string CanonicalUrl => WebAddress.Canonicalise(PageUrl);

    /// <summary>The site the page is on.</summary>
    public string Site => SiteName.Of(PageUrl) ?? throw new FormatException("not " + WebAddress.Expected);
}

/// <summary>The ClaimReview markup of one web page, as somebody else's tool made it: it stands apart from the claims recorded here.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Facts">What it says.</param>
/// <param name="Version">Counts from 1 with every change.</param>
/// <param name="CreatedAt">When it was recorded.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record MarkupPage(Guid Id, MarkupPageFacts Facts, int Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>What a <see cref="ResourceName"/> begins with.</summary>
    public const string NamePrefix = "pages/";

    /// <summary>What Google's clients call it.</summary>
    public string ResourceName => $"{NamePrefix}{Id}";

    /// <summary>The version, as Google's clients are told it.</summary>
    public string VersionId => Version.ToString(CultureInfo.InvariantCulture);

    /// <summary>A new page.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="facts">What it says.</param>
    /// <param name="by">Who records it.</param>
    public static MarkupPage Create(Guid id, MarkupPageFacts facts, Authorship by) => new(id, facts, 1, by.At, by.At);

    /// <summary>The page with all that it says replaced.</summary>
    /// <param name="facts">What it says now.</param>
    /// <param name="from">The version that the change was made from.</param>
    /// <param name="at">When.</param>
    public Verdict<MarkupPageOutcome, MarkupPage> Replace(MarkupPageFacts facts, VersionCondition from, DateTimeOffset at) =>
        from.Allows(Version)
            ? new(MarkupPageOutcome.Accepted, this with { Facts = facts, Version = Version + 1, UpdatedAt = at })
            : new(MarkupPageOutcome.ChangedMeanwhile, this);

    /// <summary>What stays of the page when its markup is deleted: that there was one.</summary>
    /// <param name="from">The version that is deleted.</param>
    /// <param name="at">When.</param>
    public Verdict<MarkupPageOutcome, MarkupPage> Delete(VersionCondition from, DateTimeOffset at) =>
        Replace(Facts with { Markups = [] }, from, at);
}

/// <summary>What became of a write to a page of markup.</summary>
public enum MarkupPageOutcome
{
    /// <summary>Stored.</summary>
    Accepted = 1,

    /// <summary>No such page, or its markup was deleted.</summary>
    Missing,

    /// <summary>There is a page with the same canonical address.</summary>
    UrlTaken,

    /// <summary>It is not, or no longer, in a version that the change may start from.</summary>
    ChangedMeanwhile,
}
