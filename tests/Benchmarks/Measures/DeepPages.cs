using System.Text.Json;
using ClaimCheck.Benchmarks.Corpus;

namespace ClaimCheck.Benchmarks.Measures;

/// <summary>Pages deep in the list of the largest source, found as a caller finds them: by walking there.</summary>
/// <param name="Number">The number of the last of them.</param>
/// <param name="Cursors">Their cursors.</param>
/// <param name="Oldest">The number of the oldest claim at which one of them begins.</param>
/// <param name="Newest">The number of the newest.</param>
internal sealed record DeepPages(int Number, IReadOnlyList<string> Cursors, int Oldest, int Newest)
{
    private const int Deepest = 1_000;
    private const int Kept = 16;

    /// <summary>Walks to page 1,000, or to the end where there are fewer.</summary>
    public static async Task<DeepPages> WalkAsync(HttpClient client, CancellationToken cancellation)
    {
        List<(string Cursor, int LastBefore)> begins = [];
        var page = await GetAsync(client, Reads.LargestSource, cancellation);
        while (page is { Cursor: { } cursor } && begins.Count < Deepest - 1)
        {
            begins.Add((cursor, page.Last));
            page = await GetAsync(client, $"{Reads.LargestSource}&cursor={cursor}", cancellation);
        }

        // The very last page is not a full one.
        var last = page.Cursor is null ? begins.Count - 1 : begins.Count;
        var kept = begins[Math.Max(0, last - Kept)..last];
        return kept.Count == 0
            ? throw new BenchmarkFailedException("The largest source has too few claims to page through.")
            : new DeepPages(last + 1, [.. kept.Select(k => k.Cursor)], kept.Min(k => k.LastBefore), kept.Max(k => k.LastBefore));
    }

    private static async Task<(string? Cursor, int Last)> GetAsync(HttpClient client, string path, CancellationToken cancellation)
    {
        using var answer = JsonDocument.Parse(await client.GetStringAsync(new Uri(path, UriKind.Relative), cancellation));
        var last = answer.RootElement.GetProperty("items").EnumerateArray().Last().GetProperty("id").GetGuid();
        return (answer.RootElement.GetProperty("nextCursor").GetString(), CorpusId.NumberOf(last));
    }
}
