using System.Globalization;
using System.Text.RegularExpressions;

namespace ClaimCheck.Benchmarks.Load;

/// <summary>What one run of the load generator saw.</summary>
/// <param name="Requests">How many were answered.</param>
/// <param name="Rate">How many a second.</param>
/// <param name="BytesEach">The size of an answer, headers included.</param>
/// <param name="P50">Half were answered within so many milliseconds.</param>
/// <param name="P90">Nine tenths were.</param>
/// <param name="P99">All but one in a hundred were.</param>
/// <param name="Max">All were.</param>
/// <param name="Refused">How many of the answers were refusals.</param>
internal sealed partial record WrkResult(
    long Requests, double Rate, double BytesEach, double P50, double P90, double P99, double Max, long Refused)
{
    private const double MicrosecondsPerSecond = 1e6;
    private const double MicrosecondsPerMillisecond = 1e3;

    /// <summary>Reads the line that <c>load.lua</c> prints.</summary>
    /// <exception cref="BenchmarkFailedException">There is none, or requests failed.</exception>
    public static WrkResult Parse(string output)
    {
        var line = output.Split('\n').FirstOrDefault(l => l.StartsWith("RESULT ", StringComparison.Ordinal))
            ?? throw new BenchmarkFailedException($"wrk printed no result: {output}");
        var values = Value().Matches(line).ToDictionary(
            m => m.Groups[1].Value, m => long.Parse(m.Groups[2].ValueSpan, CultureInfo.InvariantCulture));
        if (values["requests"] == 0 || values["socket"] + values["timeout"] > 0)
        {
            throw new BenchmarkFailedException($"Requests failed under load: {line}");
        }

        return new WrkResult(
            values["requests"],
            values["requests"] * MicrosecondsPerSecond / values["duration"],
            (double)values["bytes"] / values["requests"],
            values["p50"] / MicrosecondsPerMillisecond,
            values["p90"] / MicrosecondsPerMillisecond,
            values["p99"] / MicrosecondsPerMillisecond,
            values["max"] / MicrosecondsPerMillisecond,
            values["status"]);
    }

    [GeneratedRegex(@"(\w+)=(\d+)")]
    private static partial Regex Value();
}
