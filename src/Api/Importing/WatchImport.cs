using System.Globalization;
using System.Net.ServerSentEvents;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Values;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace ClaimCheck.Api.Importing;

/// <summary>How an import comes forward, as server-sent events.</summary>
/// <param name="import">The import as it was found.</param>
/// <param name="data">Where it is looked for again.</param>
/// <param name="clock">The service's clock.</param>
public sealed class ImportEvents(Import import, DataServices data, TimeProvider clock) : IResult, IStatusCodeHttpResult, IEndpointMetadataProvider
{
    private const string Progress = "progress";
    private const string End = "end";
    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public int? StatusCode => StatusCodes.Status200OK;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        return TypedResults.ServerSentEvents(WatchAsync(httpContext.RequestAborted)).ExecuteAsync(httpContext);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var example = JsonSerializer.Serialize(ImportResponse.Example with { Failures = null }, WireJson.Options);
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), ["text/event-stream"]));
        builder.Metadata.Add(new ResponseFormMetadata(
            StatusCodes.Status200OK,
            "text/event-stream",
            "Events `progress`, and one `end`, each with the import as its data.",
            JsonValue.Create($"event: end\ndata: {example}\nid: 1\n\n")));
    }

    private async IAsyncEnumerable<SseItem<string>> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var now = import;
        var number = 0;
        while (true)
        {
            number++;
            yield return new SseItem<string>(
                JsonSerializer.Serialize(ImportResponse.Of(now, clock.Now()), WireJson.Options), now.HasEnded ? End : Progress)
            {
                EventId = number.ToString(CultureInfo.InvariantCulture),
            };
            if (now.HasEnded)
            {
                yield break;
            }

            await Task.Delay(Rhythm, clock, cancellation);
            now = await data.ImportReader.GetAsync(import.Id, cancellation) ?? now;
        }
    }
}

internal static class WatchImport
{
    public static async Task<Results<ImportEvents, ProblemAnswer>> Handle(
        Guid id, DataServices data, TimeProvider clock, CancellationToken cancellation) =>
        await data.ImportReader.GetAsync(id, cancellation) is { } import
            ? new ImportEvents(import, data, clock)
            : Problems.NotFound("import", id);
}
