using ClaimCheck.Benchmarks.Load;

namespace ClaimCheck.Benchmarks.Measures;

/// <summary>One import of the whole file.</summary>
/// <param name="Format">What was sent.</param>
/// <param name="Took">From the first byte to the end of the last row.</param>
/// <param name="Arrived">From the first byte to the answer that all of it has arrived.</param>
/// <param name="Processor">What it cost the service's own process.</param>
/// <param name="Idle">The service's memory before, in MiB.</param>
/// <param name="Highest">And at its highest, in MiB.</param>
internal sealed record ImportTurn(string Format, TimeSpan Took, TimeSpan Arrived, TimeSpan Processor, double Idle, double Highest);

/// <summary>Single reads before and during an import.</summary>
/// <param name="Connections">How many at a time.</param>
/// <param name="Before">Without it.</param>
/// <param name="During">Beside it.</param>
internal sealed record ReadsBesideImport(int Connections, WrkResult Before, WrkResult During)
{
    /// <summary>By how much the 99th percentile grows.</summary>
    public double Ratio => During.P99 / Before.P99;
}
