using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ClaimCheck.Api.OpenApi;

/// <summary>How a key is sent, and on which operations one is needed: all but those that allow anybody, always or where that is set.</summary>
internal sealed class Security : IOperationFilter
{
    internal const string Bearer = "bearerKey";
    internal const string ApiKey = "apiKeyHeader";
    internal const string QueryKey = "apiKeyQuery";

    internal static OpenApiSecurityScheme BearerScheme { get; } = new()
    {
        Type = SecuritySchemeType.Http,
        Scheme = "bearer",
        Description = "The key, as `Authorization: Bearer <key>`.",
    };

    internal static OpenApiSecurityScheme ApiKeyScheme { get; } = new()
    {
        Type = SecuritySchemeType.ApiKey,
        In = ParameterLocation.Header,
        Name = "X-Api-Key",
        Description = "The key, as `X-Api-Key: <key>`.",
    };

    /// <summary>For Google's clients, which know no other way. Keys in addresses end up in the logs of whatever stands before the service.</summary>
    internal static OpenApiSecurityScheme QueryKeyScheme { get; } = new()
    {
        Type = SecuritySchemeType.ApiKey,
        In = ParameterLocation.Query,
        Name = KeyInQuery.Parameter,
        Description = "The key, as `?key=<key>`: where Google's clients put it, and only in the operations made for them.",
    };

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        string[] schemes = ApiPaths.IsFactCheckTools($"/{context.ApiDescription.RelativePath}") ? [QueryKey, Bearer, ApiKey] : [Bearer, ApiKey];
        operation.Security = metadata.OfType<IAllowAnonymous>().Any() ? [] : [.. schemes.Select(scheme => Needs(scheme, context))];
        if (metadata.OfType<PublicWhereSet>().Any())
        {
            // A requirement of nothing, beside the others, makes them optional.
            operation.Security.Add(new OpenApiSecurityRequirement());
        }
    }

    private static OpenApiSecurityRequirement Needs(string scheme, OperationFilterContext context) =>
        new() { [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [] };
}
