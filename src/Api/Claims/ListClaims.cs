using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Serialization;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Rules;
using ClaimCheck.Api.Sources;
using ClaimCheck.Data;
using ClaimCheck.Data.Claims;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Values;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Claims;

/// <summary>Which claims are meant.</summary>
public sealed class ClaimQuery
{
    /// <summary>Words to look for.</summary>
    [QueryText("Words to look for, in web-search syntax: `\"a phrase\"`, `or`, `-without`. Accents do not matter; words are stemmed in each claim's own language.", MaxLength = 200, Example = "khamenei")]
    public string? Q { get; init; }

    /// <summary>Whose they are.</summary>
    [QueryText("Only claims of this source: an id, slug or externalId.", MaxLength = TextRules.ExternalIdLength)]
    public string? Source { get; init; }

    /// <summary>The family of whose they are.</summary>
    [QueryText("Only claims of sources of the same family as this one: an id, slug or externalId.", MaxLength = TextRules.ExternalIdLength)]
    public string? Family { get; init; }

    /// <summary>Where they were made.</summary>
    [QueryId("Only claims made in this article.")]
    public Guid? Article { get; init; }

    /// <summary>What they are about.</summary>
    [QueryText("Only claims with this topic.", MaxLength = 64)]
    public string? Topic { get; init; }

    /// <summary>Their language.</summary>
    [QueryText("Only claims with exactly this language tag.", MaxLength = LanguageTag.MaxLength, Pattern = LanguageTag.Pattern, Expected = "a language tag, such as en or pt-BR")]
    public string? Language { get; init; }

    /// <summary>How their source puts them.</summary>
    [QueryWord("Only claims put like this.")]
    public Modality? Modality { get; init; }

    /// <summary>Whether they stand.</summary>
    [QueryWord("Only claims with this status; without it, all but those taken down.")]
    public ClaimStatus? Status { get; init; }

    /// <summary>The earliest date.</summary>
    [QueryValue("Only claims whose date begins then or later: a year, month, day or instant.")]
    public PartialDate? ClaimedFrom { get; init; }

    /// <summary>The latest date.</summary>
    [QueryValue("Only claims whose date begins before the end of this year, month or day, or not after this instant.")]
    public PartialDate? ClaimedTo { get; init; }

    /// <summary>Their id in your system.</summary>
    [QueryText("Only claims with this externalId.", MaxLength = TextRules.ExternalIdLength)]
    public string? ExternalId { get; init; }

    /// <summary>What they ask of the database; a refusal where a name means nothing.</summary>
    internal async Task<(ClaimFilter Filter, ProblemAnswer? Refusal)> ToFilterAsync(DataServices data, CancellationToken cancellation)
    {
        var named = new NamedSources(data);
        var source = await named.FindAsync("source", Source, cancellation);
        var family = await named.FindFamilyAsync("family", Family, cancellation);
        var filter = new ClaimFilter(
            source, family, Article, Topic is null ? null : ClaimFields.Label(Topic), Language, Modality, Status, ClaimedFrom, ClaimedTo,
            ExternalId);
        return (filter, named.Refusal);
    }
}

/// <summary>Which page of them.</summary>
public sealed class ListClaimsQuery : PageQuery
{
    /// <summary>Which.</summary>
    [QueryPart]
    public ClaimQuery Which { get; } = new();
}

/// <summary>What a search ranked.</summary>
/// <param name="Ranked">How many matches were ranked.</param>
/// <param name="Complete">Whether that was all of them; otherwise only the newest were, and a narrower search finds more.</param>
public sealed record Ranking(int Ranked, bool Complete);

/// <summary>One page of claims.</summary>
/// <param name="Items">The claims, newest first, or in a search best match first.</param>
/// <param name="NextCursor">Give it as `cursor` for the next page; null on the last page.</param>
/// <param name="Ranking">In a search: what was ranked.</param>
public sealed record ClaimPage(
    [property: MaxLength(PageQuery.MaxLimit)] IReadOnlyList<ClaimResponse> Items,
    [property: MaxLength(Cursors.MaxLength)] string? NextCursor,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Ranking? Ranking = null)
    : IPage, IExample<ClaimPage>
{
    /// <inheritdoc/>
    public static ClaimPage Example { get; } = new([ClaimResponse.Example], null);
}

internal static class ListClaims
{
    public static async Task<Results<PageAnswer<ClaimPage>, ProblemAnswer>> Handle(
        Query<ListClaimsQuery> query, DataServices data, CancellationToken cancellation)
    {
        var asked = query.Value;
        var (filter, refusal) = await asked.Which.ToFilterAsync(data, cancellation);
        if (refusal is not null)
        {
            return refusal;
        }

        if (asked.Which.Q is { } q)
        {
            return await SearchAsync(q, filter, query, data, cancellation);
        }

        var claims = await data.ClaimReader.ListAsync(filter, Positions.Id(query.After), asked.Limit + 1, cancellation);
        return Answer(query.Page([.. claims.Select(ClaimResponse.Of)], claim => claim.Id.ToString()).Value, null);
    }

    private static async Task<PageAnswer<ClaimPage>> SearchAsync(
        string q, ClaimFilter filter, Query<ListClaimsQuery> query, DataServices data, CancellationToken cancellation)
    {
        var found = await data.ClaimReader.SearchAsync(q, filter, After(query.After), query.Value.Limit + 1, cancellation);
        return Answer(
            query.Page([.. found.Hits.Select(Of)], hit => Position(hit, found.Newest)).Value,
            new Ranking(found.Ranked, !found.IsPartial));
    }

    private static PageAnswer<ClaimPage> Answer(Page<ClaimResponse> page, Ranking? ranking) =>
        new(new ClaimPage(page.Items, page.NextCursor, ranking));

    private static ClaimSearchPosition? After(string? position) => Positions.Parts(position) is [var rank, var id, var newest]
        ? new ClaimSearchPosition(
            float.Parse(rank, CultureInfo.InvariantCulture), Guid.Parse(id, CultureInfo.InvariantCulture),
            Guid.Parse(newest, CultureInfo.InvariantCulture))
        : null;

    private static string Position(ClaimResponse hit, Guid newest) => Positions.Join(
        hit.Match!.Rank.ToString("R", CultureInfo.InvariantCulture), hit.Id.ToString(), newest.ToString());

    private static ClaimResponse Of(ClaimHit hit) =>
        ClaimResponse.Of(hit.Claim) with { Match = new SearchMatch(hit.Rank, Html(hit.Snippet)) };

    /// <summary>The snippet as HTML. The marks are characters that stored text cannot hold, so nothing can pose as one.</summary>
    private static string Html(string snippet) => new StringBuilder(WebUtility.HtmlEncode(snippet))
        .Replace(ClaimReader.MarkStart.ToString(), "<mark>")
        .Replace(ClaimReader.MarkEnd.ToString(), "</mark>")
        .ToString();
}
