using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data.Sample;

namespace ClaimCheck.Api.ApiKeys;

internal static class ApiKeysApi
{
    public static readonly ApiTag Tag = new("API keys", "Who may call the service, and what for.");

    public static void MapApiKeys(this RouteGroupBuilder api)
    {
        var keys = api.MapGroup("/api-keys").WithTags(Tag.Name);

        keys.MapGet("/", ListApiKeys.Handle).Is(Operation.ListApiKeys)
            .WithSummary("List keys")
            .WithDescription("Newest first, revoked and expired ones included. No secrets.");

        keys.MapPost("/", CreateApiKey.Handle).Is(Operation.CreateApiKey)
            .WithSummary("Make a key")
            .WithDescription("The answer holds the whole key in `key`. It is shown this once and cannot be had again.");

        keys.MapDelete("/{id:uuid}", RevokeApiKey.Handle).Is(Operation.RevokeApiKey)
            .WithSummary("Revoke a key")
            .WithDescription("It stops working within a second, on every instance. To revoke it again changes nothing.")
            .WithExample("id", SampleStory.IdOf("api_key", SampleStory.ExampleKey).ToString(), "The key's id.")
            .ProducesProblems(ProblemType.NotFound);
    }
}
