using System.Text.Json;
using static ClaimCheck.Domain.Tests.Evidence.Copying.Texts;

namespace ClaimCheck.Domain.Tests.Evidence.Copying;

/// <summary>Pairs of sentences in many languages, of which somebody has said whether one was copied from the other.</summary>
public class PairsTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    [Fact]
    public void Of_those_called_copies_at_least_97_in_100_are()
    {
        var called = All().Where(pair => AreCopies(pair.One, pair.Other)).ToList();
        var wrongly = called.Where(pair => !pair.Copied).Select(pair => pair.Id).ToList();

        Assert.True(wrongly.Count <= 0.03 * called.Count, $"Wrongly called copies: {string.Join(", ", wrongly)}");
    }

    [Fact]
    public void Of_the_copies_at_least_90_in_100_are_found()
    {
        var copies = All().Where(pair => pair.Copied).ToList();
        var missed = copies.Where(pair => !AreCopies(pair.One, pair.Other)).Select(pair => pair.Id).ToList();

        Assert.True(missed.Count <= 0.1 * copies.Count, $"Missed copies: {string.Join(", ", missed)}");
    }

    [Fact]
    public void Short_and_formulaic_sentences_and_common_quotations_are_never_called_copies() =>
        Assert.All(All().Where(pair => pair.Kind is "short and formulaic" or "same quotation"), pair => Assert.False(AreCopies(pair.One, pair.Other), pair.Id));

    private static List<Pair> All() =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Evidence", "Copying", "pairs.ndjson"))
            .Select(line => JsonSerializer.Deserialize<Pair>(line, Json)!)];

    private sealed record Pair(string Id, string Language, bool Copied, string Kind, string One, string Other);
}
