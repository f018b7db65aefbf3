using System.Buffers;
using System.Runtime.InteropServices;

namespace ClaimCheck.Domain.Matching;

/// <summary>Compares claims with one utterance. It keeps what it has found out about words, so it is used by one thread at a time.</summary>
public sealed partial class MatchScorer
{
    // BM25: how soon more of the same word adds little, and how much a long text counts against a word.
    private const double TextSaturation = 1.2;
    private const double TextLengthShare = 0.75;
    private const double TitleSaturation = 0.6;
    private const double TitleLengthShare = 0.3;
    private const double UsualText = 20;
    private const double UsualTitle = 11;
    private const int ShortestJoined = 6;

    // One word by itself is no statement.
    private const int FewestOfWhole = 2;

    // Beyond it only the words are compared and not their order, which takes the product of both lengths.
    private const int LongestSequence = 200;

    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create(".!?:;");

    private readonly Utterance utterance;
    private readonly WordRarity[] rarities;
    private readonly double[] stopRarities;
    private readonly bool[] areNames;
    private readonly bool saysNo;
    private readonly int[] tellingWords;
    private readonly WordTable table;
    private readonly ReadWords read;
    private readonly int[] inText;
    private readonly int[] inTitles;
    private readonly List<int> touched = [];
    private readonly int[] order;
    private readonly HashSet<(int, int)> pairs = [];
    private readonly HashSet<(int, int)> pairsSeen = [];
    private readonly HashSet<int> seen = [];
    private readonly HashSet<int> groups = [];
    private readonly double[] previous;
    private readonly double[] current;
    private readonly double[] rarest = new double[32];

    /// <summary>Prepares for comparing.</summary>
    /// <param name="utterance">What was said.</param>
    /// <param name="rarities">How rare each of its words is.</param>
    public MatchScorer(Utterance utterance, IReadOnlyList<WordRarity> rarities)
    {
        this.utterance = utterance;
        this.rarities = [.. rarities];
        stopRarities = [.. utterance.Words.Select(word => word.IsStopWord ? StopWords.RarityOf(word.Form) : 0)];
        areNames = NamesIn(utterance);
        saysNo = utterance.Tokens.Any(token => token.At.Place != WordPlace.Signature && StopWords.IsNegation(token.Form));
        tellingWords = [.. Enumerable.Range(0, utterance.Words.Count).Where(word => utterance.Words[word] is { IsSignature: false, IsStopWord: false })];
        table = new WordTable(utterance);
        read = new ReadWords(table);
        inText = new int[utterance.Words.Count];
        inTitles = new int[utterance.Words.Count];
        order = [.. utterance.Tokens.Where(token => token.At.Place != WordPlace.Signature).Select(token => token.Word).Take(LongestSequence)];
        for (var i = 1; i < order.Length; i++)
        {
            pairs.Add((order[i - 1], order[i]));
        }

        previous = new double[order.Length + 1];
        current = new double[order.Length + 1];
        for (var language = 0; language < rarest.Length; language++)
        {
            for (var word = 0; word < utterance.Words.Count; word++)
            {
                if (!utterance.Words[word].IsSignature && IsTelling(word, language))
                {
                    rarest[language] = Math.Max(rarest[language], Rarity(word, language));
                }
            }
        }
    }

