using System.Globalization;
using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using ClaimCheck.Data.ClaimReviews;
using ClaimCheck.Domain.Values;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.FactCheckTools;

/// <summary>Which reviewed claims are looked for.</summary>
public sealed class SearchFactChecksQuery : TokenPageQuery
{
    private const int LongestAge = 36_500;

    /// <summary>Words to look for.</summary>
    [QueryText("Words that the claim says, in web-search syntax: `\"a phrase\"`, `or`, `-without`. Needed unless `reviewPublisherSiteFilter` is given.", MaxLength = 500, Example = "soleimani")]
    public string? Query { get; init; }

    /// <summary>The language of the reviews.</summary>
    [QueryText("Only reviews in this language, whatever its region: `en-US` finds those in `en` and in `en-GB`.", MaxLength = LanguageTag.MaxLength, Pattern = LanguageTag.Pattern, Expected = "a language tag, such as en-US or sr-Latn")]
    public string? LanguageCode { get; init; }

    /// <summary>The publisher of the reviews.</summary>
    [QueryText("Only reviews of publishers whose site is this one or lies below it, such as `example.org`; `www.` does not matter.", MaxLength = SiteName.MaxLength)]
    public string? ReviewPublisherSiteFilter { get; init; }

    /// <summary>How old they may be.</summary>
    [QueryInteger("Only claims of which the review or the claim itself, whichever is newer, is at most so many days old; 0 for any age.", 0, LongestAge)]
    public int MaxAgeDays { get; init; }
}

internal static class SearchFactChecks
{
    public static async Task<Results<TaggedOk<FactCheckedClaimSearchResponse>, ProblemAnswer>> Handle(
        Query<SearchFactChecksQuery> query, DataServices data, TimeProvider clock, CancellationToken cancellation)
    {
        var asked = query.Value;
        var site = asked.ReviewPublisherSiteFilter is { } name ? SiteName.Read(name) : null;
        if (Refuse(asked, site) is { } refusal)
        {
            return refusal;
        }

        DateTimeOffset? notBefore = asked.MaxAgeDays == 0 ? null : clock.Now().AddDays(-asked.MaxAgeDays);
        var filter = new FactCheckFilter(asked.Query, asked.LanguageCode, site, notBefore);
        var found = await data.FactCheckReader.SearchAsync(filter, After(query.After), asked.Skip, asked.Take + 1, cancellation);
        var shown = found.Take(asked.Take).Select(FactCheckedClaimResponse.Of).ToList();
        var token = found.Count > asked.Take ? query.Seal(Position(found[asked.Take - 1].Position)) : null;
        return new TaggedOk<FactCheckedClaimSearchResponse>(new(shown is [] ? null : shown, token));
    }

    private static ProblemAnswer? Refuse(SearchFactChecksQuery asked, string? site)
    {
        var errors = new Errors();
        if (asked is { Query: null, ReviewPublisherSiteFilter: null })
        {
            errors.Add("query", "is required unless reviewPublisherSiteFilter is given");
        }
        else if (asked.ReviewPublisherSiteFilter is not null && site is null)
        {
            errors.Add("reviewPublisherSiteFilter", "must be " + SiteName.Expected);
        }

        return errors.IsEmpty ? null : errors.As(ProblemType.InvalidQuery);
    }

    private static FactCheckPosition? After(string? position) => Positions.Parts(position) is [var rank, var newest, var key]
        ? new FactCheckPosition(
            float.Parse(rank, CultureInfo.InvariantCulture),
            DateTimeOffset.Parse(newest, CultureInfo.InvariantCulture),
            Guid.Parse(key, CultureInfo.InvariantCulture))
        : null;

    private static string Position(FactCheckPosition position) => Positions.Join(
        position.Rank.ToString("R", CultureInfo.InvariantCulture),
        position.Newest.ToString("O", CultureInfo.InvariantCulture),
        position.Key.ToString());
}
