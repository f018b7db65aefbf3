using ClaimCheck.Domain.Suggestions.Reading;

namespace ClaimCheck.Domain.Suggestions;

/// <summary>Which terms of two claims, or of two of their clauses, say the same, and which stand alone.</summary>
internal sealed class Alignment
{
    private const int ShortestMistyped = 5;
    private const int FewestInitials = 3;

    private readonly bool[] taken;
    private readonly IReadOnlyList<Term> others;

    private Alignment(IReadOnlyList<Term> ones, IReadOnlyList<Term> others)
    {
        this.others = others;
        taken = new bool[others.Count];
        var found = new Term?[ones.Count];

        // What is said is matched before who says it.
        foreach (var withAttribution in (ReadOnlySpan<bool>)[false, true])
        {
            bool MayMatch(Term one, Term other) => withAttribution || !(one.IsAttribution || other.IsAttribution);
            Match(ones, found, (one, other) => MayMatch(one, other) && one.Stem == other.Stem);
            Match(ones, found, (one, other) => MayMatch(one, other) && Lexicon.AreAlike(one.Stem, other.Stem));
            Match(ones, found, (one, other) => MayMatch(one, other) && AreMistyped(one.Stem, other.Stem));
        }

        MatchInitials(ones, found);
        Pairs = [.. ones.Zip(found).Where(pair => pair.Second is not null).Select(pair => (pair.First, pair.Second!))];
        One = new(ones, [.. ones.Where((_, i) => found[i] is null)]);
        Other = new(others, [.. others.Where((_, i) => !taken[i])]);
        One.Spare(Other, Pairs.Select(pair => (pair.One, pair.Other)));
        Other.Spare(One, Pairs.Select(pair => (pair.Other, pair.One)));
    }

    /// <summary>The terms that say the same.</summary>
    public IReadOnlyList<(Term One, Term Other)> Pairs { get; }

    /// <summary>What stands alone in the first.</summary>
    public Side One { get; }

    /// <summary>What stands alone in the second.</summary>
    public Side Other { get; }

    /// <summary>How much the terms that say the same weigh.</summary>
    public double Matched => Pairs.Sum(pair => Math.Max(pair.One.Weight, pair.Other.Weight));

    /// <summary>Aligns the terms of two clauses or claims.</summary>
    public static Alignment Of(IReadOnlyList<Term> one, IReadOnlyList<Term> other) => new(one, other);

    /// <summary>Whether a term of the first says the same as one of the second.</summary>
    public bool Has(Term one, Term other) => Pairs.Any(pair => pair.One.Place == one.Place && pair.Other.Place == other.Place);

    private void Match(IReadOnlyList<Term> ones, Term?[] found, Func<Term, Term, bool> areAlike)
    {
        for (var i = 0; i < ones.Count; i++)
        {
            for (var j = 0; j < others.Count && found[i] is null; j++)
            {
                if (!taken[j] && areAlike(ones[i], others[j]))
                {
                    (found[i], taken[j]) = (others[j], true);
                }
            }
        }
    }

    // The Red Cross and its letters: the letters are matched with the first of the words, and the rest of these is spared.
    private void MatchInitials(IReadOnlyList<Term> ones, Term?[] found)
    {
        for (var i = 0; i < ones.Count; i++)
        {
            for (var j = 0; j < others.Count && found[i] is null; j++)
            {
                if (!taken[j] && ones[i].IsName && others[j].IsName && (AreInitials(ones[i], others, j) || AreInitials(others[j], ones, i)))
                {
                    (found[i], taken[j]) = (others[j], true);
                }
            }
        }
    }

    private static bool AreInitials(Term letters, IReadOnlyList<Term> words, int first)
    {
        if (letters.Text.Length < FewestInitials || char.ToUpperInvariant(letters.Text[0]) != char.ToUpperInvariant(words[first].Text[0]))
        {
            return false;
        }

        var group = words.Where(term => term.NameGroup == words[first].NameGroup).ToList();
        return group.Count == letters.Text.Length && group[0].Place == words[first].Place
            && string.Equals(string.Concat(group.Select(term => term.Text[0])), letters.Text, StringComparison.OrdinalIgnoreCase);
    }

    // One letter more, less, other or exchanged with its neighbour.
    private static bool AreMistyped(string one, string other)
    {
        if (Math.Min(one.Length, other.Length) < ShortestMistyped || Math.Abs(one.Length - other.Length) > 1 || Lexicon.AreOpposite(one, other))
        {
            return false;
        }

        var (start, end) = (0, 0);
        var shortest = Math.Min(one.Length, other.Length);
        while (start < shortest && one[start] == other[start])
        {
            start++;
        }

        while (end < shortest - start && one[^(end + 1)] == other[^(end + 1)])
        {
            end++;
        }

        var (left, right) = (one.Length - start - end, other.Length - start - end);
        return Math.Max(left, right) <= 1
            || (left == 2 && right == 2 && one[start] == other[start + 1] && one[start + 1] == other[start]);
    }

    /// <summary>One side of an alignment.</summary>
    /// <param name="all">Its terms.</param>
    /// <param name="alone">Those that stand alone.</param>
    internal sealed class Side(IReadOnlyList<Term> all, IReadOnlyList<Term> alone)
    {
        private readonly HashSet<int> placesAlone = [.. alone.Select(term => term.Place)];
        private HashSet<int> placesSpared = [];

        /// <summary>What stands alone and says something of its own.</summary>
        public IEnumerable<Term> Alone => alone.Where(term => !term.IsAttribution && !placesSpared.Contains(term.Place));

        /// <summary>How much stands alone.</summary>
        public double Unmatched => Alone.Sum(term => term.Weight);

        /// <summary>How much there is, but for who says so where that is found on one side only.</summary>
        public double Total => all.Where(term => !(StandsAlone(term) && (term.IsAttribution || placesSpared.Contains(term.Place)))).Sum(term => term.Weight);

        /// <summary>How much of it is found on the other side.</summary>
        public double Coverage => Total == 0 ? 0 : 1 - (Unmatched / Total);

        /// <summary>Whether a name stands alone.</summary>
        public bool HasOtherNames => Alone.Any(term => term.IsName);

        /// <summary>
        /// Leaves out what is said twice, and the given name beside a surname that both have, where the other side has no name of its own there: "Qasem Soleimani"
        /// and "Soleimani" are one.
        /// </summary>
        public void Spare(Side other, IEnumerable<(Term Mine, Term Theirs)> pairs)
        {
            var groups = pairs
                .Where(pair => pair.Mine.NameGroup > 0 && !(pair.Theirs.NameGroup > 0 && other.HasNameAlone(pair.Theirs.NameGroup)))
                .Select(pair => pair.Mine.NameGroup)
                .ToHashSet();
            var firstFound = all.Where(term => !StandsAlone(term)).GroupBy(term => term.Stem, StringComparer.Ordinal)
                .ToDictionary(same => same.Key, same => same.Min(term => term.Place), StringComparer.Ordinal);
            placesSpared =
            [
                .. alone.Where(term => groups.Contains(term.NameGroup) || (firstFound.TryGetValue(term.Stem, out var earlier) && earlier < term.Place))
                    .Select(term => term.Place),
            ];
        }

        private bool HasNameAlone(int group) => alone.Any(term => term.NameGroup == group);

        private bool StandsAlone(Term term) => placesAlone.Contains(term.Place);
    }
}
