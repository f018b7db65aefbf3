namespace ClaimCheck.Benchmarks.Measures;

/// <summary>One thing the service is measured at, and the same work for pgbench.</summary>
/// <param name="Key">What <c>--only</c> calls it.</param>
/// <param name="Title">What the table calls it.</param>
/// <param name="TargetShare">The least share of the limit at 16 connections.</param>
/// <param name="Script">The same statements for pgbench.</param>
/// <param name="Requests">One a line: the path and, after a tab, the body.</param>
internal sealed record Operation(string Key, string Title, double TargetShare, string Script, IReadOnlyList<string> Requests)
{
    public string Method { get; init; } = "GET";

    /// <summary>Settings of pgbench's sessions: those of the service's pool for this work.</summary>
    public string SessionOptions { get; init; } = "";

    /// <summary>The least multiple of the peer's rate at 16 connections; null where the peer does not take part.</summary>
    public double? TargetOverPeer { get; init; }

    /// <summary>How many items the first request has to answer, for lists.</summary>
    public int ExpectedItems { get; init; }

    /// <summary>The highest 99th percentile in milliseconds at 16 connections, where there is a target for it.</summary>
    public double? TargetP99 { get; init; }

    /// <summary>With more connections than this a turn would end before anything is answered.</summary>
    public int MostConnections { get; init; } = int.MaxValue;

    /// <summary>Whether rows are written: then every turn begins with a merged index and a fresh checkpoint.</summary>
    public bool Writes { get; init; }
}
