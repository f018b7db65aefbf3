using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace ClaimCheck.Api.Http;

/// <summary>Makes answers that carry a resource together with its version.</summary>
public static class Versioned
{
    /// <summary>200 with the resource.</summary>
    public static VersionedOk<T> Ok<T>(T value, int version) => new(value, version);

    /// <summary>200 with the resource and more that has versions of its own, so that only a weak tag can stand for the whole.</summary>
    public static VersionedOk<T> Expanded<T>(T value) => new(value, null);

    /// <summary>Says in the document that an operation answers <see cref="Expanded"/> when it is asked to with this query parameter.</summary>
    public static TBuilder WithWeakETagIf<TBuilder>(this TBuilder builder, string parameter)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new ResponseHeaderMetadata(
            StatusCodes.Status200OK, "ETag", $"{ETags.Description} With `{parameter}` a weak one over the whole answer.", ETags.Strong(3)));

    /// <summary>304: the caller has this version.</summary>
    public static NotModified NotModified(int version) => new(version);

    /// <summary>201 with the resource and where it now is.</summary>
    public static VersionedCreated<T> Created<T>(string location, T value, int version) => new(location, value, version);
}

/// <summary>200 with a resource and its <c>ETag</c>.</summary>
/// <typeparam name="T">The resource.</typeparam>
/// <param name="value">The resource.</param>
/// <param name="version">Its version; null where more than the resource is answered.</param>
public sealed class VersionedOk<T>(T value, int? version)
    : IResult, IStatusCodeHttpResult, IValueHttpResult<T>, IEndpointMetadataProvider
{
    /// <inheritdoc/>
    public T Value => value;

    /// <inheritdoc/>
    public int? StatusCode => StatusCodes.Status200OK;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        if (version is not { } known)
        {
            return JsonAnswer.WriteTaggedAsync(httpContext, value);
        }

        httpContext.Response.SetETag(known);
        return JsonAnswer.WriteAsync(httpContext.Response, value);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));
        builder.Metadata.Add(new ResponseHeaderMetadata(StatusCodes.Status200OK, "ETag", ETags.Description, ETags.Strong(3)));
    }
}

/// <summary>201 with a new resource, its <c>Location</c> and its <c>ETag</c>.</summary>
/// <typeparam name="T">The resource.</typeparam>
/// <param name="location">Its path.</param>
/// <param name="value">The resource.</param>
/// <param name="version">Its version.</param>
public sealed class VersionedCreated<T>(string location, T value, int version)
    : IResult, IStatusCodeHttpResult, IValueHttpResult<T>, IEndpointMetadataProvider
{
    /// <inheritdoc/>
    public T Value => value;

    /// <inheritdoc/>
    public int? StatusCode => StatusCodes.Status201Created;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        httpContext.Response.StatusCode = StatusCodes.Status201Created;
        httpContext.Response.Headers.Location = location;
        httpContext.Response.SetETag(version);
        return JsonAnswer.WriteAsync(httpContext.Response, value);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status201Created, typeof(T), ["application/json"]));
        builder.Metadata.Add(new ResponseHeaderMetadata(StatusCodes.Status201Created, "ETag", ETags.Description, ETags.Strong(1)));
        builder.Metadata.Add(new ResponseHeaderMetadata(StatusCodes.Status201Created, "Location", "The path of the new resource."));
    }
}