    /// <summary>How alike a claim is.</summary>
    public Likeness Compare(ClaimWords claim)
    {
        read.Read(claim);
        var language = claim.Language;
        Count(read.Said, inText);
        Count(read.Titled, inTitles);
        var text = read.Said;
        var titles = read.Titled;
        double words = 0, titleWords = 0, signature = 0, top = 0, names = 0;
        foreach (var word in touched)
        {
            var known = utterance.Words[word];
            var rarity = Rarity(word, language);
            if (known.IsSignature)
            {
                signature += IsTelling(word, language) ? rarity : 0;
                continue;
            }

            words += rarity * Saturated(inText[word], text.Length / UsualText, TextSaturation, TextLengthShare);
            if (IsTelling(word, language))
            {
                titleWords += rarity * Saturated(inTitles[word], titles.Length / UsualTitle, TitleSaturation, TitleLengthShare);
                top = Math.Max(top, rarity);
                names += areNames[word] ? rarity : 0;
            }
        }

        var (alike, ofClaim, telling, same, shared, grams) = Spelling(text, titles, language);
        var (compounds, synonyms) = OtherWords(text, titles);
        var likeness = new Likeness(
            words, alike, titleWords, TitlePairs(text, titles, language), Sequence(text, language),
            shared / Math.Sqrt((1 + table.GramNorm) * (1 + grams)), top / (rarest[language] + 1), signature, compounds, synonyms,
            ofClaim, names, Math.Log(1 + telling),
            telling >= FewestOfWhole && same == telling && Array.TrueForAll(tellingWords, word => inText[word] > 0) && SaysNo(text) == saysNo,
            IsInOrder(text));
        Forget();
        return likeness;
    }

    /// <summary>Gives back what was found out about words of claims. It is found out anew where it is needed again.</summary>
    public void Rest() => table.Clear();

    /// <summary>Which words of an utterance it writes as names: with a capital letter that no beginning of a sentence explains.</summary>
    private static bool[] NamesIn(Utterance utterance)
    {
        var names = new bool[utterance.Words.Count];
        for (var i = 1; i < utterance.Tokens.Count; i++)
        {
            var (before, here) = (utterance.Tokens[i - 1].At, utterance.Tokens[i].At);
            if (here.IsCapital && here.Place != WordPlace.Signature
                && (before.End >= here.Start || !utterance.Text.AsSpan(before.End..here.Start).ContainsAny(SentenceEnds)))
            {
                names[utterance.Tokens[i].Word] = true;
            }
        }

        return names;
    }

    private static double Saturated(int count, double length, double saturation, double lengthShare) =>
        count * (saturation + 1) / (count + (saturation * (1 - lengthShare + (lengthShare * length))));

    private double Rarity(int word, int language) =>
        utterance.Words[word].IsStopWord ? stopRarities[word] : rarities[word].In(language);

    private bool IsTelling(int word, int language) => !utterance.Words[word].IsStopWord && !rarities[word].IsStopIn(language);

    private void Count(ReadOnlySpan<ReadWord> words, int[] counts)
    {
        foreach (var word in words)
        {
            if (table[word.Entry].Same is >= 0 and var same)
            {
                if (inText[same] == 0 && inTitles[same] == 0)
                {
                    touched.Add(same);
                }

                counts[same]++;
            }
        }
    }

    private void Forget()
    {
        foreach (var word in touched)
        {
            inText[word] = 0;
            inTitles[word] = 0;
        }

        touched.Clear();
    }

    /// <summary>Whether the telling words that a claim has stand there in the order of the utterance.</summary>
    private bool IsInOrder(ReadOnlySpan<ReadWord> text)
    {
        // Words of an utterance are numbered as they first stand there.
        var last = -1;
        seen.Clear();
        foreach (var word in text)
        {
            var same = table[word.Entry].Same;
            if (same < 0 || utterance.Words[same] is { IsSignature: true } or { IsStopWord: true } || !seen.Add(same))
            {
                continue;
            }

            if (same < last)
            {
                return false;
            }

            last = same;
        }

        return true;
    }

