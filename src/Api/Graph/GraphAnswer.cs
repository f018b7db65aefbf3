using System.Reflection;
using System.Text.Json.Nodes;
using ClaimCheck.Api.Http;
using ClaimCheck.Domain.Graph;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace ClaimCheck.Api.Graph;

/// <summary>A graph on its way to the caller, in the form asked for.</summary>
/// <param name="graph">The graph.</param>
/// <param name="format">The form.</param>
public sealed class GraphAnswer(EvidenceGraph graph, GraphFormat format) : IResult, IStatusCodeHttpResult, IEndpointMetadataProvider
{
    private const int FirstBuffer = 64 * 1024;

    /// <inheritdoc/>
    public int? StatusCode => StatusCodes.Status200OK;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        using var body = new MemoryStream(FirstBuffer);
        GraphFormats.Write(graph, format, body);
        httpContext.Response.Headers.Vary = HeaderNames.Accept;
        TaggedAnswer.Write(httpContext, body.GetBuffer().AsSpan(0, (int)body.Length), GraphFormats.ContentTypeOf(format));
        return Task.CompletedTask;
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Metadata.Add(new ProducesResponseTypeMetadata(
            StatusCodes.Status200OK, typeof(GraphResponse), [GraphFormats.MediaTypeOf(GraphFormat.Json)]));
        foreach (var (form, description, example) in GraphExamples.OfOtherForms())
        {
            builder.Metadata.Add(new ResponseFormMetadata(StatusCodes.Status200OK, GraphFormats.MediaTypeOf(form), description, example));
        }

        builder.Metadata.Add(IfNoneMatch.Parameter);
        NotModified.Describe(builder, ETags.WeakDescription, ETags.WeakExample);
        builder.Metadata.Add(new ResponseHeaderMetadata(StatusCodes.Status200OK, HeaderNames.ETag, ETags.WeakDescription, ETags.WeakExample));
        foreach (var status in new[] { StatusCodes.Status200OK, StatusCodes.Status304NotModified })
        {
            builder.Metadata.Add(new ResponseHeaderMetadata(
                status, HeaderNames.Vary, "Names `Accept`: without `format`, that header decides the form.", HeaderNames.Accept));
        }
    }
}
