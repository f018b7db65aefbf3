using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.Evidence.Copying;

/// <summary>
/// Finds the probable copies among the claims of one side of a claim's evidence, by what they say alone. Whether two texts are
/// copies depends on these two only, so that a further text neither takes a finding away nor adds one between others, until
/// the findings are <see cref="CopyFindings.Grouped"/>. The order of the texts does not matter. See docs/probable-copying.md.
/// </summary>
public static class CopyDetector
{
    /// <summary>The probable copies among the texts.</summary>
    /// <param name="texts">One for each claim.</param>
    public static CopyFindings Find(IReadOnlyList<CopyText> texts) => Find(texts, CopyThresholds.Standard);

    /// <summary>The same with other thresholds, so that they can be measured.</summary>
    /// <param name="texts">One for each claim.</param>
    /// <param name="thresholds">From where on likeness counts as copying.</param>
    public static CopyFindings Find(IReadOnlyList<CopyText> texts, CopyThresholds thresholds)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(thresholds);
        if (texts.Count < 2)
        {
            return CopyFindings.None;
        }

        var set = WordingSet.Of(texts, thresholds);
        var search = new CopySearch(set, thresholds, grouped: false);
        if (search.Run())
        {
            return new(
                Groups(set.Wordings.Where(wording => wording.ShowsSign).Select(wording => wording.Members)),
                [.. search.All.Select(found => Describe(set, found)).OrderBy(pair => pair.Copy).ThenBy(pair => pair.Original)]);
        }

        var coarse = new CopySearch(set, thresholds, grouped: true);
        coarse.Run();
        return new(Groups(Merged(set, coarse.All)), [], Grouped: true);
    }

    private static IReadOnlyList<IReadOnlyList<Guid>> Groups(IEnumerable<IReadOnlyList<CopyText>> groups) =>
        [.. groups
            .Where(members => members.Count > 1)
            .Select(members => (IReadOnlyList<Guid>)[members[0].Claim, .. members.Skip(1).Select(member => member.Claim).Order()])
            .OrderBy(group => group[0])];

    private static IEnumerable<IReadOnlyList<CopyText>> Merged(WordingSet set, List<CopySearch.Found> found)
    {
        var joined = found.ToLookup(each => each.Earlier, each => each.Later);
        var placed = found.Select(each => each.Later).ToHashSet();
        return set.Wordings
            .Select((wording, number) => (wording, number))
            .Where(each => !placed.Contains(each.number) && (each.wording.ShowsSign || joined.Contains(each.number)))
            .Select(each => (IReadOnlyList<CopyText>)[.. each.wording.Members, .. joined[each.number].SelectMany(number => set.Wordings[number].Members)]);
    }

    private static ProbableCopy Describe(WordingSet set, CopySearch.Found found)
    {
        var (earlier, later) = (set.Wordings[found.Earlier], set.Wordings[found.Later]);
        var orderKnown = later.Members[0].Said is { } late && earlier.Members[0].Said is { } early && early.End <= late.Start;
        var (original, copy) = orderKnown || earlier.Members[0].Claim.CompareTo(later.Members[0].Claim) < 0 ? (earlier, later) : (later, earlier);
        var shared = found.Sign switch
        {
            CopySign.NearVerbatim or CopySign.RareWording => SharedText.Passages(original, copy),
            CopySign.SharedNumber => SharedText.Numbers(original, copy),
        };
        return new(copy.Members[0].Claim, original.Members[0].Claim, orderKnown, found.Sign, found.Containment, shared);
    }
}
