using ClaimCheck.Benchmarks.Corpus;
using ClaimCheck.Benchmarks.Yardstick;
using ClaimCheck.Data;
using ClaimCheck.Data.Claims;

namespace ClaimCheck.Benchmarks.Measures;

/// <summary>Searching, by how many claims a word finds.</summary>
/// <param name="size">How many claims there are.</param>
/// <param name="vocabulary">The words.</param>
internal sealed class Searches(CorpusSize size, Vocabulary vocabulary)
{
    private const int Seed = 2017;
    private const int Queries = 100;
    private const int PageLimit = 20;
    private const string PageTake = "21";

    // At 500,000 claims, whatever is searched for; the table of targets allows twice that at twice the claims.
    private const double SlowestTarget = 100;
    private const double Target = 0.80;

    // As ClaimReader asks for it.
    private const string Headline = "E'StartSel=\\x01, StopSel=\\x02, MaxFragments=2, MaxWords=30, MinWords=12'";

    // Those of the corpus, as the first of the two statements finds them.
    private const string Languages = "'{1,8,10,11,23,25}'::smallint[]";

    private readonly StatementFile claims = StatementFile.Read("claims");

    /// <summary>Words of which there is hardly more than a page.</summary>
    public Operation Selective() => Of("search", "search, a word in 40 to 200 claims", OneWord(40, 200)) with { ExpectedItems = PageLimit };

    /// <summary>Words that about as many claims hold however many claims there are, for comparing sizes.</summary>
    public Operation EquallySelective() => Of("search", "search, a word in about 190 claims", OneWord(175, 200)) with { ExpectedItems = PageLimit };

    /// <summary>Words in about one claim of a hundred.</summary>
    public Operation Medium() => Of("search-medium", "search, a word in 1 % of claims", OneWord(0.005 * size.Claims, 0.02 * size.Claims));

    /// <summary>Two words together, each of them common.</summary>
    public Operation TwoWords() => Of("search-two", "search, two words of 2 to 10 %", TwoOf(0.02 * size.Claims, 0.10 * size.Claims));

    /// <summary>The words that the most claims hold.</summary>
    public Operation Commonest() =>
        Of("search-common", "search, the commonest word", [vocabulary[0]]) with
        {
            ExpectedItems = PageLimit, TargetP99 = SlowestTarget,
        };

    /// <summary>The query that <see cref="SlowestSearch"/> found.</summary>
    public Operation Slowest(string query) => Of("search-slowest", $"search, the slowest: {query}", [query]) with
    {
        TargetP99 = SlowestTarget, MostConnections = 16,
    };

    public static string PathOf(string query) => $"/v1/claims?limit={PageLimit}&q={Uri.EscapeDataString(query)}";

    private Operation Of(string key, string title, List<string> queries) => new(
        key, title, Target,
        new PgbenchScript()
            .Draw("k", $"random(1, {queries.Count})").Draw("candidates", $"{ClaimReader.MostCandidates + 1}").Draw("take", PageTake)
            .Bind("q", PgbenchScript.OneOf(queries, ":k")).Bind("candidates", ":candidates").Bind("take", ":take")
            .Bind("afterRank", "null").Bind("afterId", "null").Bind("headline", Headline)
            .Bind("languages", Languages)
            .Run(claims.Statement("SearchLanguages")).Run(claims.Statement("ClaimSearch")).ToString(),
        [.. queries.Select(PathOf)])
    {
        SessionOptions = Database.SearchOptions,
        TargetOverPeer = 1.15,
    };

    private List<string> OneWord(double fewest, double most)
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, Queries).Select(_ => Draw(random, fewest, most))];
    }

    private List<string> TwoOf(double fewest, double most)
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, Queries).Select(_ => $"{Draw(random, fewest, most)} {Draw(random, fewest, most)}")];
    }

    private string Draw(Random random, double fewest, double most)
    {
        var (first, last) = vocabulary.RanksHeldBy(fewest, most, size.Claims);
        return vocabulary[random.Next(first, last + 1)];
    }
}
