using System.Text.Json;

namespace ClaimCheck.Benchmarks.Copying;

/// <summary>The pairs that were written for this project, in two halves: what is good on one half only is good by chance.</summary>
internal static class OwnPairs
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The two halves.</summary>
    /// <param name="checkout">The folder that holds the whole repository.</param>
    public static async Task<IReadOnlyList<PairSet>> ReadAsync(string checkout, CancellationToken cancellation)
    {
        var file = Path.Combine(checkout, "tests", "Domain.Tests", "Evidence", "Copying", "pairs.ndjson");
        List<LabelledPair> all = [.. (await File.ReadAllLinesAsync(file, cancellation))
            .Select(line => JsonSerializer.Deserialize<LabelledPair>(line, Json)!)];
        return
        [
            new("own pairs, first half", [.. all.Where((_, number) => number % 2 == 0)]),
            new("own pairs, second half", [.. all.Where((_, number) => number % 2 == 1)]),
        ];
    }
}
