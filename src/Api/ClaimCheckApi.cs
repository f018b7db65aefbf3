using ClaimCheck.Api.Access;
using ClaimCheck.Api.ApiKeys;
using ClaimCheck.Api.Articles;
using ClaimCheck.Api.Assessments;
using ClaimCheck.Api.Changes;
using ClaimCheck.Api.ClaimReviews;
using ClaimCheck.Api.Claims;
using ClaimCheck.Api.Evidence;
using ClaimCheck.Api.Exporting;
using ClaimCheck.Api.FactCheckTools;
using ClaimCheck.Api.Health;
using ClaimCheck.Api.Hosting;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Importing;
using ClaimCheck.Api.Links;
using ClaimCheck.Api.Matching;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.OriginJudgements;
using ClaimCheck.Api.RatingScales;
using ClaimCheck.Api.Sources;
using ClaimCheck.Api.Webhooks;

namespace ClaimCheck.Api;

/// <summary>Every route of the service, and what all of them share.</summary>
public static class ClaimCheckApi
{
    /// <summary>The groups of the OpenAPI document, in the order in which they tell the story.</summary>
    internal static ApiTag[] Tags { get; } =
    [
        EvidenceApi.Tag,
        SourcesApi.Tag,
        ArticlesApi.Tag,
        ClaimsApi.Tag,
        LinksApi.Tag,
        MatchApi.Tag,
        OriginJudgementsApi.Tag,
        RatingScalesApi.Tag,
        AssessmentsApi.Tag,
        ClaimReviewsApi.Tag,
        FactCheckToolsApi.Tag,
        ImportsApi.Tag,
        ExportsApi.Tag,
        ChangesApi.Tag,
        WebhooksApi.Tag,
        ApiKeysApi.Tag,
        HealthApi.Tag,
    ];

    /// <summary>Maps all routes.</summary>
    /// <param name="app">The application.</param>
    public static void MapClaimCheck(this WebApplication app)
    {
        var api = MapApi(app, ApiPaths.Own);
        api.MapEvidence();
        api.MapSources();
        api.MapArticles();
        api.MapClaims();
        api.MapLinks();
        api.MapMatching();
        api.MapOriginJudgements();
        api.MapRatingScales();
        api.MapAssessments();
        api.MapClaimReviews();
        api.MapImports();
        api.MapExports();
        api.MapChanges();
        api.MapWebhooks();
        api.MapApiKeys();
        MapApi(app, ApiPaths.FactCheckTools).MapFactCheckTools();
        app.MapHealth();
        app.MapDevelopmentKey();
    }

    private static RouteGroupBuilder MapApi(WebApplication app, string prefix)
    {
        var api = app.MapGroup(prefix)
            .AddEndpointFilter<RefuseBadRequests>()
            .ProducesProblems(
                ProblemType.Unauthenticated, ProblemType.Forbidden, ProblemType.AddressTooLong, ProblemType.RateLimited,
                ProblemType.Overloaded, ProblemType.Unavailable);
        ReadYourWrites.Declare(api);
        return api;
    }
}
