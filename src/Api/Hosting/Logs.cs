using System.Text.Json;
using Microsoft.Extensions.Logging.Console;

namespace ClaimCheck.Api.Hosting;

/// <summary>How the service tells what it does: plain lines in Development, elsewhere one JSON object a line; either with the trace id.</summary>
internal static class Logs
{
    public static void Configure(ILoggingBuilder logging, bool isDevelopment)
    {
        // What keeps the host from starting is told in one message; what fails in the background tells it there.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);

        // The framework's own lines about a request hold its query, at any level below this: words searched for may be
        // confidential, and a caller may have put a key there.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        logging.Services.AddSingleton<IExternalScopeProvider, TraceScopes>();
        if (isDevelopment)
        {
            logging.AddSimpleConsole(options =>
            {
                options.IncludeScopes = true;
                options.SingleLine = true;
            });
            return;
        }

        logging.AddJsonConsole(options =>
        {
            options.IncludeScopes = true;
            options.UseUtcTimestamp = true;
            options.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            options.JsonWriterOptions = new JsonWriterOptions { Indented = false };
        });
    }
}

/// <summary>The log of what happens before there is an application.</summary>
internal sealed class StartLog : IAsyncDisposable
{
    private readonly ILoggerFactory factory;

    public StartLog(IConfiguration configuration)
    {
        factory = LoggerFactory.Create(logging => logging
            .AddConfiguration(configuration.GetSection("Logging"))
            .AddSimpleConsole(options => options.SingleLine = true)
            .Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace));
        Log = factory.CreateLogger("ClaimCheck.Start");
    }

    public ILogger Log { get; }

    public ValueTask DisposeAsync()
    {
        factory.Dispose();
        return ValueTask.CompletedTask;
    }
}
