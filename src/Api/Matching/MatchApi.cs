using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;

namespace ClaimCheck.Api.Matching;

internal static class MatchApi
{
    public static readonly ApiTag Tag = new(
        "Matching", "Has this been said, or checked, before? Takes a sentence, a post or a whole article and finds the claims that say the same in other words, each with a score, the reasons, its newest verdict and its origins. Nothing is written.");

    public static void MapMatching(this RouteGroupBuilder api)
    {
        var match = api.MapGroup("/match").WithTags(Tag.Name);

        match.MapPost("/", MatchTexts.Handle).Is(Operation.MatchTexts).MayTakeLong()
            .WithSummary("Find claims that say the same")
            .WithDescription("Not every word need occur: inflection, typing errors, other order and synonyms are survived, hashtags, names of accounts, emoji and addresses of posts understood. The score is how likely the claim says the same, comparable between texts; without `minScore` the first hit is right about nine times in ten, and a text that nobody has claimed gets none. A POST that writes nothing: repeat it as you like.")
            .ProducesProblems(ProblemType.UnknownReference);

        match.MapPost("/article", MatchArticle.Handle).Is(Operation.MatchArticle).MayTakeLong()
            .WithSummary("Find what an article says that is known")
            .WithDescription("Splits plain text or HTML into sentences and answers those that resemble a claim, with their places in what was sent, in Unicode code points. Of HTML tags, scripts, styles and comments are passed over. At most 300 sentences are compared.")
            .ProducesProblems(ProblemType.UnknownReference);
    }
}
