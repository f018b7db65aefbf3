using System.Globalization;

namespace ClaimCheck.Api.Tests.Telemetry;

/// <summary>A span as a collector receives it.</summary>
internal sealed record ReceivedSpan(
    IReadOnlyDictionary<string, string> Resource, string Source, string TraceId, string SpanId, string ParentId, string Name,
    IReadOnlyDictionary<string, string> Tags);

/// <summary>One value of an instrument as a collector receives it; of a histogram, how often something was recorded.</summary>
internal sealed record ReceivedMeasurement(string Meter, string Name, string Unit, IReadOnlyDictionary<string, string> Tags, double Value);

/// <summary>Reads what OTLP carries, by the field numbers of opentelemetry-proto.</summary>
internal static class OtlpMessages
{
    public static IEnumerable<ReceivedSpan> Spans(byte[] body) =>
        from resourceSpans in ProtobufReader.All(body, 1)
        let resource = Tags(ProtobufReader.Find(resourceSpans, 1).Bytes, 1)
        from scopeSpans in ProtobufReader.All(resourceSpans, 2)
        let source = ProtobufReader.Find(ProtobufReader.Find(scopeSpans, 1).Bytes, 1).Text
        from span in ProtobufReader.All(scopeSpans, 2)
        select new ReceivedSpan(
            resource, source, ProtobufReader.Find(span, 1).Hex, ProtobufReader.Find(span, 2).Hex, ProtobufReader.Find(span, 4).Hex,
            ProtobufReader.Find(span, 5).Text, Tags(span, 9));

    public static IEnumerable<ReceivedMeasurement> Measurements(byte[] body) =>
        from resourceMetrics in ProtobufReader.All(body, 1)
        from scopeMetrics in ProtobufReader.All(resourceMetrics, 2)
        let meter = ProtobufReader.Find(ProtobufReader.Find(scopeMetrics, 1).Bytes, 1).Text
        from metric in ProtobufReader.All(scopeMetrics, 2)
        let name = ProtobufReader.Find(metric, 1).Text
        let unit = ProtobufReader.Find(metric, 3).Text
        from data in ProtobufReader.Fields(metric).Where(field => field.Number is Gauge or Sum or Histogram)
        from point in ProtobufReader.All(data.Bytes, 1)
        select new ReceivedMeasurement(meter, name, unit, Tags(point, data.Number == Histogram ? 9 : 7), ValueOf(point, data.Number));

    private const int Gauge = 5;
    private const int Sum = 7;
    private const int Histogram = 9;

    private static double ValueOf(ReadOnlyMemory<byte> point, int kind)
    {
        if (kind == Histogram)
        {
            return ProtobufReader.Find(point, 4).Value;
        }

        return ProtobufReader.Fields(point).Any(field => field.Number == 4)
            ? ProtobufReader.Find(point, 4).Double
            : (long)ProtobufReader.Find(point, 6).Value;
    }

    private static Dictionary<string, string> Tags(ReadOnlyMemory<byte> message, int number) =>
        ProtobufReader.All(message, number).ToDictionary(tag => ProtobufReader.Find(tag, 1).Text, tag => TextOf(ProtobufReader.Find(tag, 2).Bytes));

    private static string TextOf(ReadOnlyMemory<byte> value)
    {
        var field = ProtobufReader.Fields(value).FirstOrDefault();
        return field.Number switch
        {
            1 => field.Text,
            4 => field.Double.ToString(CultureInfo.InvariantCulture),
            _ => ((long)field.Value).ToString(CultureInfo.InvariantCulture),
        };
    }
}
