using ClaimCheck.Data.Claims;
using ClaimCheck.Data.Evidence;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Matching;
using Dapper;

namespace ClaimCheck.Data.Matching;

/// <summary>
/// Finds claims that say the same as something said. The claims that share its rarest words are fetched through the index of words,
/// and compared here. Whatever is asked and however many claims there are, a bounded number of index entries is read.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="claims">Fetches the claims that were found.</param>
/// <param name="evidence">Counts the origins of claims that were found.</param>
public sealed class MatchReader(Database database, ClaimReader claims, EvidenceReader evidence)
{
    /// <summary>After how many claims fetched for counting origins no other claim's are counted.</summary>
    public const int MostFetchedForOrigins = 5_000;

    /// <summary>The most claims of one answer whose origins are counted: the best ones.</summary>
    public const int MostCounted = 500;

    /// <summary>The most claims that are compared with one utterance.</summary>
    public const int MostCandidates = 250;

    private const int LongestCompared = 4_000;

    // Above it the first hit is right nine times in ten where posts are asked about, which have most typing errors; looking for these too
    // is the dearest of all look-ups.
    private const double GoodEnough = 0.5;

    // Digits to which what differs is more than the order of adding up.
    private const int SameScore = 9;
    private const int SameSum = 6;

    private static readonly ClaimFilter Everything = new();

    private static readonly Sql Statements = Sql.Load("matching");
    private static readonly Sql ClaimStatements = Sql.Load("claims");
    private static readonly string LexiconStatement = string.Concat(Statements["MatchLedger"], Statements["MatchWords"]);

    private readonly CommonWords common = new(database);

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

        var telling = database.ReadTogetherAsync(
            async (connection, token) => (
                await claims.GetAllAsync(connection, [.. ids], token),
                (await connection.QueryAsync<VerdictRow>(
                    new CommandDefinition(Statements["MatchVerdicts"], new { claims = ids.ToArray() }, cancellationToken: token)))
                .ToDictionary(row => row.ClaimId, row => row.ToVerdict())),
            cancellation).AsTask();
        var counting = evidence.CountAllAsync([.. ids.Take(MostCounted)], MostFetchedForOrigins, cancellation);
        await Task.WhenAll(telling, counting);
        var (found, verdicts) = await telling;
        var counted = await counting;
        return found.Where(claim => claim.Facts.Text.Length > 0).ToDictionary(
            claim => claim.Id,
            claim => new KnownMatch(claim, verdicts.GetValueOrDefault(claim.Id), counted.GetValueOrDefault(claim.Id)));
    }

    private async Task<FoundMatches> FindAsync(
        Utterance utterance, MatchLexicon lexicon, ClaimFilter filter, double leastScore, int take, CancellationToken cancellation)
    {
        var plan = MatchLookUps.Of(utterance, lexicon);
        var rows = plan.Words.Count == 0 ? [] : await CandidatesAsync(plan.Words, plan.Common, lexicon.Claims, filter, cancellation);
        var held = rows.Count == 0 ? [] : rows[0].Held!;
        var scorer = new MatchScorer(utterance, plan.Rarities(lexicon, held));
        var compared = rows.ConvertAll(row => row.Compare(scorer));

        // What other claims come to does not depend on which are asked for, or the same claim would score otherwise with a filter.
        var others = filter == Everything || rows.Count == 0
            ? compared
            : (await CandidatesAsync(plan.Words, plan.Common, lexicon.Claims, Everything, cancellation)).ConvertAll(row => row.Compare(scorer));
        var background = BackgroundOf(others);
        if (plan.Typed(held) is { Count: > 0 } typed
            && compared.TrueForAll(match => (match.Likeness with { Background = background }).Score < GoodEnough))
        {
            var known = rows.Select(row => row.Id).ToHashSet();
            var mended = await CandidatesAsync(typed, plan.Common, lexicon.Claims, filter, cancellation);
            compared.AddRange(mended.Where(row => !known.Contains(row.Id)).Select(row => row.Compare(scorer)));
            background = filter == Everything ? BackgroundOf(compared) : background;
        }

        // There may be a hundred utterances, and each would keep what it found out about the words of all these claims.
        scorer.Rest();
        var matches = compared
            .Select(match => match with { Likeness = match.Likeness with { Background = background } })
            .Where(match => match.Likeness.Score >= leastScore)
            .OrderByDescending(match => Math.Round(match.Likeness.Score, SameScore))
            .ThenByDescending(match => Math.Round(match.Likeness.Sum, SameSum))
            .ThenBy(match => match.Claim)
            .Take(take)
            .ToList();
        return new FoundMatches(matches, scorer, plan.IsComplete);
    }

    private static double BackgroundOf(List<FoundMatch> compared) => Likeness.BackgroundOf(compared.Select(match => match.Likeness.Sum));

    private ValueTask<List<CandidateRow>> CandidatesAsync(
        List<LookUp> words, IReadOnlyList<(string Query, double Worth)> common, double ledger, ClaimFilter filter, CancellationToken cancellation)
    {
        var filters = ClaimReader.Filters(filter)
            .Add("standing", filter.Status is null ? Words<ClaimStatus>.Of(ClaimStatus.Retracted) : null)
            .Set("queries", words.Select(word => word.Query).ToArray())
            .Set("pairs", words.Select(word => word.Pair).ToArray())
            .Set("claims", ledger)
            .Set("most", MatchLookUps.MostEntriesOfWord)
            .Set("longest", LongestCompared);
        // An empty query finds nothing. A null would keep the statement from being prepared, for want of a type.
        for (var i = 0; i < MatchLookUps.Commons; i++)
        {
            filters.Set($"common{i + 1}", i < common.Count ? common[i].Query : "").Set($"worth{i + 1}", i < common.Count ? common[i].Worth : 0);
        }

        return database.SearchAsync<CandidateRow>(filters.Command(ClaimStatements, "MatchCandidates", MostCandidates, cancellation));
    }

    private async Task<MatchLexicon> LexiconAsync(IReadOnlyList<Utterance> utterances, CancellationToken cancellation)
    {
        var words = utterances.SelectMany(utterance => utterance.Words)
            .Where(word => word.Kind != WordKind.Characters).Select(word => word.Spelling).Distinct().ToArray();
        var (ledger, rows) = await database.ReadTwoAsync<LedgerRow, LexemeRow>(new CommandDefinition(
            LexiconStatement, new { words }, cancellationToken: cancellation));
        return new MatchLexicon(
            rows.ToLookup(row => words[row.Word - 1], StringComparer.Ordinal), ledger[0].Languages, ledger[0].Claims,
            await common.SharesAsync(cancellation));
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

    private sealed class LedgerRow
    {
        public short[] Languages { get; init; } = [];
        public double Claims { get; init; }
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
