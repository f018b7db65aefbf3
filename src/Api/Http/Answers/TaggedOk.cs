using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace ClaimCheck.Api.Http;

/// <summary>200 with what has no version of its own, under a weak <c>ETag</c> over all of it.</summary>
/// <typeparam name="T">What is answered.</typeparam>
/// <param name="value">What is answered.</param>
public sealed class TaggedOk<T>(T value) : IResult, IStatusCodeHttpResult, IValueHttpResult<T>, IEndpointMetadataProvider
{
    /// <inheritdoc/>
    public T Value => value;

    /// <inheritdoc/>
    public int? StatusCode => StatusCodes.Status200OK;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        return JsonAnswer.WriteTaggedAsync(httpContext, value);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        Describe(builder);
    }

    internal static void Describe(EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));
        builder.Metadata.Add(IfNoneMatch.Parameter);
        NotModified.Describe(builder, ETags.WeakDescription, ETags.WeakExample);
        builder.Metadata.Add(new ResponseHeaderMetadata(StatusCodes.Status200OK, "ETag", ETags.WeakDescription, ETags.WeakExample));
    }
}
