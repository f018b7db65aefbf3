using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace ClaimCheck.Api.Http;

/// <summary>304: the caller has what is there.</summary>
/// <param name="version">The version of both.</param>
public sealed class NotModified(int version) : IResult, IStatusCodeHttpResult, IEndpointMetadataProvider
{
    /// <inheritdoc/>
    public int? StatusCode => StatusCodes.Status304NotModified;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
        httpContext.Response.SetETag(version);
        return Task.CompletedTask;
    }

    internal static void Describe(EndpointBuilder builder, string etagDescription, string etagExample)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified, typeof(void)));
        builder.Metadata.Add(new ResponseHeaderMetadata(StatusCodes.Status304NotModified, HeaderNames.ETag, etagDescription, etagExample));
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        Describe(builder, ETags.Description, ETags.Strong(3));
    }
}
