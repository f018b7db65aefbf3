using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data.Sample;

namespace ClaimCheck.Api.FactCheckTools;

/// <summary>The Google Fact Check Tools API (v1alpha1), so that what was written for Google's service runs against this one.</summary>
internal static class FactCheckToolsApi
{
    public static readonly ApiTag Tag = new(
        "Google Fact Check Tools",
        "The same paths, parameters, answers and errors as Google's API of this name, for clients that were written for it. They may send the key as `?key=`.");

    private const string IdMeaning = "What stands behind `pages/` in the page's name.";
    private static readonly string ExampleId = SampleStory.IdOf(SampleMarkup.Record, SampleMarkup.Page).ToString();

    public static void MapFactCheckTools(this RouteGroupBuilder api)
    {
        var tools = api.MapGroup("/").WithTags(Tag.Name);

        tools.MapGet("/claims:search", SearchFactChecks.Handle).Is(Operation.SearchFactChecks)
            .WithSummary("Search fact-checked claims")
            .WithDescription("Through the published assessments and the markup of pages, best match first, then newest review. Reviews of the same claim by the same claimant are one entry. Either `query` or `reviewPublisherSiteFilter` is needed. Of more than 10,000 reviews that match, the newest are ranked.");

        tools.MapGet("/pages", ListClaimReviewPages.Handle).Is(Operation.ListClaimReviewPages)
            .WithSummary("List pages of ClaimReview markup")
            .WithDescription("Newest first: the one at `url`, those of `organization`, or all.");

        tools.MapPost("/pages", CreateClaimReviewPage.Handle).Is(Operation.CreateClaimReviewPage)
            .WithSummary("Create the ClaimReview markup of a page")
            .WithDescription("A page that has markup already, however its address is spelt, is a 409 that names it.")
            .ProducesProblems(ProblemType.AlreadyExists);

        tools.MapGet("/pages/{id:uuid}", GetClaimReviewPage.Handle).Is(Operation.GetClaimReviewPage)
            .WithSummary("Read the ClaimReview markup of a page")
            .WithDescription("All of it, with the `versionId` that a replacement has to name.")
            .WithExample("id", ExampleId, IdMeaning)
            .ProducesProblems(ProblemType.NotFound);

        tools.MapPut("/pages/{id:uuid}", ReplaceClaimReviewPage.Handle).Is(Operation.ReplaceClaimReviewPage)
            .WithSummary("Replace the ClaimReview markup of a page")
            .WithDescription("All of it: read the page, change what is to be changed, and send the whole with the `versionId` that was read. Where somebody else has changed it meanwhile the answer is a 409 (`ABORTED`).")
            .WithExample("id", ExampleId, IdMeaning)
            .ProducesProblems(ProblemType.NotFound, ProblemType.Conflict, ProblemType.AlreadyExists);

        tools.MapDelete("/pages/{id:uuid}", DeleteClaimReviewPage.Handle).Is(Operation.DeleteClaimReviewPage)
            .WithSummary("Delete the ClaimReview markup of a page")
            .WithDescription("It is found no more, and its address is free. Its history stays on record.")
            .WithExample("id", ExampleId, IdMeaning)
            .ProducesProblems(ProblemType.NotFound);
    }
}
