using System.Reflection;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Importing.Receiving;
using Microsoft.AspNetCore.Http.Metadata;

namespace ClaimCheck.Api.Importing;

/// <summary>An import that has arrived: 200 with what became of it where that is known at once, else 202 with where to look.</summary>
/// <param name="import">The import.</param>
/// <param name="prefersAsync">Whether the caller wanted to be answered at once.</param>
public sealed class ImportAnswer(ImportResponse import, bool prefersAsync) : IResult, IStatusCodeHttpResult, IEndpointMetadataProvider
{
    /// <inheritdoc/>
    public int? StatusCode => import.FinishedAt is null ? StatusCodes.Status202Accepted : StatusCodes.Status200OK;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var response = httpContext.Response;
        response.StatusCode = StatusCode!.Value;
        response.Headers.Location = $"/v1/imports/{import.Id}";
        if (prefersAsync)
        {
            response.Headers[PreferAsync.Applied] = PreferAsync.Word;
        }

        return JsonAnswer.WriteAsync(response, import);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        foreach (var status in new[] { StatusCodes.Status200OK, StatusCodes.Status202Accepted })
        {
            builder.Metadata.Add(new ProducesResponseTypeMetadata(status, typeof(ImportResponse), ["application/json"]));
            builder.Metadata.Add(new ResponseHeaderMetadata(status, "Location", "The path of the import."));
        }

        builder.Metadata.Add(new ResponseHeaderMetadata(
            StatusCodes.Status202Accepted, PreferAsync.Applied, "`respond-async` where that was asked for.", PreferAsync.Word, MayLack: true));
        builder.Metadata.Add(new ResponseHeaderMetadata(
            StatusCodes.Status202Accepted, KeptAnswerResult.Replayed, "`true` where the answer is that to an earlier sending of the same request.", "true", MayLack: true));
    }
}
