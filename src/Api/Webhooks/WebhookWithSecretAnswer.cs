using System.Reflection;
using ClaimCheck.Api.Http;
using ClaimCheck.Data.Webhooks;
using Microsoft.AspNetCore.Http.Metadata;

namespace ClaimCheck.Api.Webhooks;

/// <summary>201 with a new webhook that nobody on the way may store: its secret is in it.</summary>
/// <param name="made">The webhook.</param>
public sealed class NewWebhook(WebhookWithSecret made) : IResult, IStatusCodeHttpResult, IEndpointMetadataProvider
{
    /// <inheritdoc/>
    public int? StatusCode => StatusCodes.Status201Created;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        httpContext.Response.Headers.Location = $"/v1/webhooks/{made.Webhook.Id}";
        return SecretAnswer.WriteAsync(httpContext.Response, StatusCodes.Status201Created, made);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        SecretAnswer.Describe(builder, StatusCodes.Status201Created);
        builder.Metadata.Add(new ResponseHeaderMetadata(StatusCodes.Status201Created, "Location", "The path of the new resource."));
    }
}

/// <summary>200 with a webhook and the secret that it was just given, likewise.</summary>
/// <param name="rotated">The webhook.</param>
public sealed class RotatedWebhook(WebhookWithSecret rotated) : IResult, IStatusCodeHttpResult, IEndpointMetadataProvider
{
    /// <inheritdoc/>
    public int? StatusCode => StatusCodes.Status200OK;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        return SecretAnswer.WriteAsync(httpContext.Response, StatusCodes.Status200OK, rotated);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        SecretAnswer.Describe(builder, StatusCodes.Status200OK);
    }
}

internal static class SecretAnswer
{
    public static Task WriteAsync(HttpResponse response, int status, WebhookWithSecret answered)
    {
        response.StatusCode = status;
        response.Headers.CacheControl = "no-store";
        response.SetETag(answered.Webhook.Version);
        return JsonAnswer.WriteAsync(response, WebhookResponse.Of(answered.Webhook, answered.Secret));
    }

    public static void Describe(EndpointBuilder builder, int status)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(status, typeof(WebhookResponse), ["application/json"]));
        builder.Metadata.Add(new ResponseHeaderMetadata(status, "ETag", ETags.Description, ETags.Strong(1)));
    }
}
