using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ClaimCheck.Client.Tests;

/// <summary>A request as it arrived.</summary>
public sealed record Received(string Method, string Address, IReadOnlyDictionary<string, string> Headers, byte[] Body);

/// <summary>
/// Stands in for the service where it must do what the real one cannot be made to: turn away, fall silent, break off in the middle.
/// Each request gets the next answer, and the last one again and again.
/// </summary>
public sealed class FaultyService : IAsyncDisposable
{
    private static readonly string[] PassedOn = ["Accept", "Authorization", "If-None-Match"];

    private readonly WebApplication app;

    private FaultyService(WebApplication app) => this.app = app;

    public Uri Address { get; private set; } = null!;

    public ConcurrentQueue<Received> Requests { get; } = new();

    /// <summary>The key that clients of it send.</summary>
    public static string Key => "cc_a-key-that-nobody-may-see";

    public static async Task<FaultyService> StartAsync(params RequestDelegate[] answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var service = new FaultyService(app);
        var count = -1;
        app.Run(async context =>
        {
            var answer = answers[Math.Min(Interlocked.Increment(ref count), answers.Length - 1)];
            await service.NoteAsync(context.Request);
            await answer(context);
        });
        await app.StartAsync();
        service.Address = new Uri(app.Urls.First());
        return service;
    }

    /// <summary>A client that does not wait long.</summary>
    public ClaimCheckClient Connect(Func<ClaimCheckClientOptions, ClaimCheckClientOptions>? change = null) =>
        new(Address, Key, change is null ? Hasty : change(Hasty));

    public static ClaimCheckClientOptions Hasty { get; } = new()
    {
        FirstPause = TimeSpan.FromMilliseconds(5),
        PollInterval = TimeSpan.FromMilliseconds(20),
        WatchPatience = TimeSpan.FromSeconds(10),
    };

    public static RequestDelegate Json(int status, string json, params (string Name, string Value)[] headers) => Answer(status, "application/json", json, headers);

    public static RequestDelegate Problem(int status, string slug, params (string Name, string Value)[] headers) => Answer(
        status, "application/problem+json",
        $$"""{"type":"urn:claimcheck:{{slug}}","title":"A title","status":{{status}},"detail":"What happened.","errors":{"$.text":["is required"]},"traceId":"4bf9"}""",
        headers);

    public static RequestDelegate Answer(int status, string mediaType, string text, params (string Name, string Value)[] headers) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = mediaType;
        foreach (var (name, value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        return context.Response.WriteAsync(text);
    };

    /// <summary>Sends a part of an answer, and then the connection is gone.</summary>
    public static RequestDelegate BreakOff(string mediaType, string part) => async context =>
    {
        context.Response.ContentType = mediaType;
        await context.Response.WriteAsync(part);
        await context.Response.Body.FlushAsync();
        // What was sent has arrived before the connection is cut, else there is no beginning of an answer.
        await Task.Delay(100);
        context.Abort();
    };

    /// <summary>Begins to answer and then says nothing until nobody listens.</summary>
    public static RequestDelegate FallSilent(string mediaType, string part) => async context =>
    {
        context.Response.ContentType = mediaType;
        await context.Response.WriteAsync(part);
        await context.Response.Body.FlushAsync();
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    };

    /// <summary>Asks the real service and answers as it does.</summary>
    public static RequestDelegate PassOn(Uri service) => async context =>
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Parse(context.Request.Method), new Uri(service, context.Request.Path + context.Request.QueryString));
        foreach (var name in PassedOn.Where(context.Request.Headers.ContainsKey))
        {
            request.Headers.TryAddWithoutValidation(name, context.Request.Headers[name].ToString());
        }

        using var response = await client.SendAsync(request);
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        context.Response.Headers.ETag = response.Headers.ETag?.ToString();
        await context.Response.Body.WriteAsync(await response.Content.ReadAsByteArrayAsync());
    };

    /// <summary>Cuts the connection without an answer.</summary>
    public static RequestDelegate Vanish => context =>
    {
        context.Abort();
        return Task.CompletedTask;
    };

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(atOnce.Token);
        await app.DisposeAsync();
    }

    private async Task NoteAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        Requests.Enqueue(new(
            request.Method, request.Path + request.QueryString.Value, request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()), body.ToArray()));
    }
}
