using ClaimCheck.Api.Access;
using ClaimCheck.Api.History;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data.Sample;

namespace ClaimCheck.Api.Links;

internal static class LinksApi
{
    public static readonly ApiTag Tag = new(
        "Links", "What claims are to each other: proposed by somebody for a reason, reviewed by an editor. Only confirmed links count as evidence.");

    private const string IdMeaning = "The link's id.";

    public static void MapLinks(this RouteGroupBuilder api)
    {
        var links = api.MapGroup("/links").WithTags(Tag.Name);

        links.MapGet("/", ListLinks.Handle).Is(Operation.ListLinks)
            .WithSummary("List links")
            .WithDescription("Newest first. `status=suggested` is the review queue.");

        links.MapGet("/{id:uuid}", GetLink.Handle).Is(Operation.GetLink)
            .WithSummary("Read a link")
            .WithDescription("With every judgement on it, the one that stands first.")
            .WithExample("id", Example("ric-1 restates o1-1"), IdMeaning)
            .ProducesProblems(ProblemType.NotFound);

        links.MapPost("/{id:uuid}/review", ReviewLink.Handle).Is(Operation.ReviewLink)
            .WithSummary("Confirm or reject a link")
            .WithDescription("A later judgement retires the one before and overwrites nothing: a confirmed link may be rejected after all, and the other way round. Confirming `supersedes` makes the target superseded.")
            .WithExample("id", Example("inq-2 corroborates inq-1"), IdMeaning)
            .ProducesProblems(
                ProblemType.NotFound, ProblemType.Gone, ProblemType.Conflict, ProblemType.AlreadyExists, ProblemType.LineageCycle);

        links.MapPost("/{id:uuid}/retract", RetractLink.Handle).Is(Operation.RetractLink)
            .WithSummary("Take a link back")
            .WithDescription("For good: the record stays, and a new link may be proposed in its place.")
            .WithExample("id", Example("dj-1 qualifies inq-1"), IdMeaning)
            .ProducesProblems(ProblemType.NotFound, ProblemType.Conflict);

        links.MapGet("/{id:uuid}/history", GetHistory.OfLink).Is(Operation.GetLinkHistory)
            .WithSummary("Read a link's history")
            .WithDescription("Every version, newest first: who made it, when, how the link looked before and after, and why.")
            .WithExample("id", Example("ric-1 restates o1-1"), IdMeaning)
            .ProducesProblems(ProblemType.NotFound);
    }

    private static string Example(string name) => SampleStory.IdOf("link", name).ToString();
}
