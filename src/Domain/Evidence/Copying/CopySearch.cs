namespace ClaimCheck.Domain.Evidence.Copying;

/// <summary>
/// Compares each wording with those before it that have something rare in common with it. Two wordings can only be alike
/// enough if the rarest part of the shorter one stands somewhere in the other; so each is put down under the shingles of
/// that part, and looked for under them. What is found is what a comparison of all with all would find.
/// </summary>
/// <param name="set">The wordings.</param>
/// <param name="thresholds">From where on likeness counts as copying.</param>
/// <param name="grouped">Whether a wording that is a copy of one before it is left out of all further comparisons.</param>
internal sealed class CopySearch(WordingSet set, CopyThresholds thresholds, bool grouped)
{
    private readonly Postings whole = new(set.Shingles.Shared);
    private readonly Postings rarest = new(set.Shingles.Shared);
    private readonly Postings passages = new(set.Passages.Shared);
    private readonly Postings numbers = new(set.Numbers.Shared);
    private readonly int[] comparedWith = NoneYet(set);
    private readonly int[] foundFor = NoneYet(set);
    private int comparisons;

    /// <summary>What has been found: two wordings by their numbers, the one said first at the front.</summary>
    public List<Found> All { get; } = [];

    /// <summary>Searches.</summary>
    /// <returns>Whether it came to the end; not if there is so much alike that the findings have to be grouped.</returns>
    public bool Run()
    {
        for (var later = 0; later < set.Wordings.Count; later++)
        {
            var before = All.Count;
            comparisons = grouped ? 0 : comparisons;
            var end = RarestPart(later);
            Meet(later, end);
            if (!grouped && (All.Count > CopyThresholds.MaxPairs || comparisons > CopyThresholds.MaxComparisons))
            {
                return false;
            }

            if (!grouped || All.Count == before)
            {
                PutDown(later, end);
            }
        }

        return true;
    }

    private bool IsSettled(int before) => grouped && (All.Count > before || comparisons > CopyThresholds.MaxComparisonsGrouped);

    private void Meet(int later, int end)
    {
        var before = All.Count;
        var wording = set.Wordings[later];
        for (var i = 0; i < wording.Shingles.Length; i++)
        {
            var postings = i < end ? whole : rarest;
            for (var link = postings.FirstOf(wording.Shingles[i]); link != Postings.End && !IsSettled(before);)
            {
                (var earlier, link) = postings.At(link);
                Compare(later, earlier);
            }
        }

        foreach (var passage in wording.Passages)
        {
            for (var link = passages.FirstOf(passage); link != Postings.End && !IsSettled(before);)
            {
                (var earlier, link) = passages.At(link);
                Suspect(later, earlier, CopySign.RareWording, 0, 0);
            }
        }

        foreach (var number in wording.Numbers)
        {
            for (var link = numbers.FirstOf(number); link != Postings.End && !IsSettled(before);)
            {
                (var earlier, link) = numbers.At(link);
                Suspect(later, earlier, CopySign.SharedNumber, thresholds.ContainmentWithNumber, thresholds.MinSharedWithNumber);
            }
        }
    }

    private void Compare(int later, int earlier)
    {
        comparisons++;
        if (comparedWith[earlier] == later)
        {
            return;
        }

        comparedWith[earlier] = later;
        var (one, other) = (set.Wordings[later], set.Wordings[earlier]);
        if (Wording.AreOfOneSource(one, other))
        {
            return;
        }

        var shared = SharedWeight(one, other);
        if (shared >= Required(Math.Min(one.Weight, other.Weight), thresholds.Containment, thresholds.MinShared))
        {
            Report(later, earlier, CopySign.NearVerbatim, shared);
        }
    }

    private void Suspect(int later, int earlier, CopySign sign, double containment, int minShared)
    {
        comparisons++;
        var (one, other) = (set.Wordings[later], set.Wordings[earlier]);
        if (foundFor[earlier] == later || Wording.AreOfOneSource(one, other))
        {
            return;
        }

        var shared = SharedWeight(one, other);
        if (shared >= Required(Math.Min(one.Weight, other.Weight), containment, minShared))
        {
            Report(later, earlier, sign, shared);
        }
    }

    private void Report(int later, int earlier, CopySign sign, int shared)
    {
        foundFor[earlier] = later;
        var shorter = Math.Min(set.Wordings[later].Weight, set.Wordings[earlier].Weight);
        All.Add(new(earlier, later, sign, (double)shared / Math.Max(shorter, 1)));
    }

    // What two wordings have to share, of which the shorter one weighs this much.
    private static double Required(int shorter, double containment, int minShared) =>
        Math.Max(containment * shorter, minShared * Token.WordWeight) - Tolerance;

    // How many of its rarest shared shingles a wording cannot do without: the rest alone is too little to be a copy.
    private int RarestPart(int owner)
    {
        var wording = set.Wordings[owner];
        var spare = wording.Weight - Required(wording.Weight, thresholds.Containment, thresholds.MinShared);
        if (spare < 0)
        {
            return 0;
        }

        var left = wording.Weight;
        foreach (var shingle in wording.Shingles)
        {
            left -= set.Shingles.WeightOf(shingle);
        }

        // What nobody else has goes first: with too much of that there is nothing to look for.
        double passed = left;
        var end = 0;
        for (; end < wording.Shingles.Length && passed <= spare; end++)
        {
            passed += set.Shingles.WeightOf(wording.Shingles[end]);
        }

        return end;
    }

    private void PutDown(int owner, int end)
    {
        var wording = set.Wordings[owner];
        for (var i = 0; i < wording.Shingles.Length; i++)
        {
            whole.Add(wording.Shingles[i], owner);
            if (i < end)
            {
                rarest.Add(wording.Shingles[i], owner);
            }
        }

        foreach (var passage in wording.Passages)
        {
            passages.Add(passage, owner);
        }

        foreach (var number in wording.Numbers)
        {
            numbers.Add(number, owner);
        }
    }

    private int SharedWeight(Wording one, Wording other)
    {
        var (i, j, weight) = (0, 0, 0);
        while (i < one.Shingles.Length && j < other.Shingles.Length)
        {
            var (left, right) = (one.Shingles[i], other.Shingles[j]);
            weight += left == right ? set.Shingles.WeightOf(left) : 0;
            i += left <= right ? 1 : 0;
            j += right <= left ? 1 : 0;
        }

        return weight;
    }

    private const double Tolerance = 1e-6;

    private static int[] NoneYet(WordingSet set)
    {
        var none = new int[set.Wordings.Count];
        Array.Fill(none, -1);
        return none;
    }

    /// <summary>Two wordings that are alike.</summary>
    /// <param name="Earlier">The one said first, as far as is known.</param>
    /// <param name="Later">The other one.</param>
    /// <param name="Sign">What shows it.</param>
    /// <param name="Containment">How much of the shorter one stands in the other.</param>
    internal readonly record struct Found(int Earlier, int Later, CopySign Sign, double Containment);
}
