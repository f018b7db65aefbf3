using ClaimCheck.Api.Access;
using ClaimCheck.Api.History;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;

namespace ClaimCheck.Api.RatingScales;

internal static class RatingScalesApi
{
    public static readonly ApiTag Tag = new(
        "Rating scales", "The verdicts that your newsroom gives, in its own words and order. Each label says what it comes to in words that all newsrooms share, so that verdicts can be compared and exported.");

    private const string Meaning = "The scale's id or slug.";

    public static void MapRatingScales(this RouteGroupBuilder api)
    {
        var scales = api.MapGroup("/rating-scales").WithTags(Tag.Name);

        scales.MapGet("/", ListRatingScales.Handle).Is(Operation.ListRatingScales)
            .WithSummary("List rating scales")
            .WithDescription("Newest first, each with all of its labels.");

        scales.MapPost("/", CreateRatingScale.Handle).Is(Operation.CreateRatingScale)
            .WithSummary("Record a rating scale")
            .WithDescription("Labels are kept in the order sent. `normalized` says what a label comes to; `value` places it between `worstRating` and `bestRating`, and may be left out for verdicts such as \"not established\" that have no place there.")
            .ProducesProblems(ProblemType.AlreadyExists);

        scales.MapGet("/{scale}", GetRatingScale.Handle).Is(Operation.GetRatingScale)
            .WithSummary("Read a rating scale")
            .WithDescription("With its labels, in the newsroom's order.")
            .WithExample("scale", RatingScaleResponse.ExampleSlug, Meaning)
            .ProducesProblems(ProblemType.NotFound);

        scales.MapPatch("/{scale}", ChangeRatingScale.Handle).Is(Operation.ChangeRatingScale)
            .WithSummary("Correct a rating scale")
            .WithDescription("A JSON Merge Patch: send what changes, null to remove; labels are sent whole. Verdicts that were given on the scale stay as they are: each keeps the words and numbers that it was given with. Every version is kept.")
            .WithExample("scale", RatingScaleResponse.ExampleSlug, Meaning)
            .ProducesProblems(ProblemType.NotFound);

        scales.MapGet("/{scale}/history", GetHistory.OfRatingScale).Is(Operation.GetRatingScaleHistory)
            .WithSummary("Read a rating scale's history")
            .WithDescription("Every version, newest first: who made it, when, and how the scale looked before and after.")
            .WithExample("scale", RatingScaleResponse.ExampleSlug, Meaning)
            .ProducesProblems(ProblemType.NotFound);
    }
}
