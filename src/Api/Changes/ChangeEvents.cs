using System.Net.ServerSentEvents;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClaimCheck.Api.Http;
using ClaimCheck.Data.Changes;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Changes;
using Microsoft.AspNetCore.Http.Metadata;

namespace ClaimCheck.Api.Changes;

/// <summary>The feed of changes as server-sent events, each with its place as its id: a browser that loses the stream goes on from there by itself.</summary>
/// <param name="feed">The feed.</param>
/// <param name="place">Where to begin.</param>
/// <param name="filter">What is wanted.</param>
public sealed class ChangeEvents(ChangeFeed feed, ChangePosition place, ChangeFilter filter) : IResult, IStatusCodeHttpResult, IEndpointMetadataProvider
{
    internal const string MediaType = "text/event-stream";
    internal const string LastEventId = "Last-Event-ID";

    private const string Still = "still";
    private const int MostAtOnce = 200;

    /// <inheritdoc/>
    public int? StatusCode => StatusCodes.Status200OK;

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var services = httpContext.RequestServices;
        var clock = services.GetRequiredService<TimeProvider>();
        var settings = services.GetRequiredService<ChangeSettings>();
        using var enough = new CancellationTokenSource(settings.LongestStream, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            enough.Token, httpContext.RequestAborted, services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        await TypedResults.ServerSentEvents(FollowAsync(settings.Silence, end.Token)).ExecuteAsync(httpContext);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var example = JsonSerializer.Serialize(ChangeResponse.Example, WireJson.Options);
        builder.Metadata.Add(new RequestHeaderMetadata(
            LastEventId, "Of the stream of events: where to go on, the `id` of the last event that arrived. It goes before `since`.", Example: null,
            IsRequired: false, "^[A-Za-z0-9_-]+$"));
        builder.Metadata.Add(new ResponseFormMetadata(
            StatusCodes.Status200OK,
            MediaType,
            $"An event for each change, called by its type. Where nothing happens, one called `{Still}` every 15 seconds. After ten minutes the stream ends; go on with `{LastEventId}`, as browsers do by themselves.",
            JsonValue.Create($"event: {Words<ChangeType>.Of(ChangeResponse.Example.Type)}\ndata: {example}\nid: AWVuZHMgaGVyZQ\n\n")));
    }

    private async IAsyncEnumerable<SseItem<string>> FollowAsync(TimeSpan silence, [EnumeratorCancellation] CancellationToken end)
    {
        var at = place;
        while (await NextAsync(at, silence, end) is { } found)
        {
            foreach (var change in found.Changes)
            {
                yield return new SseItem<string>(
                    JsonSerializer.Serialize(ChangeResponse.Of(change), WireJson.Options), Words<ChangeType>.Of(change.Type!.Value))
                {
                    EventId = feed.CursorOf(change.Position),
                };
            }

            if (found.Changes.Count == 0)
            {
                yield return new SseItem<string>("{}", Still) { EventId = feed.CursorOf(found.End) };
            }

            at = found.End;
        }
    }

    /// <summary>What comes next; null when the stream is to end.</summary>
    private async Task<ChangePage?> NextAsync(ChangePosition at, TimeSpan silence, CancellationToken end)
    {
        try
        {
            return await feed.ReadAsync(at, filter, MostAtOnce, silence, end);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return null;
        }
    }
}
