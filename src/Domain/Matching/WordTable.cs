namespace ClaimCheck.Domain.Matching;

/// <summary>How a word of a claim goes with an utterance.</summary>
internal sealed class WordEntry
{
    /// <summary>The word of the utterance that is the same but for its ending; -1 where there is none.</summary>
    public int Same { get; init; } = -1;

    /// <summary>The word of the utterance that is spelt most like it; -1 where none is alike.</summary>
    public int Alike { get; init; } = -1;

    /// <summary>How much alike: 1 for the same word.</summary>
    public double Likeness { get; init; }

    /// <summary>How many of its character sequences the utterance has, and how often.</summary>
    public int SharedGrams { get; init; }

    /// <summary>How many character sequences it has.</summary>
    public int Grams { get; init; }

    /// <summary>The groups of synonyms that it is in, as far as the utterance is in them by other words.</summary>
    public int[] Groups { get; init; } = [];

    /// <summary>Whether two words of the utterance in a row make it.</summary>
    public bool IsJoined { get; init; }

    /// <summary>Words of the utterance that it begins, where they may be several words written as one.</summary>
    public int[] Begins { get; init; } = [];

    /// <summary>Its folded letters.</summary>
    public string Form { get; init; } = "";

    /// <summary>What it is.</summary>
    public WordKind Kind { get; init; }

    /// <summary>Whether it is an English stop word.</summary>
    public bool IsStopWord { get; init; }
}

/// <summary>
/// What is found out about a word when the first claim has it. The claims that are compared with one utterance have most words in
/// common, so nearly all of the work is done once.
/// </summary>
internal sealed class WordTable
{
    private const int GramLength = 4;
    private const int FewestLetters = 4;
    private const double LeastLikeness = 0.5;
    private const double LikenessOfSwapped = 0.85;
    private const int ShortestCompound = 8;

    // Of longer words in other languages than English, endings of up to four letters do not make another word.
    private const int LongestEnding = 4;
    private const int ShortestTrunk = 4;

    private readonly Dictionary<string, int> byForm = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> bySpan;
    private readonly List<WordEntry> entries = [];

    private readonly Dictionary<string, int> byKey = [];
    private readonly Dictionary<(char, char), List<(int Word, string Form, HashSet<ulong> Trigrams)>> alike = [];
    private readonly Dictionary<ulong, int> grams = [];
    private readonly HashSet<string> joined = [];
    private readonly List<(int Word, string Form)> compounds = [];
    private readonly Dictionary<int, int> groups = [];

    public WordTable(Utterance utterance)
    {
        bySpan = byForm.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = 0; i < utterance.Words.Count; i++)
        {
            var word = utterance.Words[i];
            byKey.Add(word.Key, i);
            if (word.Kind == WordKind.Word && word.Form.Length >= FewestLetters && !word.IsStopWord)
            {
                var bucket = (word.Form[0], word.Form[1]);
                if (!alike.TryGetValue(bucket, out var near))
                {
                    near = [];
                    alike.Add(bucket, near);
                }

                near.Add((i, word.Form, Trigrams(word.Form)));
            }

            if (!word.IsStopWord && !word.IsSignature)
            {
                AddGrams(word.Form);
                foreach (var group in Synonyms.Of(word.Key))
                {
                    groups.TryAdd(group, i);
                }
            }

            if (word.Kind == WordKind.Word && word.Form.Length >= ShortestCompound)
            {
                compounds.Add((i, word.Form));
            }
        }

        for (var i = 1; i < utterance.Tokens.Count; i++)
        {
            var (one, other) = (utterance.Tokens[i - 1], utterance.Tokens[i]);
            if (one.At.Kind == WordKind.Word && other.At.Kind == WordKind.Word && one.At.Place == other.At.Place)
            {
                joined.Add(one.Form + other.Form);
            }
        }

