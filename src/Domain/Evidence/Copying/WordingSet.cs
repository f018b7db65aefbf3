namespace ClaimCheck.Domain.Evidence.Copying;

/// <summary>The wordings of a cluster's texts that are long enough to be compared, and what they have in common.</summary>
internal sealed class WordingSet
{
    private WordingSet(IReadOnlyList<Wording> wordings, Vocabulary shingles, Vocabulary passages, Vocabulary numbers)
    {
        Wordings = wordings;
        Shingles = shingles;
        Passages = passages;
        Numbers = numbers;
    }

    /// <summary>The wordings, in the order in which they were first said as far as is known.</summary>
    public IReadOnlyList<Wording> Wordings { get; }

    /// <summary>Their shingles.</summary>
    public Vocabulary Shingles { get; }

    /// <summary>Their uncommon passages.</summary>
    public Vocabulary Passages { get; }

    /// <summary>Their precise numbers.</summary>
    public Vocabulary Numbers { get; }

    /// <summary>Reads all texts.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="thresholds">How long a shingle is, and how much of them a text must have to be compared at all.</param>
    public static WordingSet Of(IReadOnlyList<CopyText> texts, CopyThresholds thresholds)
    {
        var all = Distinct(texts, thresholds.ShingleLength);
        var shingles = RankShingles(all);
        var passages = InEach(all, Copying.Passages.In);
        var numbers = InEach(all, wording => StatedNumber.In(wording).Select(number => number.Hash));
        all.ForEach(wording => wording.ShowsSign = wording.Weight >= thresholds.MinShared * Token.WordWeight);
        passages.ForEach(passage => all[passage.Owner].ShowsSign = true);
        numbers.ForEach(number => all[number.Owner].ShowsSign |= all[number.Owner].Weight >= thresholds.MinSharedWithNumber * Token.WordWeight);
        return new(
            all,
            shingles,
            Rank(passages, all, (wording, ranks) => wording.Passages = ranks),
            Rank(numbers, all, (wording, ranks) => wording.Numbers = ranks));
    }

    private static List<Wording> Distinct(IReadOnlyList<CopyText> texts, int shingleLength)
    {
        var wordings = new List<Wording>(texts.Count);
        var known = new Dictionary<ulong, Wording>(texts.Count);
        var reader = new WordingReader();
        foreach (var text in texts.OrderBy(text => text.Said?.Start ?? DateTimeOffset.MaxValue).ThenBy(text => text.Claim))
        {
            var tokens = reader.Read(text.Text, out var normalized);
            var identity = Hashes.Empty;
            foreach (var token in tokens)
            {
                identity = Hashes.Combine(identity, token.Identity);
            }

            if (!known.TryGetValue(identity, out var wording))
            {
                known[identity] = wording = new Wording(normalized, [.. tokens], shingleLength);
                wordings.Add(wording);
            }

            wording.Add(text);
        }

        return wordings;
    }

    private static Vocabulary RankShingles(List<Wording> wordings)
    {
        // Most shingles stand nowhere else. Only those that may stand somewhere else are looked up.
        var hashes = new ulong[wordings.Sum(wording => wording.Positions)];
        var met = new Repetitions(hashes.Length);
        var next = 0;
        foreach (var wording in wordings)
        {
            for (var i = 0; i < wording.Positions; i++, next++)
            {
                if (wording.IsShingle(i))
                {
                    hashes[next] = wording.HashAt(i);
                    met.Add(hashes[next]);
                }
            }
        }

        var shingles = new Vocabulary(met.Count);
        next = 0;
        for (var owner = 0; owner < wordings.Count; owner++)
        {
            var wording = wordings[owner];
            var places = new int[wording.Positions];
            for (var i = 0; i < places.Length; i++, next++)
            {
                places[i] = Vocabulary.None;
                if (wording.IsShingle(i))
                {
                    var isNew = true;
                    places[i] = met.MayRepeat(hashes[next]) ? shingles.Add(hashes[next], owner, wording.Tokens[i].Weight, out isNew) : Vocabulary.None;
                    wording.Weight += isNew ? wording.Tokens[i].Weight : 0;
                }
            }

            wording.ShingleAt = places;
        }

        shingles.Rank();
        foreach (var wording in wordings)
        {
            for (var i = 0; i < wording.ShingleAt.Length; i++)
            {
                wording.ShingleAt[i] = shingles.RankOf(wording.ShingleAt[i]);
            }

            wording.Shingles = Set(wording.ShingleAt);
        }

        return shingles;
    }

    private static List<(int Owner, ulong Hash)> InEach(List<Wording> wordings, Func<Wording, IEnumerable<ulong>> things) =>
        [.. wordings.SelectMany((wording, owner) => things(wording).Select(hash => (owner, hash)))];

    private static Vocabulary Rank(List<(int Owner, ulong Hash)> things, List<Wording> wordings, Action<Wording, int[]> keep)
    {
        var vocabulary = new Vocabulary(things.Count);
        var places = things.ConvertAll(thing => (thing.Owner, Place: vocabulary.Add(thing.Hash, thing.Owner, 1, out _)));
        vocabulary.Rank();
        foreach (var ofOne in places.GroupBy(thing => thing.Owner, thing => vocabulary.RankOf(thing.Place)))
        {
            keep(wordings[ofOne.Key], Set([.. ofOne]));
        }

        return vocabulary;
    }

    private static int[] Set(int[] ranks)
    {
        var count = 0;
        var sorted = new int[ranks.Length];
        foreach (var rank in ranks)
        {
            if (rank != Vocabulary.None)
            {
                sorted[count++] = rank;
            }
        }

        Array.Sort(sorted, 0, count);
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            if (i == 0 || sorted[i] != sorted[i - 1])
            {
                sorted[kept++] = sorted[i];
            }
        }

        return kept == 0 ? [] : sorted[..kept];
    }
}
