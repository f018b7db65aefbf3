using System.Text;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.Evidence.Copying;

/// <summary>Finds probable copies among the claims of one cluster by their wording alone. See docs/probable-copying.md.</summary>
public static class CopyDetector
{
    /// <summary>The probable copies among the texts, whatever their order.</summary>
    /// <param name="texts">One per claim, of one side of a claim's evidence.</param>
    public static CopyFindings Find(IReadOnlyList<CopyText> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var groups = texts
            .GroupBy(text => string.Join(' ', Words(text.Text)), StringComparer.Ordinal)
            .Select(group => (Words: group.Key.Split(' '), Members: group.OrderBy(text => text.Said?.Start ?? DateTimeOffset.MaxValue).ThenBy(text => text.Claim).ToList()))
            .Where(group => Shingles(group.Words).Count >= CopyThresholds.Standard.MinShared)
            .OrderBy(group => group.Members[0].Claim)
            .ToList();
        var pairs = new List<ProbableCopy>();
        for (var i = 0; i < groups.Count; i++)
        {
            for (var j = i + 1; j < groups.Count; j++)
            {
                var shared = Shingles(groups[i].Words).Intersect(Shingles(groups[j].Words), StringComparer.Ordinal).ToList();
                var containment = (double)shared.Count / Math.Min(Shingles(groups[i].Words).Count, Shingles(groups[j].Words).Count);
                if (shared.Count >= CopyThresholds.Standard.MinShared && containment >= CopyThresholds.Standard.Containment
                    && groups[i].Members.Concat(groups[j].Members).DistinctBy(text => text.Source).Skip(1).Any())
                {
                    pairs.Add(Ordered(groups[i].Members[0], groups[j].Members[0], containment, shared));
                }
            }
        }

        return new(
            [.. groups.Select(group => group.Members).Where(members => members.DistinctBy(text => text.Source).Skip(1).Any())
                .Select(members => (IReadOnlyList<Guid>)[.. members.Select(text => text.Claim)])],
            [.. pairs.OrderBy(pair => pair.Copy).ThenBy(pair => pair.Original)]);
    }

    private static ProbableCopy Ordered(CopyText one, CopyText other, double containment, List<string> shared)
    {
        var otherLater = IsLater(other.Said, one.Said);
        var oneLater = IsLater(one.Said, other.Said);
        var (original, copy) = oneLater ? (other, one) : (one, other);
        return new(
            copy.Claim, original.Claim, oneLater || otherLater, CopySign.NearVerbatim, containment,
            [.. shared.Take(ProbableCopy.MaxShared)]);
    }

    private static bool IsLater(PartialDate? one, PartialDate? other) => one is { } late && other is { } early && late.Start >= early.End;

    private static HashSet<string> Shingles(string[] words) =>
        [.. Enumerable.Range(0, Math.Max(0, words.Length - 2)).Select(i => string.Join(' ', words[i..(i + 3)]))];

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var c in text.Normalize(NormalizationForm.FormKC).ToLowerInvariant() + " ")
        {
            if (char.IsLetterOrDigit(c))
            {
                word.Append(c);
            }
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        return words;
    }
}
