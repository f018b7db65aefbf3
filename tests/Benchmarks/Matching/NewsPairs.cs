using System.Globalization;
using System.Text.Json;
using ClaimCheck.Benchmarks.Corpus;

namespace ClaimCheck.Benchmarks.Matching;

/// <summary>
/// Claims in plain English about places and people with made-up names, two of each event: the second denies the first, tells it again,
/// counts otherwise, or adds what speaks for it. They share as many words as news does, so that there is something to suggest.
/// </summary>
/// <param name="vocabulary">Where the names are from.</param>
internal sealed class NewsPairs(Vocabulary vocabulary)
{
    private const int Seed = 11;
    private const int Names = 3_000;
    private const int Sources = 40;
    private const int Days = 300;
    private const int LargestNumber = 90;

    private static readonly DateOnly First = new(2014, 1, 10);
    private static readonly string[] Things = ["bridge", "airport", "refinery", "hospital", "border crossing", "power station", "market", "school"];
    private static readonly string[] Groups = ["soldiers", "miners", "teachers", "doctors", "fishermen", "students"];

    /// <summary>As lines of an import, so many claims in all.</summary>
    public IEnumerable<string> Lines(int claims)
    {
        for (var source = 0; source < Sources; source++)
        {
            yield return JsonSerializer.Serialize(new { record = "source", slug = Slug(source), name = $"{Name(source * 7)} News", kind = "news_outlet" });
        }

        var random = new Random(Seed);
        for (var number = 0; number < claims; number += 2)
        {
            var (one, two) = Told(random, random.Next(4));
            var day = First.AddDays(random.Next(Days)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var source = random.Next(Sources);
            yield return Line(number, source, one, day);
            yield return Line(number + 1, (source + 1 + random.Next(Sources - 1)) % Sources, two, day);
        }
    }

    private static string Line(int number, int source, string text, string day) => JsonSerializer.Serialize(
        new { record = "claim", source = Slug(source), text, externalId = string.Create(CultureInfo.InvariantCulture, $"n{number}"), language = "en", claimedAt = day });

    private static string Slug(int source) => string.Create(CultureInfo.InvariantCulture, $"outlet-{source}");

    private (string One, string Two) Told(Random random, int kind)
    {
        var (who, place, thing, group) = (Name(random.Next(Names)), Name(random.Next(Names)), Pick(random, Things), Pick(random, Groups));
        var number = 2 + random.Next(LargestNumber);
        return kind switch
        {
            0 => ($"Minister {who} ordered the {thing} of {place} closed.", $"Minister {who} has not ordered the {thing} of {place} closed."),
            1 => ($"{who} announced that the {thing} of {place} would reopen in spring.", $"In spring the {thing} of {place} would reopen, {who} announced."),
            2 => (
                string.Create(CultureInfo.InvariantCulture, $"{number} {group} were arrested at the {thing} of {place}."),
                string.Create(CultureInfo.InvariantCulture, $"{number + 3} {group} were arrested at the {thing} of {place}.")),
            _ => ($"{who} met {group} at the {thing} of {place}.", $"A photograph shows {who} among {group} who had come to {place} by bus."),
        };
    }

    private static string Pick(Random random, string[] words) => words[random.Next(words.Length)];

    private string Name(int rank) => $"{char.ToUpperInvariant(vocabulary[rank][0])}{vocabulary[rank][1..]}";
}
