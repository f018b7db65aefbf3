using System.Diagnostics.Metrics;
using ClaimCheck.Api.Telemetry;
using ClaimCheck.Api.Tests.Http;
using ClaimCheck.Data.Telemetry;

namespace ClaimCheck.Api.Tests.Documentation;

/// <summary>What docs/operations.md tells an operator to watch.</summary>
public sealed class OperationsTests
{
    [Fact]
    public void Every_instrument_of_the_service_is_explained_and_nothing_else_is()
    {
        var manual = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md")).ReplaceLineEndings("\n");
        var explained = manual.Split('\n').Where(line => line.StartsWith("| `claimcheck.", StringComparison.Ordinal)).Select(line => line.Split('`')[1]);

        Assert.Equal(Instruments().Order(StringComparer.Ordinal), explained.Order(StringComparer.Ordinal));
    }

    private static HashSet<string> Instruments()
    {
        var names = new HashSet<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Name.StartsWith("claimcheck.", StringComparison.Ordinal))
                {
                    names.Add(instrument.Name);
                }
            },
        };
        using var api = new ApiMeters();
        using var data = new DataMeters();
        listener.Start();
        return names;
    }
}
