using ClaimCheck.Benchmarks.Corpus;

namespace ClaimCheck.Benchmarks;

/// <summary>What was asked for at the terminal.</summary>
/// <param name="Size">How much data.</param>
/// <param name="Seconds">How long each turn lasts.</param>
/// <param name="Turns">How many turns the service and the yardstick take each.</param>
/// <param name="Concurrency">How many connections at a time, one after another.</param>
/// <param name="Only">Which operations; empty for all.</param>
/// <param name="DataFolder">Where the corpus is kept; null for a folder that is thrown away.</param>
/// <param name="WithPeer">Whether the peer takes turns too.</param>
/// <param name="Assembly">The service.</param>
internal sealed record BenchmarkOptions(
    CorpusSize Size, int Seconds, int Turns, IReadOnlyList<int> Concurrency, IReadOnlyList<string> Only, string? DataFolder,
    bool WithPeer, string Assembly);
