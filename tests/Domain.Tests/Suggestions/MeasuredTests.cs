using System.Globalization;
using ClaimCheck.Domain.Links;

namespace ClaimCheck.Domain.Tests.Suggestions;

/// <summary>How often suggestions are right, and how many there should have been: the table in docs/suggested-links.md.</summary>
public sealed class MeasuredTests
{
    private static readonly LinkRelation[] Relations =
        [LinkRelation.Contradicts, LinkRelation.Restates, LinkRelation.DerivedFrom, LinkRelation.Corroborates];

    [Fact]
    public void The_table_in_the_document_is_what_is_measured()
    {
        var document = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Suggestions", "suggested-links.md"));
        var measured = Relations.SelectMany(relation => new[] { Row(relation, "tuned", LabelledPairs.Tuned), Row(relation, "held out", LabelledPairs.HeldOut) }).ToList();

        var missing = measured.Where(row => !document.Contains(row)).ToList();
        Assert.True(missing.Count == 0, $"docs/suggested-links.md lacks:\n{string.Join('\n', missing)}");
    }

    [Fact]
    public void Of_what_is_called_a_contradiction_in_the_half_that_was_kept_unread_at_least_80_in_100_are()
    {
        var (right, wrong, _) = Count(LinkRelation.Contradicts, LabelledPairs.HeldOut);

        Assert.True(right >= 4 * wrong, $"{right} right, {wrong} wrong");
    }

    [Fact]
    public void The_halves_share_no_sentence()
    {
        var tuned = LabelledPairs.Tuned.SelectMany(pair => new[] { pair.A.Text, pair.B.Text }).ToHashSet(StringComparer.Ordinal);

        Assert.DoesNotContain(LabelledPairs.HeldOut, pair => tuned.Contains(pair.A.Text) || tuned.Contains(pair.B.Text));
        Assert.True(LabelledPairs.Tuned.Count + LabelledPairs.HeldOut.Count >= 300);
    }

    private static string Row(LinkRelation relation, string half, IReadOnlyList<LabelledPair> pairs)
    {
        var (right, wrong, missed) = Count(relation, pairs);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| `{Words<LinkRelation>.Of(relation)}` | {half} | {right + missed} | {right} | {wrong} | {Share(right, right + wrong)} | {Share(right, right + missed)} |");
    }

    private static string Share(int part, int whole) => (whole == 0 ? 0 : (double)part / whole).ToString("0.00", CultureInfo.InvariantCulture);

    // What a strict reader would also accept is neither right nor wrong.
    private static (int Right, int Wrong, int Missed) Count(LinkRelation relation, IReadOnlyList<LabelledPair> pairs)
    {
        var (right, wrong) = (0, 0);
        foreach (var pair in pairs)
        {
            if (pair.Suggested() is { } suggestion && suggestion.Relation == relation)
            {
                right += pair.IsHit(suggestion) ? 1 : 0;
                wrong += pair.IsHit(suggestion) || pair.Tolerates(relation) ? 0 : 1;
            }
        }

        return (right, wrong, pairs.Count(pair => pair.Is(relation)) - right);
    }
}
