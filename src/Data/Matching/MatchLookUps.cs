using ClaimCheck.Domain.Matching;

namespace ClaimCheck.Data.Matching;

/// <summary>Which words of an utterance are looked up, and how.</summary>
internal sealed class MatchLookUps
{
    /// <summary>How many common words add to what a candidate is worth.</summary>
    public const int Commons = 3;

    /// <summary>The most index entries that are read for one word.</summary>
    public const int MostEntriesOfWord = 3_000;

    // Of what the ledger is asked for one utterance: index entries, in all and of one word, and words. Every entry is a row to look at,
    // which is cheap as long as the table stays in memory.
    private const double EntriesTimesClaims = 4e8;
    private const int MostEntries = 5_000;
    private const int FewestEntries = 3_000;
    private const int MostWords = 40;
    private const int MostPairs = 24;
    private const int MostTyped = 2;

    // Of the rarest common words each two are looked for together, where that finds few; where even two are too common, all of them.
    private const int MostTogether = 6;
    private const int MostEntriesOfTwo = 600;

    // The place in search_configurations() of text in no known language.
    private const short PlainWords = 1;

    private readonly uint[] stopIn;
    private readonly double[] shares;
    private readonly Utterance utterance;

    private MatchLookUps(Utterance utterance)
    {
        this.utterance = utterance;
        stopIn = new uint[utterance.Words.Count];
        shares = new double[utterance.Words.Count];
    }

    /// <summary>The words, the rarest first.</summary>
    public List<LookUp> Words { get; } = [];

    /// <summary>Words that are too common to be looked up, the rarest first, and what they are worth.</summary>
    public IReadOnlyList<(string Query, double Worth)> Common { get; private set; } = [];

    /// <summary>Whether no word was left out but stop words and common ones.</summary>
    public bool IsComplete { get; private set; } = true;

    public static MatchLookUps Of(Utterance utterance, MatchLexicon lexicon)
    {
        var plan = new MatchLookUps(utterance);
        plan.Choose(lexicon);
        return plan;
    }

    /// <summary>How rare each word is: those that were looked up have been counted, of the others Postgres keeps count.</summary>
    public IReadOnlyList<WordRarity> Rarities(MatchLexicon lexicon, long[] held)
    {
        var counts = shares.Select(share => share * lexicon.Claims).ToArray();
        for (var i = 0; i < Words.Count && i < held.Length; i++)
        {
            if (Words[i].Word is { } word)
            {
                counts[word] = held[i];
            }
        }

        return [.. counts.Select((count, word) => WordRarity.Of(count, lexicon.Claims, stopIn[word]))];
    }

    /// <summary>Words that no claim holds, as they would be spelt but for one typing error.</summary>
    public List<LookUp> Typed(long[] held) =>
    [
        .. Words.Where((found, i) => (held.Length == 0 || held[i] == 0) && found.Word is { } word && TypingErrors.AreLikelyIn(utterance.Words[word]))
            .Take(MostTyped)
            .Select(word => new LookUp(null, TextQuery.AnyOf(TypingErrors.Undone(word.Lexemes)))),
    ];

    private void Choose(MatchLexicon lexicon)
    {
        var asked = new List<(int Word, string[] Lexemes, double Share)>();
        var pairs = new List<LookUp>();
        for (var i = 0; i < utterance.Words.Count; i++)
        {
            var word = utterance.Words[i];
            if (word.Kind == WordKind.Characters)
            {
                pairs.Add(new LookUp(i, null, word.Form));
                shares[i] = MatchLexicon.UnknownShare;
                continue;
            }

            var rows = lexicon.Rows[word.Spelling].ToList();
            foreach (var language in lexicon.Languages.Where(language => rows.TrueForAll(row => row.Ordinal != language || row.Lexeme is null)))
            {
                stopIn[i] |= 1u << language;
            }

            var lexemes = rows.Select(row => row.Lexeme).OfType<string>().ToHashSet(StringComparer.Ordinal);
            shares[i] = lexicon.ShareOf(lexemes);
            if (lexemes.Count == 0 || word.IsStopWord)
            {
                continue;
            }

            if (lexicon.Languages.Contains(PlainWords))
            {
                lexemes.UnionWith(EnglishForms.Of(word));
            }

            asked.Add((i, [.. lexemes], shares[i]));
        }

        IsComplete = pairs.Count <= MostPairs;
        Words.AddRange(pairs.Take(MostPairs));
        Take([.. asked.OrderBy(word => word.Share).ThenBy(word => word.Word)], lexicon);
    }

    private void Take(List<(int Word, string[] Lexemes, double Share)> asked, MatchLexicon lexicon)
    {
        var left = Math.Clamp(EntriesTimesClaims / (lexicon.Claims + 1), FewestEntries, MostEntries);
        var common = new List<(int Word, string[] Lexemes, double Share)>();
        foreach (var word in asked)
        {
            var entries = word.Share * lexicon.Claims;
            if (entries > MostEntriesOfWord || entries > left)
            {
                common.Add(word);
            }
            else if (Words.Count < MostWords)
            {
                left -= entries;
                Words.Add(new LookUp(word.Word, TextQuery.AnyOf(word.Lexemes)) { Lexemes = word.Lexemes });
            }
            else
            {
                IsComplete = false;
            }
        }

        Common =
        [
            .. common.Take(Commons).Select(word => (
                TextQuery.AnyOf(word.Lexemes), WordRarity.Of(word.Share * lexicon.Claims, lexicon.Claims, 0).Value)),
        ];
        AddTogether([.. common.Take(MostTogether)], lexicon.Claims);
    }

    /// <summary>Common words find something where several stand together; each by itself would be in too many claims.</summary>
    private void AddTogether(List<(int Word, string[] Lexemes, double Share)> common, double ledger)
    {
        IsComplete &= common.Count == 0 || Words.Count > 0;
        var before = Words.Count;
        for (var i = 0; i < common.Count; i++)
        {
            foreach (var other in common.Skip(i + 1).Where(other => other.Share * common[i].Share * ledger <= MostEntriesOfTwo))
            {
                Words.Add(new LookUp(null, TextQuery.AllOf([TextQuery.AnyOf(common[i].Lexemes), TextQuery.AnyOf(other.Lexemes)])));
            }
        }

        if (Words.Count == before && common.Count > 1)
        {
            Words.Add(new LookUp(null, TextQuery.AllOf(common.Select(word => TextQuery.AnyOf(word.Lexemes)))));
        }
    }
}

/// <summary>A query of its own.</summary>
/// <param name="Word">The word that it looks for; null where it looks for several that are common.</param>
/// <param name="Query">As Postgres reads it.</param>
/// <param name="Pair">Instead, two characters in a row of a script without spaces.</param>
internal sealed record LookUp(int? Word, string? Query, string? Pair = null)
{
    /// <summary>What the query finds.</summary>
    public string[] Lexemes { get; init; } = [];
}
