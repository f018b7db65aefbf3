using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ClaimCheck.Data.Telemetry;

namespace ClaimCheck.Data.Tests.Telemetry;

/// <summary>Adds up what one set of instruments counts, and looks at what it shows; other tests' instruments are not heard.</summary>
internal sealed class Counts : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<string, long> sums = new();

    public Counts(DataMeters meters)
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (ReferenceEquals(instrument.Meter, meters.Meter))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>(
            (instrument, value, tags, _) => sums.AddOrUpdate(NameOf(instrument, tags), value, (_, sum) => sum + value));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => sums[NameOf(instrument, tags)] = value);
        listener.Start();
    }

    /// <summary>The sum, or for what is looked at the newest value; an instrument is named with its tags' values.</summary>
    public long this[string name]
    {
        get
        {
            listener.RecordObservableInstruments();
            return sums.GetValueOrDefault(name);
        }
    }

    public void Dispose() => listener.Dispose();

    private static string NameOf(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var name = instrument.Name;
        foreach (var (_, value) in tags)
        {
            name += $" {value}";
        }

        return name;
    }
}
