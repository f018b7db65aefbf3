using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Hosting;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Health;

/// <summary>How the service is.</summary>
/// <param name="Status">`live` or `ready`.</param>
public sealed record HealthResponse([property: MaxLength(5), RegularExpression("^(live|ready)$")] string Status);

internal static class HealthApi
{
    public static readonly ApiTag Tag = new("Health", "For whatever watches over the service. No key is needed.");

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/health").WithTags(Tag.Name);

        health.MapGet("/live", GetLiveness).Is(Operation.GetLiveness)
            .WithSummary("Is the process alive?")
            .WithDescription("Never waits for the database.");

        health.MapGet("/ready", GetReadiness).Is(Operation.GetReadiness)
            .WithSummary("Can it serve?")
            .WithDescription("The database is reachable and every migration applied; otherwise the answer says what is missing.")
            .ProducesProblems(ProblemType.Unavailable);
    }

    private static Ok<HealthResponse> GetLiveness() => TypedResults.Ok(new HealthResponse("live"));

    private static async Task<Results<Ok<HealthResponse>, ProblemAnswer>> GetReadiness(Readiness readiness, CancellationToken cancellation) =>
        await readiness.FindObstacleAsync(cancellation) is { } obstacle
            ? Problems.Of(ProblemType.Unavailable, obstacle)
            : TypedResults.Ok(new HealthResponse("ready"));
}
