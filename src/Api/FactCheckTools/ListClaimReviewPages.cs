using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data;
using ClaimCheck.Data.ClaimReviews;
using ClaimCheck.Domain.Values;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.FactCheckTools;

/// <summary>Which pages of markup a list holds.</summary>
public sealed class ListClaimReviewPagesQuery : TokenPageQuery
{
    /// <summary>The page.</summary>
    [QueryText("Only the markup of the page at this address, however it is spelt. Not together with `organization`.",
        MaxLength = WebAddress.MaxLength, Pattern = WebAddress.Pattern)]
    public string? Url { get; init; }

    /// <summary>Whose they are.</summary>
    [QueryText("Only pages of this site or of one below it, such as `example.org`. Not together with `url`.", MaxLength = SiteName.MaxLength)]
    public string? Organization { get; init; }
}

/// <summary>Pages of markup.</summary>
/// <param name="ClaimReviewMarkupPages">The pages, newest first; absent where there are none.</param>
/// <param name="NextPageToken">Give it as `pageToken` for the next page; absent on the last one.</param>
public sealed record ListClaimReviewMarkupPagesResponse(
    [property: MaxLength(TokenPageQuery.LargestSize), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ClaimReviewMarkupPageResponse>? ClaimReviewMarkupPages,
    [property: MaxLength(Cursors.MaxLength), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? NextPageToken)
    : IExample<ListClaimReviewMarkupPagesResponse>
{
    /// <inheritdoc/>
    public static ListClaimReviewMarkupPagesResponse Example { get; } = new([ClaimReviewMarkupPageResponse.Example], null);
}

internal static class ListClaimReviewPages
{
    public static async Task<Results<TaggedOk<ListClaimReviewMarkupPagesResponse>, ProblemAnswer>> Handle(
        Query<ListClaimReviewPagesQuery> query, DataServices data, CancellationToken cancellation)
    {
        var asked = query.Value;
        var site = asked.Organization is { } organization ? SiteName.Read(organization) : null;
        if (Refuse(asked, site) is { } refusal)
        {
            return refusal;
        }

        var filter = new MarkupPageFilter(asked.Url is { } url ? WebAddress.Canonicalise(url) : null, site);
        var pages = await data.MarkupPageReader.ListAsync(filter, Positions.Id(query.After), asked.Skip, asked.Take + 1, cancellation);
        var shown = pages.Take(asked.Take).Select(ClaimReviewMarkupPageResponse.Of).ToList();
        var token = pages.Count > asked.Take ? query.Seal(pages[asked.Take - 1].Id.ToString()) : null;
        return new TaggedOk<ListClaimReviewMarkupPagesResponse>(new(shown is [] ? null : shown, token));
    }

    private static ProblemAnswer? Refuse(ListClaimReviewPagesQuery asked, string? site)
    {
        var errors = new Errors();
        if (asked is { Url: not null, Organization: not null })
        {
            errors.Add("organization", "cannot be given together with url");
        }
        else if (asked.Url is { } url && !WebAddress.IsAcceptable(url))
        {
            errors.Add("url", "must be " + WebAddress.Expected);
        }
        else if (asked.Organization is not null && site is null)
        {
            errors.Add("organization", "must be " + SiteName.Expected);
        }

        return errors.IsEmpty ? null : errors.As(ProblemType.InvalidQuery);
    }
}
