using ClaimCheck.Data.Claims;
using ClaimCheck.Data.Evidence;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Matching;
using Dapper;

namespace ClaimCheck.Data.Matching;

/// <summary>A claim that may say the same.</summary>
/// <param name="Claim">Its id.</param>
/// <param name="Words">What it was compared by.</param>
/// <param name="Likeness">How alike it is.</param>
public sealed record FoundMatch(Guid Claim, ClaimWords Words, Likeness Likeness);

/// <summary>What was found for one utterance.</summary>
/// <param name="Matches">Best first; of equals the one recorded first.</param>
/// <param name="Scorer">Says why, for one thread at a time.</param>
/// <param name="IsComplete">Whether every word that is not in a great many claims was looked for.</param>
public sealed record FoundMatches(IReadOnlyList<FoundMatch> Matches, MatchScorer Scorer, bool IsComplete);

/// <summary>The newest published assessment of a claim.</summary>
/// <param name="Id">Its id.</param>
/// <param name="RatingText">The verdict in its publisher's words.</param>
/// <param name="Normalized">What that comes to.</param>
/// <param name="Title">Its headline.</param>
/// <param name="ReviewUrl">Where it can be read.</param>
/// <param name="Author">Who gives it.</param>
/// <param name="PublishedAt">When it was published.</param>
public sealed record PublishedVerdict(
    Guid Id, string RatingText, NormalizedRating Normalized, string? Title, string? ReviewUrl, string? Author, DateTimeOffset? PublishedAt);

/// <summary>What is told of a claim that was found.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Verdict">Its newest published assessment.</param>
/// <param name="Evidence">Its origins; null where they were not counted.</param>
public sealed record KnownMatch(Claim Claim, PublishedVerdict? Verdict, Domain.Evidence.Evidence? Evidence);

/// <summary>
/// Finds claims that say the same as something said. The claims that share its rarest words are fetched through the index of words,
/// and compared here. Whatever is asked and however many claims there are, a bounded number of index entries is read.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="claims">Knows which languages claims are in.</param>
/// <param name="evidence">Counts the origins of claims that were found.</param>
public sealed class MatchReader(Database database, ClaimReader claims, EvidenceReader evidence)
{
    /// <summary>After how many claims fetched for counting origins no other claim's are counted.</summary>
    public const int MostFetchedForOrigins = 5_000;

    /// <summary>The most claims of one answer whose origins are counted: the best ones.</summary>
    public const int MostCounted = 500;

    /// <summary>The most claims that are compared with one utterance.</summary>
    public const int MostCandidates = 400;

    // Of what the ledger is asked for one utterance: index entries, in all and of one word, and words. Every entry is a row to look at,
    // which is cheap as long as the table stays in memory.
    private const double EntriesTimesClaims = 4e8;
    private const int MostEntries = 8_000;
    private const int FewestEntries = 3_000;
    private const int MostEntriesOfWord = 3_000;
    private const int MostWords = 40;
    private const int MostPairs = 24;

    // A word of which Postgres keeps no count is rarer than those of which it does. With no counts at all, in a ledger that has just
    // been filled, a word is thought to be in one claim in fifty.
    private const double UncountedShare = 0.5;
    private const double UnknownShare = 0.02;

    private const int MostTyped = 2;
    private const int LongestCompared = 4_000;
    private const int Commons = 3;

    // Of the rarest common words each two are looked for together, where that finds few; where even two are too common, all of them.
    private const int MostTogether = 6;
    private const int MostEntriesOfTwo = 600;

    // The place in search_configurations() of text in no known language.
    private const short PlainWords = 1;

    private static readonly Sql Statements = Sql.Load("matching");
    private static readonly Sql ClaimStatements = Sql.Load("claims");
    private static readonly string LexiconStatement = string.Concat(Statements["MatchWords"], Statements["MatchLedger"]);

