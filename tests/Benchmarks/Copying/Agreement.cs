namespace ClaimCheck.Benchmarks.Copying;

/// <summary>How often a number that two state is false, which is when one of them may have copied it.</summary>
internal static class Agreement
{
    /// <summary>The pairs of editors who agree: all, those who agree on a precise number, and those on one that a third states differently.</summary>
    public static IEnumerable<(string Name, (int Pairs, int False) Counts)> Of(
        IReadOnlyList<StatedValue> stated, IReadOnlyDictionary<string, string> known)
    {
        var groups = stated
            .Where(value => known.ContainsKey(value.Of) && long.TryParse(value.Value, out _))
            .GroupBy(value => value.Of, StringComparer.Ordinal)
            .SelectMany(ofOne => ofOne
                .GroupBy(value => value.Value, StringComparer.Ordinal)
                .Select(same => (
                    Number: long.Parse(same.Key, System.Globalization.CultureInfo.InvariantCulture),
                    Pairs: same.Count() * (same.Count() - 1) / 2,
                    IsFalse: same.Key != known[ofOne.Key],
                    Others: ofOne.Where(value => value.Value != same.Key)
                        .Select(value => long.Parse(value.Value, System.Globalization.CultureInfo.InvariantCulture)).ToList())))
            .ToList();
        var precise = groups.Where(group => IsPrecise(group.Number)).ToList();
        yield return ("any", Sum(groups));
        yield return ("a precise one", Sum(precise));
        yield return ("a precise one that nobody disputes", Sum(precise.Where(group => !IsDisputed(group.Number, group.Others))));
        yield return ("a precise one, another of its size is stated too", Sum(precise.Where(group => IsDisputed(group.Number, group.Others))));
    }

    private static (int Pairs, int False) Sum(IEnumerable<(long Number, int Pairs, bool IsFalse, List<long> Others)> groups)
    {
        var list = groups.ToList();
        return (list.Sum(group => group.Pairs), list.Where(group => group.IsFalse).Sum(group => group.Pairs));
    }

    private static bool IsPrecise(long number) => number >= 100 && number % 10 != 0;

    private static bool IsDisputed(long number, List<long> others) => others.Exists(other => other >= number / 2 && other <= number * 2);
}
