using ClaimCheck.Faults.Servers;

namespace ClaimCheck.Faults.Load;

/// <summary>Asks for the same thing every few milliseconds and notes what comes.</summary>
internal sealed class Pulse : IAsyncDisposable
{
    private static readonly TimeSpan Rhythm = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource enough = new();
    private readonly Task asking;

    private Pulse(TestedService service, string path)
    {
        asking = Task.Run(() => AskAsync(service, new Uri(path, UriKind.Relative)), CancellationToken.None);
    }

    public Answers Answers { get; } = new();

    public static Pulse Start(TestedService service, string path) => new(service, path);

    public async ValueTask DisposeAsync()
    {
        await enough.CancelAsync();
        await asking;
        enough.Dispose();
    }

    private async Task AskAsync(TestedService service, Uri path)
    {
        using var client = service.NewClient();
        while (!enough.IsCancellationRequested)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            await Conversation.SendAsync(client, request, Answers);
            await Task.Delay(Rhythm, CancellationToken.None);
        }
    }
}
