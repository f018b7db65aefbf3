using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ClaimCheck.Api.Tests.Telemetry;

/// <summary>An OpenTelemetry collector that keeps what it is sent over http/protobuf.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<byte[]> traces = new();
    private readonly ConcurrentQueue<byte[]> metrics = new();
    private readonly WebApplication app;

    private Collector(WebApplication app)
    {
        this.app = app;
        app.MapPost("/v1/traces", request => KeepAsync(request, traces));
        app.MapPost("/v1/metrics", request => KeepAsync(request, metrics));
    }

    /// <summary>What a service is told to send here.</summary>
    public Dictionary<string, string> Settings => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = app.Urls.First(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_EXPORTER_OTLP_HEADERS"] = "x-of=the-test",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
    };

    public IEnumerable<ReceivedSpan> Spans => traces.SelectMany(OtlpMessages.Spans);

    public IEnumerable<ReceivedMeasurement> Measurements => metrics.SelectMany(OtlpMessages.Measurements);

    /// <summary>All that was received, as text: whatever it is part of, a word is found in it.</summary>
    public string Everything => string.Join('\n', traces.Concat(metrics).Select(Encoding.UTF8.GetString));

    public static async Task<Collector> StartAsync(CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new Collector(builder.Build());
        await collector.app.StartAsync(cancellation);
        return collector;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static async Task KeepAsync(HttpContext context, ConcurrentQueue<byte[]> into)
    {
        Assert.Equal("the-test", context.Request.Headers["x-of"]);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        into.Enqueue(body.ToArray());
        context.Response.ContentType = "application/x-protobuf";
    }
}
