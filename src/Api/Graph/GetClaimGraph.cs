using ClaimCheck.Api.Claims;
using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using ClaimCheck.Domain.Graph;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace ClaimCheck.Api.Graph;

/// <summary>Which graph.</summary>
public sealed class GetClaimGraphQuery
{
    /// <summary>How far it reaches.</summary>
    [QueryInteger("How many steps from claim to claim it reaches: over links either way, and between a claim and the upstream claims of its hops.", 1, 4)]
    public int Depth { get; init; } = 1;

    /// <summary>Whether suggestions count.</summary>
    [QueryFlag("Whether suggested links are followed and shown as well as confirmed ones.")]
    public bool IncludeSuggested { get; init; }

    /// <summary>The form.</summary>
    [QueryWord("The form of the answer, whatever `Accept` says.")]
    public GraphFormat? Format { get; init; }
}

internal static class GetClaimGraph
{
    public static async Task<Results<GraphAnswer, ProblemAnswer>> Handle(
        Guid id, Query<GetClaimGraphQuery> query, HttpRequest request, DataServices data, CancellationToken cancellation)
    {
        var asked = query.Value;
        if ((asked.Format ?? GraphFormats.Accepted(request)) is not { } format)
        {
            return Problems.Of(
                ProblemType.NotAcceptable,
                $"Accept allows none of the forms of this answer: {GraphFormats.Offered}. Name one of them, or say with format which you want.")
                .WithHeader(HeaderNames.Vary, HeaderNames.Accept);
        }

        var bounds = GraphFormats.BoundsOf(format);
        return await data.GraphReader.FindAsync(id, asked.Depth, asked.IncludeSuggested, bounds, cancellation) switch
        {
            null => Problems.NotFound("claim", id),
            { Surroundings: null } => ClaimAnswers.TakenDown(id),
            { Surroundings: { } near } => new GraphAnswer(EvidenceGraph.Of(near, bounds), format),
        };
    }
}
