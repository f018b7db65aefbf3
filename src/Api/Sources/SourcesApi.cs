using ClaimCheck.Api.Access;
using ClaimCheck.Api.History;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Withdrawal;

namespace ClaimCheck.Api.Sources;

internal static class SourcesApi
{
    public static readonly ApiTag Tag = new(
        "Sources", "Who asserts things: outlets, agencies, governments, persons, documents. A source may have an owner, and has a dated history of reliability grades.");

    private const string IdMeaning = "The source's id, slug or externalId. An externalId with a slash cannot stand in a path: find that source with `?externalId=`.";

    public static void MapSources(this RouteGroupBuilder api)
    {
        var sources = api.MapGroup("/sources").WithTags(Tag.Name);

        sources.MapGet("/", ListSources.Handle).Is(Operation.ListSources)
            .WithSummary("List sources")
            .WithDescription("Newest first. Filters add up. `family=bbc` finds everything the BBC owns, at any depth.")
            .ProducesProblems(ProblemType.UnknownReference);

        sources.MapPost("/", CreateSource.Handle).Is(Operation.CreateSource)
            .WithSummary("Record a source")
            .WithDescription("Without a slug, one is made of the name. A slug that is taken is a 409 that names the source which has it: probably it is the one you mean.")
            .ProducesProblems(ProblemType.AlreadyExists, ProblemType.UnknownReference);

        sources.MapGet("/{idOrSlug}", GetSource.Handle).Is(Operation.GetSource)
            .WithSummary("Read a source")
            .WithDescription("With its owner, its family and its current reliability grade.")
            .WithExample("idOrSlug", "bbc-news", IdMeaning)
            .ProducesProblems(ProblemType.NotFound);

        sources.MapPatch("/{idOrSlug}", ChangeSource.Handle).Is(Operation.ChangeSource)
            .WithSummary("Correct a source")
            .WithDescription("A JSON Merge Patch: send what changes, null to remove. A new owner takes everything below the source into its family. Every version is kept.")
            .WithExample("idOrSlug", "bbc-persian", IdMeaning)
            .ProducesProblems(ProblemType.NotFound, ProblemType.UnknownReference, ProblemType.OwnershipCycle);

        sources.MapGet("/{idOrSlug}/reliability", ListReliability.Handle).Is(Operation.ListReliability)
            .WithSummary("List a source's reliability grades")
            .WithDescription("Every judgement ever recorded, the latest day of validity first.")
            .WithExample("idOrSlug", "debkafile", IdMeaning)
            .ProducesProblems(ProblemType.NotFound);

        sources.MapPost("/{idOrSlug}/reliability", RateSource.Handle).Is(Operation.RateSource)
            .WithSummary("Grade a source's reliability")
            .WithDescription("The new judgement stands beside the earlier ones and replaces none. F means that the source cannot be judged; it is not a bad mark.")
            .WithExample("idOrSlug", "debkafile", IdMeaning)
            .ProducesProblems(ProblemType.NotFound);

        sources.MapGet("/{idOrSlug}/history", GetHistory.OfSource).Is(Operation.GetSourceHistory)
            .WithSummary("Read a source's history")
            .WithDescription("Every version, newest first: who made it, when, how the source looked before and after, and why.")
            .WithExample("idOrSlug", "bbc-news", IdMeaning)
            .ProducesProblems(ProblemType.NotFound);

        sources.MapGet("/{idOrSlug}/retractions", ListSourceRetractions.Handle).Is(Operation.ListSourceRetractions)
            .WithSummary("List what a source took back")
            .WithDescription("Its withdrawals, newest first, each with the number of claims that fell.")
            .WithExample("idOrSlug", "debkafile", IdMeaning)
            .ProducesProblems(ProblemType.NotFound);

        sources.MapPost("/{idOrSlug}/retractions", RetractSource.Handle).Is(Operation.RetractSource)
            .WithSummary("Take back what a source said")
            .WithDescription("With `dryRun=true` it only shows what would fall. Every claim of the source itself is retracted, superseded ones included, for others may rest on them. A claim of another that names the source in its attribution stays, for its outlet still says so, but rests no longer on it. Claims recorded later are not touched. A scope in which nothing is left to fall is a 409, with `dryRun=true` too.")
            .WithExample("idOrSlug", "debkafile", IdMeaning)
            .ProducesProblems(ProblemType.NotFound, ProblemType.Conflict, ProblemType.UnknownReference, ProblemType.TooMuchAtOnce);
    }
}
