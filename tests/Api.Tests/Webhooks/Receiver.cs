using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ClaimCheck.Api.Tests.Webhooks;

/// <summary>A message as a receiver got it.</summary>
public sealed record Received(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Id => Headers["webhook-id"];

    public string[] Signatures => Headers["webhook-signature"].Split(' ');
}

/// <summary>A real receiver of webhooks, on a Kestrel of its own, that answers as a test wants and keeps what it got.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Received> received = [];

    private Receiver(WebApplication app) => this.app = app;

    /// <summary>What the receiver does with the next messages; to say 204 to all is the beginning.</summary>
    public Func<HttpContext, Received, Task> Answer { get; set; } = (context, _) =>
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    };

    public int Port => new Uri(app.Urls.First()).Port;

    public string Url => $"http://127.0.0.1:{Port}/hooks";

    public IReadOnlyList<Received> Messages => [.. received];

    /// <summary>Listens on every address of the machine.</summary>
    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://[::]:0").ConfigureKestrel(kestrel => kestrel.ListenAnyIP(0));
        var receiver = new Receiver(builder.Build());
        receiver.app.Run(receiver.TakeAsync);
        await receiver.app.StartAsync();
        return receiver;
    }

    /// <summary>The messages, once there are so many.</summary>
    public async Task<IReadOnlyList<Received>> MessagesAsync(int count)
    {
        await Eventually.TrueAsync(() => Task.FromResult(received.Count >= count), $"{count} messages are there, and not {received.Count}");
        return Messages;
    }

    /// <summary>Answers with these statuses in turn, and with the last of them from then on.</summary>
    public void AnswerWith(params int[] statuses)
    {
        var turn = -1;
        Answer = (context, _) =>
        {
            context.Response.StatusCode = statuses[Math.Min(Interlocked.Increment(ref turn), statuses.Length - 1)];
            return Task.CompletedTask;
        };
    }

    public async ValueTask DisposeAsync()
    {
        // What is still being answered is given up: a test that hangs on purpose must not hang here.
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var message = new Received(
            context.Request.Method, context.Request.Path,
            context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString()), body.ToArray());
        received.Enqueue(message);
        await Answer(context, message);
    }
}
