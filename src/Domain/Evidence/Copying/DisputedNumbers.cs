namespace ClaimCheck.Domain.Evidence.Copying;

/// <summary>
/// Precise numbers that some text states differently. That two writers have the same true number shows nothing: each may
/// have it from where it is true. Where another is stated as well, one of the two may have taken over the other's mistake.
/// It is enough that anybody states another one, whoever is in the majority: a majority changes as claims are added, and a
/// pair found before would be lost.
/// </summary>
internal static class DisputedNumbers
{
    /// <summary>The disputed numbers of all wordings as hashes, ordered by wording.</summary>
    public static List<(int Owner, ulong Hash)> In(IReadOnlyList<Wording> wordings)
    {
        var stated = new Dictionary<ulong, List<decimal>>();
        var precise = new List<(int Owner, StatedNumber Number)>();
        for (var owner = 0; owner < wordings.Count; owner++)
        {
            foreach (var number in StatedNumber.In(wordings[owner]))
            {
                if (!stated.TryGetValue(number.Slot, out var values))
                {
                    stated[number.Slot] = values = [];
                }

                values.Add(number.Value);
                if (number.IsPrecise)
                {
                    precise.Add((owner, number));
                }
            }
        }

        var ordered = stated.ToDictionary(slot => slot.Key, slot => slot.Value.Distinct().Order().ToList());
        return [.. precise.Where(each => IsDisputed(each.Number.Value, ordered[each.Number.Slot])).Select(each => (each.Owner, each.Number.Hash))];
    }

    // Few values are one number rounded, so the first that speaks against it is soon met.
    private static bool IsDisputed(decimal value, List<decimal> stated)
    {
        var at = stated.BinarySearch(value / 2);
        for (at = at < 0 ? ~at : at; at < stated.Count && stated[at] <= value * 2; at++)
        {
            if (StatedNumber.SpeaksAgainst(stated[at], value))
            {
                return true;
            }
        }

        return false;
    }
}
