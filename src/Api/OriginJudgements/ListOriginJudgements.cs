using ClaimCheck.Api.Claims;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Rules;
using ClaimCheck.Api.Sources;
using ClaimCheck.Data;
using ClaimCheck.Data.OriginJudgements;
using ClaimCheck.Domain.Evidence;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.OriginJudgements;

/// <summary>Which judgements a list holds.</summary>
public sealed class ListOriginJudgementsQuery : PageQuery
{
    /// <summary>A claim whose origin is judged.</summary>
    [QueryId("Only judgements on this claim's origin.")]
    public Guid? Claim { get; init; }

    /// <summary>A source that is not named.</summary>
    [QueryText("Only judgements on a source that is described like this, in any spelling that reads alike.", MaxLength = HopRequest.DescriptorLength, Example = "sources in Tehran")]
    public string? Descriptor { get; init; }

    /// <summary>The named source before it.</summary>
    [QueryText("Only judgements on a source that is not named and stands behind this one: an id, slug or externalId.", MaxLength = TextRules.ExternalIdLength)]
    public string? Relay { get; init; }

    /// <summary>What was judged.</summary>
    [QueryWord("Only judgements with this verdict.")]
    public OriginVerdict? Verdict { get; init; }

    /// <summary>Whether they stand.</summary>
    [QueryFlag("`true`: only judgements that stand; `false`: only those that a later one has replaced.")]
    public bool? Standing { get; init; }
}

internal static class ListOriginJudgements
{
    public static async Task<Results<PageAnswer<Page<OriginJudgementResponse>>, ProblemAnswer>> Handle(
        Query<ListOriginJudgementsQuery> query, DataServices data, CancellationToken cancellation)
    {
        var asked = query.Value;
        var named = new NamedSources(data);
        var relay = await named.FindAsync("relay", asked.Relay, cancellation);
        if (named.Refusal is { } refusal)
        {
            return refusal;
        }

        var filter = new OriginJudgementFilter(asked.Claim, asked.Descriptor, relay, asked.Verdict, asked.Standing);
        var judgements = await data.OriginJudgementReader.ListAsync(filter, Positions.Id(query.After), asked.Limit + 1, cancellation);
        return query.Page([.. judgements.Select(OriginJudgementResponse.Of)], judgement => judgement.Id.ToString());
    }
}
