using ClaimCheck.Api.Access;
using ClaimCheck.Api.Graph;
using ClaimCheck.Api.History;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Links;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Suggestions;
using ClaimCheck.Data.Sample;

namespace ClaimCheck.Api.Claims;

internal static class ClaimsApi
{
    public static readonly ApiTag Tag = new(
        "Claims", "What a source says, and through whom it came: the attribution is the chain of hops from the outlet back to the origin.");

    private const string IdMeaning = "The claim's id.";
    private const string OtherMeaning = "The other claim's id.";

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

        claims.MapGet("/{id:uuid}/suggestions", ListSuggestions.Handle).Is(Operation.ListSuggestions).WithTags(LinksApi.Tag.Name)
            .WithSummary("Find claims to look at beside a claim")
            .WithDescription("What other claims may be to it, the likeliest first, each with a score and the words that show it. Nothing is recorded by asking. What was judged before, one way or the other, is not suggested again; `link` names a link that says so already and waits for a review.")
            .WithExample("id", Example("ic-5"), IdMeaning)
            .ProducesProblems(ProblemType.NotFound, ProblemType.Gone);

        claims.MapPost("/{id:uuid}/suggestions/{other:uuid}/accept", AcceptSuggestion.Handle).Is(Operation.AcceptSuggestion).WithTags(LinksApi.Tag.Name)
            .WithSummary("Accept a suggestion")
            .WithDescription("Say which `relation` holds, as it was suggested. Makes a confirmed link with the reasons as its rationale, or confirms the one that waits in the queue.")
            .WithExample("id", Example("ic-5"), IdMeaning)
            .WithExample("other", Example("o1-2"), OtherMeaning)
            .ProducesProblems(
                ProblemType.NotFound, ProblemType.Gone, ProblemType.Conflict, ProblemType.AlreadyExists, ProblemType.UnknownReference,
                ProblemType.SelfLink, ProblemType.LineageCycle);

        claims.MapPost("/{id:uuid}/suggestions/{other:uuid}/dismiss", DismissSuggestion.Handle).Is(Operation.DismissSuggestion).WithTags(LinksApi.Tag.Name)
            .WithSummary("Dismiss a suggestion")
            .WithDescription("Say which `relation` does not hold, and why. It is remembered as a rejected link with that reason, and not suggested again. An editor who finds otherwise later confirms that link.")
            .WithExample("id", Example("o1-2"), IdMeaning)
            .WithExample("other", Example("ic-2"), OtherMeaning)
            .ProducesProblems(
                ProblemType.NotFound, ProblemType.Gone, ProblemType.Conflict, ProblemType.AlreadyExists, ProblemType.UnknownReference,
                ProblemType.SelfLink, ProblemType.LineageCycle);

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
