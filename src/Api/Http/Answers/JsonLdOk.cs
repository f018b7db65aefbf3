using System.Reflection;
using System.Text.Json;
using ClaimCheck.Api.Access;
using Microsoft.AspNetCore.Http.Metadata;

namespace ClaimCheck.Api.Http;

/// <summary>200 with JSON-LD that others keep and publish: under a weak <c>ETag</c>, dated where it can be, with the <c>Link</c> to the next page of a list.</summary>
/// <typeparam name="T">What is answered.</typeparam>
/// <param name="value">What is answered.</param>
/// <param name="lastModified">Its date, from <see cref="IfModifiedSince.Date"/>.</param>
/// <param name="nextCursor">Where the next page begins; null where this is no list or its last page.</param>
public sealed class JsonLdOk<T>(T value, DateTimeOffset? lastModified, string? nextCursor = null)
    : IResult, IStatusCodeHttpResult, IValueHttpResult<T>, IEndpointMetadataProvider
{
    private const string MediaType = "application/ld+json";

    // Whoever has a key sees what others may not see yet, or no longer; whoever has none, for a minute what was published.
    private const string ForBearers = "private, no-cache";
    private const string ForAnybody = "public, max-age=60";

    /// <inheritdoc/>
    public T Value => value;

    /// <inheritdoc/>
    public int? StatusCode => StatusCodes.Status200OK;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var (request, response) = (httpContext.Request, httpContext.Response);
        var body = JsonSerializer.SerializeToUtf8Bytes(value, WireJson.ForPages);
        response.Headers.CacheControl = Visitor.Of(httpContext) is null ? ForBearers : ForAnybody;
        if (nextCursor is not null)
        {
            response.Headers.Link = NextPage.Link(request, nextCursor);
        }

        if (lastModified is { } date)
        {
            response.Headers.LastModified = IfModifiedSince.Write(date);
            if (IfModifiedSince.Covers(request, date))
            {
                response.Headers.ETag = ETags.Weak(body);
                response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }
        }

        TaggedAnswer.Write(httpContext, body, MediaType);
        return Task.CompletedTask;
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), [MediaType]));
        builder.Metadata.Add(IfNoneMatch.Parameter);
        builder.Metadata.Add(IfModifiedSince.Parameter);
        NotModified.Describe(builder, ETags.WeakDescription, ETags.WeakExample);
        foreach (var status in new[] { StatusCodes.Status200OK, StatusCodes.Status304NotModified })
        {
            builder.Metadata.Add(new ResponseHeaderMetadata(status, "ETag", ETags.WeakDescription, ETags.WeakExample));
            builder.Metadata.Add(new ResponseHeaderMetadata(
                status, "Last-Modified", "When anything was last recorded here; absent for a minute after that.", "Thu, 02 Oct 2014 09:00:00 GMT", MayLack: true));
            builder.Metadata.Add(new ResponseHeaderMetadata(
                status, "Cache-Control", "Whoever sends no key may keep it for a minute; whoever sends one has to ask again.", ForAnybody));
        }
    }
}
