using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ClaimCheck.Data.Tests.Embedded;

/// <summary>A log that a test can read.</summary>
internal sealed class RecordedLog : ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Message)> entries = new();

    public IEnumerable<string> Messages => entries.Select(entry => entry.Message);

    public int CountAt(LogLevel level) => entries.Count(entry => entry.Level == level);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        entries.Enqueue((logLevel, formatter(state, exception)));
}
