using ClaimCheck.Api.Access;
using ClaimCheck.Api.Graph;
using ClaimCheck.Api.History;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Links;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data.Sample;

namespace ClaimCheck.Api.Claims;

internal static class ClaimsApi
{
    public static readonly ApiTag Tag = new(
        "Claims", "What a source says, and through whom it came: the attribution is the chain of hops from the outlet back to the origin.");

    private const string IdMeaning = "The claim's id.";

    public static void MapClaims(this RouteGroupBuilder api)
    {
        var claims = api.MapGroup("/claims").WithTags(Tag.Name);

        claims.MapGet("/", ListClaims.Handle).Is(Operation.ListClaims)
            .WithSummary("List and search claims")
            .WithDescription("Newest first; with `q`, best match first, each with a snippet. A search ranks the newest 1,000 matches and says in `ranking` when there were more. Filters add up.")
            .ProducesProblems(ProblemType.UnknownReference);

        claims.MapPost("/", CreateClaim.Handle).Is(Operation.CreateClaim)
            .WithSummary("Record a claim")
            .WithDescription("With its article, which is found or recorded, and its attribution, nearest hop first. A chain that leads back to a source it has passed is refused, and the circle is named.")
            .ProducesProblems(ProblemType.AlreadyExists, ProblemType.UnknownReference, ProblemType.LineageCycle);

        claims.MapGet("/{id:uuid}", GetClaim.Handle).Is(Operation.GetClaim)
            .WithSummary("Read a claim")
            .WithDescription("With `expand=links` also what corroborates, contradicts or restates it, in the same answer.")
            .WithExample("id", Example("o1-1"), IdMeaning)
            .WithWeakETagIf("expand")
            .ProducesProblems(ProblemType.NotFound, ProblemType.Gone);

        claims.MapPatch("/{id:uuid}", ChangeClaim.Handle).Is(Operation.ChangeClaim)
            .WithSummary("Correct a claim")
            .WithDescription("A JSON Merge Patch: send what changes, null to remove; lists are sent whole. Every version is kept.")
            .WithExample("id", Example("dj-2"), IdMeaning)
            .ProducesProblems(
                ProblemType.NotFound, ProblemType.Gone, ProblemType.Conflict, ProblemType.UnknownReference, ProblemType.LineageCycle);

        claims.MapPost("/{id:uuid}/retract", RetractClaim.Handle).Is(Operation.RetractClaim)
            .WithSummary("Retract a claim")
            .WithDescription("The record stays and says why. A retracted claim no longer counts as evidence and cannot be changed. With `dryRun=true` nothing is changed: the claim is answered as it is, with what would fall in `withdrawal`; where that is more than 5,000 claims or links it cannot be shown (422), but done.")
            .WithExample("id", Example("dj-3"), IdMeaning)
            .WithWeakETagIf("dryRun")
            .ProducesProblems(ProblemType.NotFound, ProblemType.Gone, ProblemType.Conflict, ProblemType.TooMuchAtOnce);

        claims.MapDelete("/{id:uuid}", TakeDownClaim.Handle).Is(Operation.TakeDownClaim)
            .WithSummary("Take a claim down by order of law")
            .WithDescription("Empties its text, quotes, hops, assessments and whole history for good; what stays is that there was a claim, and this order. To correct a mistake, retract instead.")
            .WithExample("id", Example("inq-5"), IdMeaning)
            .ProducesProblems(ProblemType.NotFound, ProblemType.Gone);

        claims.MapGet("/{id:uuid}/history", GetHistory.OfClaim).Is(Operation.GetClaimHistory)
            .WithSummary("Read a claim's history")
            .WithDescription("Every version, newest first: who made it, when, how the claim looked before and after, and why.")
            .WithExample("id", Example("o1-1"), IdMeaning)
            .ProducesProblems(ProblemType.NotFound);

        claims.MapGet("/{id:uuid}/graph", GetClaimGraph.Handle).Is(Operation.GetClaimGraph)
            .WithSummary("Read what surrounds a claim as a graph")
            .WithDescription("The claims linked to it, who made them and where, and the chains through which they came. Take it as JSON, JSON-LD, GraphML, DOT or Mermaid, by `Accept` or by `format`. At most 500 claims and 2,000 nodes, the nearest first; the answer says what was left out.")
            .WithExample("id", Example("o1-1"), IdMeaning)
            .ProducesProblems(ProblemType.NotFound, ProblemType.Gone, ProblemType.NotAcceptable);

        claims.MapPost("/{id:uuid}/links", LinkClaims.Handle).Is(Operation.LinkClaims).WithTags(LinksApi.Tag.Name)
            .WithSummary("Link a claim to another")
            .WithDescription("`corroborates`, `contradicts` and `restates` read the same both ways and are one link whichever way they are sent. A contributor proposes; an editor may confirm at once with `status`.")
            .WithExample("id", Example("ric-2"), IdMeaning)
            .ProducesProblems(
                ProblemType.NotFound, ProblemType.Gone, ProblemType.Conflict, ProblemType.AlreadyExists,
                ProblemType.SelfLink, ProblemType.LineageCycle, ProblemType.UnknownReference);
    }

    private static string Example(string externalId) => SampleStory.IdOf("claim", externalId).ToString();
}
