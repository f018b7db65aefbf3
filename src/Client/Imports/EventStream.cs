using System.Net.ServerSentEvents;
using System.Text.Json;

namespace ClaimCheck.Client;

/// <summary>The events of one import over one connection.</summary>
internal sealed class EventStream : IAsyncDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly CancellationTokenSource _silence = new();
    private readonly IAsyncEnumerator<SseItem<string>> _items;
    private readonly TimeSpan _longestSilence;
    private bool _isOver;

    private EventStream(HttpResponseMessage response, Stream body, TimeSpan longestSilence)
    {
        _response = response;
        _longestSilence = longestSilence;
        _items = SseParser.Create(body).EnumerateAsync(_silence.Token).GetAsyncEnumerator(_silence.Token);
    }

    /// <summary>Null where the answer is no stream of events.</summary>
    public static async Task<EventStream?> OpenAsync(HttpResponseMessage response, ClaimCheckClientOptions options, CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentType?.MediaType != "text/event-stream")
        {
            response.Dispose();
            return null;
        }

        return new(response, await response.Content.ReadAsStreamAsync(cancellation), options.LongestSilence);
    }

    /// <summary>What the next event says; null where no more can be had from here, be it that the last came or that the stream ended.</summary>
    public async Task<Import?> NextAsync(CancellationToken cancellation)
    {
        await using var registration = cancellation.Register(_silence.Cancel);
        while (!_isOver)
        {
            _silence.CancelAfter(_longestSilence);
            if (!await _items.MoveNextAsync())
            {
                break;
            }

            var item = _items.Current;
            _isOver = item.EventType == "end";
            if (item.EventType is "end" or "progress" && item.Data.Length > 0
                && JsonSerializer.Deserialize(item.Data, ClientJson.Default.Import) is { Counts: not null } import)
            {
                return import;
            }
        }

        cancellation.ThrowIfCancellationRequested();
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        _response.Dispose();
        await _items.DisposeAsync();
        _silence.Dispose();
    }
}
