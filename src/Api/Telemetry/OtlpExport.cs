using ClaimCheck.Api.Hosting;
using ClaimCheck.Data.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ClaimCheck.Api.Telemetry;

/// <summary>
/// Sends traces and metrics to an OpenTelemetry collector. What is sent is what ASP.NET Core, Npgsql and the runtime tell of
/// themselves, and the service's own meters; how it is sent is set by the standard <c>OTEL_*</c> variables.
/// </summary>
internal sealed class OtlpExport : IDisposable
{
    private static readonly string[] Sources = ["Microsoft.AspNetCore", "Npgsql"];

    private static readonly string[] Meters =
    [
        ApiMeters.Name, DataMeters.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql", "System.Runtime",
    ];

    // What a collector that has stopped answering may add to the time the service takes to end.
    private static readonly TimeSpan FlushPatience = TimeSpan.FromMilliseconds(500);

    private readonly TracerProvider traces;
    private readonly MeterProvider metrics;

    private OtlpExport(IConfiguration configuration)
    {
        traces = OpenTelemetry.Sdk.CreateTracerProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(configuration))
            .ConfigureResource(Describe)
            .AddSource(Sources)
            .AddOtlpExporter()
            .Build();
        metrics = OpenTelemetry.Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(configuration))
            .ConfigureResource(Describe)
            .AddMeter(Meters)
            .AddOtlpExporter()
            .Build();
    }

    /// <summary>Begins to send, where a collector is named; without one nothing listens, and null comes back.</summary>
    /// <param name="settings">Name the collector, or none.</param>
    /// <param name="configuration">Holds the <c>OTEL_*</c> variables.</param>
    public static OtlpExport? Start(ServiceSettings settings, IConfiguration configuration) =>
        settings.Collector is null ? null : new OtlpExport(configuration);

    /// <summary>Sends what is left, if the collector takes it at once.</summary>
    public void Dispose()
    {
        var patience = (int)FlushPatience.TotalMilliseconds;
        traces.Shutdown(patience);
        metrics.Shutdown(patience);
        traces.Dispose();
        metrics.Dispose();
    }

    // The variables come last: an OTEL_SERVICE_NAME that an operator sets wins.
    private static void Describe(ResourceBuilder resource) => resource
        .Clear()
        .AddService("claimcheck", serviceVersion: typeof(OtlpExport).Assembly.GetName().Version?.ToString(3))
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector();
}
