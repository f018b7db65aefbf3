using System.Text.Json;

namespace ClaimCheck.Benchmarks.Measures;

/// <summary>Looks at one answer before thousands are timed: a quick wrong answer would make a fine figure.</summary>
internal static class Probe
{
    /// <summary>The ids of what was answered, in order; none for what writes, which is not tried out.</summary>
    /// <exception cref="BenchmarkFailedException">The answer is not what was asked for.</exception>
    public static async Task<IReadOnlyList<string?>> CheckAsync(HttpClient client, Operation operation, CancellationToken cancellation)
    {
        if (operation.Writes)
        {
            return [];
        }

        var path = operation.Requests[0];
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        if (!answer.IsSuccessStatusCode)
        {
            throw new BenchmarkFailedException($"{path} was answered with {(int)answer.StatusCode}: {text}");
        }

        using var body = JsonDocument.Parse(text);
        JsonElement[] claims = body.RootElement.TryGetProperty("items", out var items) ? [.. items.EnumerateArray()] : [body.RootElement];
        if (operation.ExpectedItems > 0 && claims.Length != operation.ExpectedItems)
        {
            throw new BenchmarkFailedException($"{path} was to have {operation.ExpectedItems} items: {text}");
        }

        return [.. claims.Concat(LinksOf(body.RootElement)).Select(thing => thing.GetProperty("id").GetString())];
    }

    private static IEnumerable<JsonElement> LinksOf(JsonElement claim) =>
        claim.TryGetProperty("links", out var links) ? links.EnumerateArray().Select(link => link.GetProperty("link")) : [];
}
