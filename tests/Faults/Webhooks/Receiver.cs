using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ClaimCheck.Faults.Webhooks;

/// <summary>What a receiver knows of one message.</summary>
/// <param name="Sent">How often it came.</param>
/// <param name="Taken">How often it was answered 204.</param>
/// <param name="Bodies">How many different bodies it had.</param>
/// <param name="Delay">From the change until it first came.</param>
internal sealed record KnownMessage(int Sent, int Taken, int Bodies, TimeSpan Delay);

/// <summary>A real receiver of webhooks, in the process of the test, that keeps a ledger of what came and what it answered.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<Guid, KnownMessage> messages = [];
    private readonly ConcurrentDictionary<Guid, string> firstBodies = [];
    private volatile TaskCompletionSource? holding;
    private int held;

    private Receiver(WebApplication app) => this.app = app;

    /// <summary>How many of the first sendings are answered 500, one of so many; 0 for none.</summary>
    public int FailOneOf { get; init; }

    /// <summary>Where it is; with a certificate by a name, which is what that is for.</summary>
    public string Url { get; private set; } = "";

    public IReadOnlyDictionary<Guid, KnownMessage> Messages => messages;

    /// <summary>How many sendings wait for an answer.</summary>
    public int Held => Volatile.Read(ref held);

    public static async Task<Receiver> StartAsync(int failOneOf = 0, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, at =>
        {
            if (certificate is not null)
            {
                at.UseHttps(certificate);
            }
        }));
        builder.WebHost.UseKestrelHttpsConfiguration();
        var receiver = new Receiver(builder.Build()) { FailOneOf = failOneOf };
        receiver.app.Run(receiver.TakeAsync);
        await receiver.app.StartAsync();
        var port = new Uri(receiver.app.Urls.First()).Port;
        receiver.Url = certificate is null ? $"http://127.0.0.1:{port}/" : $"https://localhost:{port}/";
        return receiver;
    }

    /// <summary>From here on nothing is answered.</summary>
    public void Hold() => holding ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What waits is answered, if anybody still listens, and so is whatever comes.</summary>
    public void Release()
    {
        var waiting = holding;
        holding = null;
        waiting?.TrySetResult();
    }

    public Task TakenAsync(int count) => Eventually.TrueAsync(
        () => Task.FromResult(messages.Values.Count(message => message.Taken > 0) >= count), $"{count} messages are taken");

    public Task HoldsAsync(int sendings) => Eventually.TrueAsync(() => Task.FromResult(Held >= sendings), $"{sendings} sendings wait for an answer");

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var read = new MemoryStream();
        await context.Request.Body.CopyToAsync(read, context.RequestAborted);
        var arrived = TimeProvider.System.GetUtcNow();
        var body = JsonDocument.Parse(read.ToArray()).RootElement;
        var id = Guid.Parse(context.Request.Headers["webhook-id"].ToString());
        var first = firstBodies.GetOrAdd(id, body.GetRawText());
        var delay = arrived - body.GetProperty("timestamp").GetDateTimeOffset();
        var isAlike = first == body.GetRawText();
        var known = messages.AddOrUpdate(
            id,
            _ => new KnownMessage(1, 0, 1, delay),
            (_, before) => before with { Sent = before.Sent + 1, Bodies = before.Bodies + (isAlike ? 0 : 1) });

        if (holding is { } gate)
        {
            Interlocked.Increment(ref held);
            try
            {
                await gate.Task.WaitAsync(context.RequestAborted);
            }
            finally
            {
                Interlocked.Decrement(ref held);
            }
        }

        var isRefused = FailOneOf > 0 && known.Sent == 1 && id.GetHashCode() % FailOneOf == 0;
        context.Response.StatusCode = isRefused ? StatusCodes.Status500InternalServerError : StatusCodes.Status204NoContent;
        if (!isRefused)
        {
            messages.AddOrUpdate(id, _ => known with { Taken = 1 }, (_, before) => before with { Taken = before.Taken + 1 });
        }
    }
}
