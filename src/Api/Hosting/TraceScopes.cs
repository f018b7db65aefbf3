using System.Collections;
using System.Diagnostics;

namespace ClaimCheck.Api.Hosting;

/// <summary>
/// What every log line carries along: the trace and span it belongs to, and nothing else. The framework's own scope of a
/// request would bring its path, with ids and names that may be confidential.
/// </summary>
internal sealed class TraceScopes : IExternalScopeProvider, IDisposable
{
    public void ForEachScope<TState>(Action<object?, TState> callback, TState state)
    {
        if (Activity.Current is { } activity)
        {
            callback(new Trace(activity.TraceId.ToHexString(), activity.SpanId.ToHexString()), state);
        }
    }

    /// <inheritdoc/>
    public IDisposable Push(object? state) => this;

    /// <inheritdoc/>
    public void Dispose()
    {
        // Ends a scope that was never begun.
    }

    private sealed record Trace(string TraceId, string SpanId) : IEnumerable<KeyValuePair<string, object?>>
    {
        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
        {
            yield return new(nameof(TraceId), TraceId);
            yield return new(nameof(SpanId), SpanId);
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        /// <summary>For plain lines: the trace alone, which is what a problem's <c>traceId</c> says.</summary>
        public override string ToString() => $"{nameof(TraceId)} {TraceId}";
    }
}