    private bool SaysNo(ReadOnlySpan<ReadWord> text)
    {
        foreach (var word in text)
        {
            if (StopWords.IsNegation(table[word.Entry].Form))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What is spelt alike, and how much of all that is said in the claim.</summary>
    private (double Alike, double OfClaim, int Telling, int Same, double SharedGrams, double Grams) Spelling(
        ReadOnlySpan<ReadWord> text, ReadOnlySpan<ReadWord> titles, int language)
    {
        double alike = 0, found = 0, shared = 0, grams = 0;
        var (telling, same) = (0, 0);
        seen.Clear();
        foreach (var word in text)
        {
            var entry = table[word.Entry];
            shared += entry.SharedGrams;
            grams += entry.Grams;
            if (entry.IsStopWord || !seen.Add(word.Entry))
            {
                continue;
            }

            telling++;
            same += entry.Same >= 0 ? 1 : 0;
            if (entry.Alike >= 0 && IsTelling(entry.Alike, language))
            {
                alike += entry.Likeness * Rarity(entry.Alike, language);
                found += entry.Likeness;
            }
        }

        foreach (var word in titles)
        {
            shared += table[word.Entry].SharedGrams;
            grams += table[word.Entry].Grams;
        }

        return (alike, found / (telling + 1), telling, same, shared, grams);
    }

    private (double Compounds, double Synonyms) OtherWords(ReadOnlySpan<ReadWord> text, ReadOnlySpan<ReadWord> titles)
    {
        groups.Clear();
        seen.Clear();
        var letters = Compounds(text) + Compounds(titles);
        foreach (var word in text)
        {
            groups.UnionWith(table[word.Entry].Groups);
        }

        foreach (var word in titles)
        {
            groups.UnionWith(table[word.Entry].Groups);
        }

        return (letters, groups.Count);
    }

    /// <summary>The letters of words that stand apart in the claim and together in the utterance, or the other way round.</summary>
    private double Compounds(ReadOnlySpan<ReadWord> words)
    {
        var letters = 0.0;
        for (var i = 0; i < words.Length; i++)
        {
            var entry = table[words[i].Entry];
            if (entry.IsJoined && entry.Form.Length >= ShortestJoined && seen.Add(words[i].Entry))
            {
                letters += entry.Form.Length;
            }

            foreach (var compound in entry.Begins)
            {
                if (SpellsOut(words[i..], utterance.Words[compound].Form) && inText[compound] + inTitles[compound] == 0 && seen.Add(-1 - compound))
                {
                    letters += utterance.Words[compound].Form.Length;
                }
            }
        }

        return letters;
    }

    private bool SpellsOut(ReadOnlySpan<ReadWord> words, string compound)
    {
        var at = 0;
        foreach (var word in words)
        {
            var form = table[word.Entry].Form;
            if (!compound.AsSpan(at).StartsWith(form, StringComparison.Ordinal))
            {
                return false;
            }

            at += form.Length;
            if (at == compound.Length)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Two words in a row that a headline has and the text has not.</summary>
    private double TitlePairs(ReadOnlySpan<ReadWord> text, ReadOnlySpan<ReadWord> titles, int language)
    {
        pairsSeen.Clear();
        AddPairs(text, language);
        return AddPairs(titles, language);
    }

    private double AddPairs(ReadOnlySpan<ReadWord> words, int language)
    {
        var sum = 0.0;
        for (var i = 1; i < words.Length; i++)
        {
            var pair = (table[words[i - 1].Entry].Same, table[words[i].Entry].Same);
            if (pairs.Contains(pair) && pairsSeen.Add(pair))
            {
                sum += Rarity(pair.Item1, language) + Rarity(pair.Item2, language);
            }
        }

        return sum;
    }

    /// <summary>The worth of the longest common subsequence.</summary>
    private double Sequence(ReadOnlySpan<ReadWord> text, int language)
    {
        if (touched.Count == 0 || order.Length == 0)
        {
            return 0;
        }

        Array.Clear(previous);
        var rows = 0;
        foreach (var word in text)
        {
            var same = table[word.Entry].Same;
            if (same < 0 || utterance.Words[same].IsSignature)
            {
                continue;
            }

            if (++rows > LongestSequence)
            {
                break;
            }

            var rarity = Rarity(same, language);
            for (var i = 0; i < order.Length; i++)
            {
                current[i + 1] = order[i] == same ? previous[i] + rarity : Math.Max(previous[i + 1], current[i]);
            }

            current.CopyTo(previous, 0);
        }

        return previous[^1];
    }
}
