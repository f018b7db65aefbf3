using ClaimCheck.Api.Access;
using ClaimCheck.Api.History;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data.Sample;

namespace ClaimCheck.Api.Articles;

internal static class ArticlesApi
{
    public static readonly ApiTag Tag = new(
        "Articles", "What a source published. The same source and canonical address is the same article.");

    private const string IdMeaning = "The article's id.";
    private static readonly string ExampleId = SampleStory.IdOf("article", "dj-2014").ToString();

    public static void MapArticles(this RouteGroupBuilder api)
    {
        var articles = api.MapGroup("/articles").WithTags(Tag.Name);

        articles.MapGet("/", ListArticles.Handle).Is(Operation.ListArticles)
            .WithSummary("List articles")
            .WithDescription("Newest first. Filters add up. `url` finds an article however its address is spelt.")
            .ProducesProblems(ProblemType.UnknownReference);

        articles.MapPost("/", CreateArticle.Handle).Is(Operation.CreateArticle)
            .WithSummary("Record an article")
            .WithDescription("An article whose canonical address the source has already is a 409 that names it. To record an article together with a claim, put it into the claim.")
            .ProducesProblems(ProblemType.AlreadyExists, ProblemType.UnknownReference);

        articles.MapGet("/{id:uuid}", GetArticle.Handle).Is(Operation.GetArticle)
            .WithSummary("Read an article")
            .WithDescription("With its address as sent and in canonical form.")
            .WithExample("id", ExampleId, IdMeaning)
            .ProducesProblems(ProblemType.NotFound);

        articles.MapPatch("/{id:uuid}", ChangeArticle.Handle).Is(Operation.ChangeArticle)
            .WithSummary("Correct an article")
            .WithDescription("A JSON Merge Patch: send what changes, null to remove. Every version is kept.")
            .WithExample("id", ExampleId, IdMeaning)
            .ProducesProblems(ProblemType.NotFound, ProblemType.AlreadyExists);

        articles.MapGet("/{id:uuid}/history", GetHistory.OfArticle).Is(Operation.GetArticleHistory)
            .WithSummary("Read an article's history")
            .WithDescription("Every version, newest first: who made it, when, how the article looked before and after, and why.")
            .WithExample("id", ExampleId, IdMeaning)
            .ProducesProblems(ProblemType.NotFound);
    }
}
