using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data.Sample;

namespace ClaimCheck.Api.Evidence;

internal static class EvidenceApi
{
    public static readonly ApiTag Tag = new(
        "Evidence", "Who really stands behind a claim: how many independent origins, at least and at most, why not more, and who denies it. Begin here: the first example is the story of General Soleimani, 4 reports that come from at most 2 origins.");

    private const string IdMeaning = "The claim's id.";

    public static void MapEvidence(this RouteGroupBuilder api)
    {
        var claims = api.MapGroup("/claims").WithTags(Tag.Name);

        claims.MapGet("/{id:uuid}/evidence", GetEvidence.Handle).Is(Operation.GetEvidence)
            .WithSummary("Count a claim's independent origins")
            .WithDescription("For and against: the claims with their lineages, the floor (what an opponent must concede) and the ceiling (the most there can be), everything that kept the floor down with its reason, whose withdrawal would lower a number, and all of it as sentences for an editor's note. Only confirmed links count, unless you say otherwise.")
            .WithExample("id", SampleStory.IdOf("claim", "o1-1").ToString(), IdMeaning)
            .ProducesProblems(ProblemType.NotFound, ProblemType.Gone);

        claims.MapGet("/{id:uuid}/policy-check", CheckPolicy.Handle).Is(Operation.CheckPolicy)
            .WithSummary("Hold a claim against a sourcing rule")
            .WithDescription("Passes or fails, with the rule's text and, where it fails, what is missing.")
            .WithExample("id", SampleStory.IdOf("claim", "o1-3").ToString(), IdMeaning)
            .ProducesProblems(ProblemType.NotFound, ProblemType.Gone);
    }
}