    /// <summary>Claims that say the same as something said.</summary>
    /// <param name="utterance">What was said.</param>
    /// <param name="filter">Which claims; without a status, those that were not retracted.</param>
    /// <param name="leastScore">Only those with this score.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<FoundMatches> FindAsync(
        Utterance utterance, ClaimFilter filter, double leastScore, int take, CancellationToken cancellation) =>
        (await FindAllAsync([utterance], filter, leastScore, take, cancellation))[0];

    /// <summary>The same for several, one after the other; what their words are is asked once.</summary>
    /// <inheritdoc cref="FindAsync(Utterance, ClaimFilter, double, int, CancellationToken)"/>
    public async Task<IReadOnlyList<FoundMatches>> FindAllAsync(
        IReadOnlyList<Utterance> utterances, ClaimFilter filter, double leastScore, int take, CancellationToken cancellation)
    {
        var lexicon = await LexiconAsync(utterances, cancellation);
        var found = new List<FoundMatches>(utterances.Count);
        foreach (var utterance in utterances)
        {
            found.Add(await FindAsync(utterance, lexicon, filter, leastScore, take, cancellation));
        }

        return found;
    }

    /// <summary>What is told of claims that were found: those that were taken down meanwhile are left out.</summary>
    /// <param name="ids">Which, the best first.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<IReadOnlyDictionary<Guid, KnownMatch>> TellAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
        {
            return new Dictionary<Guid, KnownMatch>();
        }

        var (found, verdicts) = await database.ReadTogetherAsync(
            async (connection, token) => (
                await claims.GetAllAsync(connection, [.. ids], token),
                (await connection.QueryAsync<VerdictRow>(
                    new CommandDefinition(Statements["MatchVerdicts"], new { claims = ids.ToArray() }, cancellationToken: token)))
                .ToDictionary(row => row.ClaimId, row => row.ToVerdict())),
            cancellation);
        var counted = await evidence.CountAllAsync([.. ids.Take(MostCounted)], MostFetchedForOrigins, cancellation);
        return found.Where(claim => claim.Facts.Text.Length > 0).ToDictionary(
            claim => claim.Id,
            claim => new KnownMatch(claim, verdicts.GetValueOrDefault(claim.Id), counted.GetValueOrDefault(claim.Id)));
    }

    private async Task<FoundMatches> FindAsync(
        Utterance utterance, Lexicon lexicon, ClaimFilter filter, double leastScore, int take, CancellationToken cancellation)
    {
        var plan = LookUps.Of(utterance, lexicon);
        var rows = plan.Words.Count == 0 ? [] : await CandidatesAsync(plan.Words, plan.Common, lexicon.Claims, filter, cancellation);
        var held = rows.Count == 0 ? [] : rows[0].Held!;
        var scorer = new MatchScorer(utterance, plan.Rarities(lexicon, held));
        var compared = rows.ConvertAll(row => row.Compare(scorer));
        if (plan.Typed(held) is { Count: > 0 } typed && compared.TrueForAll(match => match.Likeness.Score < Likeness.UsualLeast))
        {
            var known = rows.Select(row => row.Id).ToHashSet();
            var others = await CandidatesAsync(typed, [], lexicon.Claims, filter, cancellation);
            compared.AddRange(others.Where(row => !known.Contains(row.Id)).Select(row => row.Compare(scorer)));
        }

        var matches = compared
            .Where(match => match.Likeness.Score >= leastScore)
            .OrderByDescending(match => Math.Round(match.Likeness.Sum, 6))
            .ThenBy(match => match.Claim)
            .Take(take)
            .ToList();
        return new FoundMatches(matches, scorer, plan.IsComplete);
    }

    private ValueTask<List<CandidateRow>> CandidatesAsync(
        List<LookUp> words, IReadOnlyList<(string Query, double Worth)> common, double ledger, ClaimFilter filter, CancellationToken cancellation)
    {
        var filters = ClaimReader.Filters(filter)
            .Add("standing", filter.Status is null ? Words<ClaimStatus>.Of(ClaimStatus.Retracted) : null)
            .Set("queries", words.Select(word => word.Query).ToArray())
            .Set("pairs", words.Select(word => word.Pair).ToArray())
            .Set("claims", ledger)
            .Set("most", MostEntriesOfWord)
            .Set("longest", LongestCompared);
        for (var i = 0; i < Commons; i++)
        {
            filters.Set($"common{i + 1}", i < common.Count ? common[i].Query : null).Set($"worth{i + 1}", i < common.Count ? common[i].Worth : 0);
        }

        return database.SearchAsync<CandidateRow>(filters.Command(ClaimStatements, "MatchCandidates", MostCandidates, cancellation));
    }

    private async Task<Lexicon> LexiconAsync(IReadOnlyList<Utterance> utterances, CancellationToken cancellation)
    {
        var languages = await claims.SearchLanguagesAsync(cancellation);
        var words = utterances.SelectMany(utterance => utterance.Words)
            .Where(word => word.Kind != WordKind.Characters).Select(word => word.Spelling).Distinct().ToArray();
        var (rows, ledger) = await database.ReadTwoAsync<LexemeRow, LedgerRow>(new CommandDefinition(
            LexiconStatement, new { words, languages }, cancellationToken: cancellation));
        return new Lexicon(rows.ToLookup(row => words[row.Word - 1], StringComparer.Ordinal), languages, ledger[0].Claims, ledger[0].LeastCommon);
    }

    /// <summary>What the ledger makes of words.</summary>
    private sealed record Lexicon(ILookup<string, LexemeRow> Rows, short[] Languages, double Claims, double? LeastCommon)
    {
        /// <summary>The share of claims that hold a word, as far as it is known.</summary>
        public double ShareOf(IEnumerable<LexemeRow> rows)
        {
            var counted = 0.0;
            var isUncounted = false;
            foreach (var share in rows.Where(row => row.Lexeme is not null).DistinctBy(row => row.Lexeme).Select(lexeme => lexeme.Share))
            {
                counted += share ?? 0;
                isUncounted |= share is null;
            }

            var uncounted = LeastCommon is { } least ? least * UncountedShare : UnknownShare;
            return counted + (isUncounted ? uncounted : 0);
        }
    }

    /// <summary>Which words of an utterance are looked up, and how.</summary>
    private sealed class LookUps
    {
        private readonly uint[] stopIn;
        private readonly double[] shares;
        private readonly Utterance utterance;

        private LookUps(Utterance utterance)
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

        public static LookUps Of(Utterance utterance, Lexicon lexicon)
        {
            var plan = new LookUps(utterance);
            plan.Choose(lexicon);
            return plan;
        }

        /// <summary>How rare each word is: those that were looked up have been counted, of the others Postgres keeps count.</summary>
        public IReadOnlyList<WordRarity> Rarities(Lexicon lexicon, long[] held)
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

        private void Choose(Lexicon lexicon)
        {
            var asked = new List<(int Word, string[] Lexemes, double Share)>();
            var pairs = new List<LookUp>();
            for (var i = 0; i < utterance.Words.Count; i++)
            {
                var word = utterance.Words[i];
                if (word.Kind == WordKind.Characters)
                {
                    pairs.Add(new LookUp(i, null, word.Form));
                    shares[i] = UnknownShare;
                    continue;
                }

                var rows = lexicon.Rows[word.Spelling].ToList();
                foreach (var language in lexicon.Languages.Where(language => rows.TrueForAll(row => row.Ordinal != language || row.Lexeme is null)))
                {
                    stopIn[i] |= 1u << language;
                }

                shares[i] = lexicon.ShareOf(rows);
                var lexemes = rows.Select(row => row.Lexeme).OfType<string>().ToHashSet(StringComparer.Ordinal);
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

        private void Take(List<(int Word, string[] Lexemes, double Share)> asked, Lexicon lexicon)
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
    private sealed record LookUp(int? Word, string? Query, string? Pair = null)
    {
        /// <summary>What the query finds.</summary>
        public string[] Lexemes { get; init; } = [];
    }

    private sealed class VerdictRow
    {
        public Guid ClaimId { get; init; }
        public Guid Id { get; init; }
        public string RatingText { get; init; } = "";
        public string Normalized { get; init; } = "";
        public string? Title { get; init; }
        public string? ReviewUrl { get; init; }
        public string? AuthorName { get; init; }
        public DateTime? PublishedAt { get; init; }

        public PublishedVerdict ToVerdict() =>
            new(Id, RatingText, Words<NormalizedRating>.Parse(Normalized), Title, ReviewUrl, AuthorName, PublishedAt);
    }

    private sealed class LexemeRow
    {
        public int Word { get; init; }
        public short Ordinal { get; init; }
        public string? Lexeme { get; init; }
        public float? Share { get; init; }
    }

    private sealed class LedgerRow
    {
        public double Claims { get; init; }
        public double? LeastCommon { get; init; }
    }

    private sealed class CandidateRow
    {
        public Guid Id { get; init; }
        public string Text { get; init; } = "";
        public string? Quote { get; init; }
        public short Language { get; init; }
        public string? ArticleTitle { get; init; }
        public string[] Titles { get; init; } = [];
        public long[]? Held { get; init; }

        public FoundMatch Compare(MatchScorer scorer)
        {
            var words = new ClaimWords(Text, Quote, ArticleTitle is null ? Titles : [.. Titles, ArticleTitle], Language);
            return new FoundMatch(Id, words, scorer.Compare(words));
        }
    }
}
