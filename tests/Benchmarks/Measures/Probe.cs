using System.Text.Json;

namespace ClaimCheck.Benchmarks.Measures;

/// <summary>Looks at one answer before thousands are timed: a quick wrong answer would make a fine figure.</summary>
internal static class Probe
{
    /// <exception cref="BenchmarkFailedException">The answer is not what was asked for.</exception>
    public static async Task CheckAsync(HttpClient client, Operation operation, CancellationToken cancellation)
    {
        if (operation.Writes)
        {
            return;
        }

        var path = operation.Requests[0];
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        if (!answer.IsSuccessStatusCode)
        {
            throw new BenchmarkFailedException($"{path} was answered with {(int)answer.StatusCode}: {text}");
        }

        using var body = JsonDocument.Parse(text);
        if (operation.ExpectedItems > 0 && body.RootElement.GetProperty("items").GetArrayLength() != operation.ExpectedItems)
        {
            throw new BenchmarkFailedException($"{path} was to have {operation.ExpectedItems} items: {text}");
        }
    }
}
