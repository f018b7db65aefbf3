using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Claims;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Rules;
using ClaimCheck.Api.Sources;
using ClaimCheck.Data;
using ClaimCheck.Data.Changes;
using ClaimCheck.Domain.Changes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace ClaimCheck.Api.Changes;

/// <summary>Which changes, from where on.</summary>
public sealed class ListChangesQuery
{
    /// <summary>Where to begin.</summary>
    [QueryText("Where to begin: the `nextCursor` of the answer before, which holds whatever the filters are; `beginning` for all that is kept, which is what holds without it; or `now` for what comes from now on.",
        MaxLength = Cursors.MaxLength, Pattern = "^[A-Za-z0-9_-]+$")]
    public string? Since { get; init; }

    /// <summary>What happened.</summary>
    [QueryWords<ChangeType>("Only these types, with commas between them.")]
    public IReadOnlyList<ChangeType>? Types { get; init; }

    /// <summary>What the claims are about.</summary>
    [QueryText("Only what concerns claims with this topic. Of a claim that was taken down, whose topics are gone, everybody is told.", MaxLength = 64)]
    public string? Topic { get; init; }

    /// <summary>Whose claims.</summary>
    [QueryText("Only what concerns this source or its claims: an id, slug or externalId.", MaxLength = TextRules.ExternalIdLength)]
    public string? Source { get; init; }

    /// <summary>Which claim.</summary>
    [QueryId("Only what concerns this claim.")]
    public Guid? Claim { get; init; }

    /// <summary>How many at most.</summary>
    [QueryInteger("How many changes to give at most.", 1, PageQuery.MaxLimit)]
    public int Limit { get; init; } = 50;

    /// <summary>How long to wait.</summary>
    [QueryInteger("If there is nothing, for how many seconds to wait for something (long polling).", 0, 30)]
    public int Wait { get; init; }
}

/// <summary>What has changed.</summary>
/// <param name="Items">The changes, oldest first.</param>
/// <param name="NextCursor">Where to go on: as `since`. There always is one; it stays as it is while nothing happens.</param>
/// <param name="HasMore">Whether more may follow at once. With filters a part can be empty and others follow all the same.</param>
public sealed record ChangesResponse(
    [property: MaxLength(PageQuery.MaxLimit)] IReadOnlyList<ChangeResponse> Items,
    [property: MaxLength(Cursors.MaxLength)] string NextCursor,
    bool HasMore) : IExample<ChangesResponse>
{
    /// <inheritdoc/>
    public static ChangesResponse Example { get; } =
        new([ChangeResponse.Example, ChangeResponse.ExampleOf(ChangeType.EvidenceChanged)], "AWVuZHMgaGVyZQ", false);
}

internal static class ListChanges
{
    private static readonly string[] MediaTypes = ["application/json", ChangeEvents.MediaType];

    public static async Task<Results<TaggedOk<ChangesResponse>, ChangeEvents, ProblemAnswer>> Handle(
        Query<ListChangesQuery> query, HttpRequest request, HttpResponse response, DataServices data, ChangeFeed feed, CancellationToken cancellation)
    {
        var asked = query.Value;
        if (Accept.BestOf(request, MediaTypes) is not { } form)
        {
            return Problems.Of(
                ProblemType.NotAcceptable, $"Accept allows none of the forms of this answer: {string.Join(", ", MediaTypes)}. Name one of them.")
                .WithHeader(HeaderNames.Vary, HeaderNames.Accept);
        }

        var (filter, refusal) = await FilterAsync(asked, data, cancellation);
        if (refusal is not null)
        {
            return refusal;
        }

        // A browser that lost its stream sends where it ended, and the address as it was.
        var since = form == 1 && request.Headers[ChangeEvents.LastEventId] is [{ Length: > 0 } last] ? last : asked.Since;
        if (await feed.FindAsync(since, cancellation) is not { } place)
        {
            return ChangeFeed.Refuse(since!);
        }

        if (await feed.IsForgottenAsync(place, cancellation))
        {
            return feed.RefuseForgotten();
        }

        response.Headers.Vary = HeaderNames.Accept;
        if (form == 1)
        {
            return new ChangeEvents(feed, place, filter);
        }

        var found = await feed.ReadAsync(place, filter, asked.Limit, TimeSpan.FromSeconds(asked.Wait), cancellation);
        return new TaggedOk<ChangesResponse>(new ChangesResponse(
            [.. found.Changes.Select(ChangeResponse.Of)], feed.CursorOf(found.End), found.HasMore));
    }

    private static async Task<(ChangeFilter Filter, ProblemAnswer? Refusal)> FilterAsync(
        ListChangesQuery asked, DataServices data, CancellationToken cancellation)
    {
        var named = new NamedSources(data);
        var source = await named.FindAsync("source", asked.Source, cancellation);
        return (
            new ChangeFilter(
                asked.Types ?? [], asked.Topic is null ? [] : [ClaimFields.Label(asked.Topic)], source is { } id ? [id] : [],
                asked.Claim is { } claim ? [claim] : []),
            named.Refusal);
    }
}
