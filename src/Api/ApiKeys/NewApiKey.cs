using System.Reflection;
using ClaimCheck.Api.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace ClaimCheck.Api.ApiKeys;

/// <summary>201 with a key that nobody on the way may store: its secret is in it.</summary>
/// <param name="key">The key.</param>
/// <param name="version">Its version.</param>
public sealed class NewApiKey(ApiKeyResponse key, int version) : IResult, IStatusCodeHttpResult, IEndpointMetadataProvider
{
    /// <inheritdoc/>
    public int? StatusCode => StatusCodes.Status201Created;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        httpContext.Response.StatusCode = StatusCodes.Status201Created;
        httpContext.Response.Headers.CacheControl = "no-store";
        httpContext.Response.SetETag(version);
        return JsonAnswer.WriteAsync(httpContext.Response, key);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status201Created, typeof(ApiKeyResponse), ["application/json"]));
        builder.Metadata.Add(new ResponseHeaderMetadata(StatusCodes.Status201Created, "ETag", ETags.Description, ETags.Strong(1)));
    }
}
