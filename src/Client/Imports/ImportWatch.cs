using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace ClaimCheck.Client;

/// <summary>Follows one import by events for as long as they come, and by asking where they do not.</summary>
internal sealed class ImportWatch(ClaimCheckClient client, Guid id) : IAsyncDisposable
{
    /// <summary>After so many streams that gave nothing, something between here and the service holds events back.</summary>
    private const int MostDeadStreams = 3;

    private readonly TimeProvider _clock = client.Options.Clock;
    private EventStream? _events;
    private int _deadStreams;
    private bool _hasAsked;

    /// <summary>What is known next: at once the first time, and later when there is something new or it was time to ask.</summary>
    public async Task<Import> NextAsync(CancellationToken cancellation)
    {
        if (_events is null && _deadStreams < MostDeadStreams)
        {
            await TryOpenAsync(cancellation);
        }

        if (_events is not null && await TryReadAsync(_events, cancellation) is { } told)
        {
            _deadStreams = 0;
            return told;
        }

        await CloseAsync();
        if (_hasAsked)
        {
            await Task.Delay(client.Options.PollInterval, _clock, cancellation);
        }

        _hasAsked = true;
        return await client.PersistAsync(() => client.GetImportAsync(id, cancellation), cancellation);
    }

    public ValueTask DisposeAsync() => CloseAsync();

    private async Task TryOpenAsync(CancellationToken cancellation)
    {
        try
        {
            var response = await client.OpenImportEventsAsync(id, cancellation);
            _events = await EventStream.OpenAsync(response, client.Options, cancellation);
            _deadStreams = _events is null ? MostDeadStreams : _deadStreams + 1;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            _deadStreams++;
        }
        catch (ProblemException e) when (e.Status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden))
        {
            // Busy: asking is cheaper. Unknown or not acceptable: an older service, or no such import, which asking tells.
            _deadStreams = Retries.PassesBy(e) ? _deadStreams + 1 : MostDeadStreams;
        }
    }

    private static async Task<Import?> TryReadAsync(EventStream events, CancellationToken cancellation)
    {
        try
        {
            return await events.NextAsync(cancellation);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or JsonException
            || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    private async ValueTask CloseAsync()
    {
        if (_events is { } events)
        {
            _events = null;
            await events.DisposeAsync();
        }
    }
}
