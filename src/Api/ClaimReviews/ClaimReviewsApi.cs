using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data.Sample;

namespace ClaimCheck.Api.ClaimReviews;

internal static class ClaimReviewsApi
{
    public static readonly ApiTag Tag = new(
        "Claim reviews", "Published assessments as schema.org ClaimReview, for your own pages and for everybody who collects fact-checks. With `Public__ClaimReviews=true` they may be read without a key.");

    public static void MapClaimReviews(this RouteGroupBuilder api)
    {
        api.MapGet("/assessments/{id:uuid}/claim-review", GetClaimReview.Handle).Is(Operation.GetClaimReview).OrAnybodyWhereSet().WithTags(Tag.Name)
            .WithSummary("Export an assessment as ClaimReview")
            .WithDescription("JSON-LD that can be put into the page of the review as it stands, in a script element of type `application/ld+json`. Under `mentions` it says how many independent origins stand behind the claim, counted now; readers who do not know that part pass over it.")
            .WithExample("id", SampleStory.IdOf("assessment", "o1-1").ToString(), "The assessment's id.")
            .ProducesProblems(ProblemType.NotFound, ProblemType.Conflict, ProblemType.Gone);

        api.MapGet("/claim-reviews", ListClaimReviews.Handle).Is(Operation.ListClaimReviews).OrAnybodyWhereSet().WithTags(Tag.Name)
            .WithSummary("Read the feed of published ClaimReviews")
            .WithDescription("A schema.org DataFeed in the form that Data Commons reads, the review that changed the longest ago first. Follow `Link` to the end and come back with `modifiedSince`. Reviews that were retracted or taken down are no longer in it. The counts of origins are in the single exports only.")
            .WithMetadata(NextPage.Header);
    }
}