        foreach (var count in grams.Values)
        {
            GramNorm += (double)count * count;
        }
    }

    /// <summary>The squared length of the utterance as a vector of character sequences.</summary>
    public double GramNorm { get; }

    public WordEntry this[int entry] => entries[entry];

    /// <summary>The number of the entry of a word.</summary>
    public int EntryOf(in TextWord word, ReadOnlySpan<char> form)
    {
        if (!bySpan.TryGetValue(form, out var entry))
        {
            entry = entries.Count;
            entries.Add(Make(word, form));
            byForm.Add(form.ToString(), entry);
        }

        return entry;
    }

    /// <summary>Leaves nothing of claims; entries are numbered anew.</summary>
    public void Clear()
    {
        byForm.Clear();
        byForm.TrimExcess();
        entries.Clear();
        entries.TrimExcess();
    }

    /// <summary>The word of the utterance that is in a group of synonyms; -1 where none is.</summary>
    public int WordInGroup(int group) => groups.GetValueOrDefault(group, -1);

    private WordEntry Make(in TextWord word, ReadOnlySpan<char> span)
    {
        var form = span.ToString();
        var key = Utterance.KeyOf(word, span);
        var same = byKey.GetValueOrDefault(key, -1);
        var (alikeWord, likeness) = same >= 0 ? (same, 1) : MostAlike(word, form);
        if (same < 0 && alikeWord >= 0 && IsInflection(form, alikeWord))
        {
            same = alikeWord;
        }

        var isStopWord = StopWords.Contain(form);
        var (shared, count) = isStopWord ? (0, 0) : Grams(form);
        return new WordEntry
        {
            Form = form,
            Kind = word.Kind,
            Same = same,
            Alike = alikeWord,
            Likeness = likeness,
            SharedGrams = shared,
            Grams = count,
            IsStopWord = isStopWord,
            Groups = same >= 0 ? [] : [.. Synonyms.Of(key).ToArray().Where(groups.ContainsKey)],
            IsJoined = same < 0 && joined.Contains(form),
            Begins = [.. compounds.Where(c => c.Form.Length > form.Length && c.Form.StartsWith(form, StringComparison.Ordinal)).Select(c => c.Word)],
        };
    }

    private (int Word, double Likeness) MostAlike(in TextWord word, string form)
    {
        var (best, likeness) = (-1, 0.0);
        if (word.Kind != WordKind.Word || form.Length < FewestLetters || !alike.TryGetValue((form[0], form[1]), out var near))
        {
            return (best, likeness);
        }

        var trigrams = Trigrams(form);
        foreach (var (other, otherForm, others) in near)
        {
            var shared = 0;
            foreach (var trigram in trigrams)
            {
                shared += others.Contains(trigram) ? 1 : 0;
            }

            var dice = IsSwapped(form, otherForm) ? LikenessOfSwapped : 2.0 * shared / (trigrams.Count + others.Count);
            if (dice >= LeastLikeness && dice > likeness)
            {
                (best, likeness) = (other, dice);
            }
        }

        return (best, likeness);
    }

    /// <summary>Whether two words differ only in that two letters have changed places.</summary>
    private static bool IsSwapped(string one, string other)
    {
        var at = one.AsSpan().CommonPrefixLength(other);
        return one.Length == other.Length && at + 1 < one.Length && one[at] == other[at + 1] && one[at + 1] == other[at]
            && one.AsSpan(at + 2).SequenceEqual(other.AsSpan(at + 2));
    }

    /// <summary>Whether two words in another alphabet than English has differ by their endings only.</summary>
    private bool IsInflection(string form, int word)
    {
        if (!form.AsSpan().ContainsAnyExceptInRange('\0', '\u02AF'))
        {
            return false;
        }

        var other = alike[(form[0], form[1])].Find(near => near.Word == word).Form;
        var common = form.AsSpan().CommonPrefixLength(other);
        return common >= ShortestTrunk && form.Length - common <= LongestEnding && other.Length - common <= LongestEnding;
    }

    private static HashSet<ulong> Trigrams(string form)
    {
        var trigrams = new HashSet<ulong>(form.Length);
        for (var i = -1; i < form.Length - 1; i++)
        {
            trigrams.Add(Gram(form, i, 3));
        }

        return trigrams;
    }

    private void AddGrams(string form)
    {
        for (var i = -1; i + GramLength <= form.Length + 1; i++)
        {
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(grams, Gram(form, i, GramLength), out _)++;
        }
    }

    private (int Shared, int Count) Grams(string form)
    {
        var (shared, count) = (0, 0);
        for (var i = -1; i + GramLength <= form.Length + 1; i++)
        {
            shared += grams.GetValueOrDefault(Gram(form, i, GramLength));
            count++;
        }

        return (shared, count);
    }

    /// <summary>Up to four characters in a row as one number, of which those before and after the word are spaces.</summary>
    private static ulong Gram(string form, int at, int length)
    {
        var gram = 0UL;
        for (var i = at; i < at + length; i++)
        {
            gram = (gram << 16) | (i < 0 || i >= form.Length ? ' ' : form[i]);
        }

        return gram;
    }
}
