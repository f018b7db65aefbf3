using System.Globalization;
using ClaimCheck.Benchmarks.Corpus;
using ClaimCheck.Benchmarks.Yardstick;

namespace ClaimCheck.Benchmarks.Measures;

/// <summary>Reading by id and listing.</summary>
/// <param name="size">What there is to read.</param>
internal sealed class Reads(CorpusSize size)
{
    private const int Seed = 2016;
    private const int Requests = 20_000;
    private const int PageLimit = 50;

    // What the service asks for: one more than it shows tells it whether there is a next page.
    private const string PageTake = "51";
    private const string LinksTake = "201";

    private readonly StatementFile claims = StatementFile.Read("claims");

    public Operation Get() => new(
        "get", "get by id", 0.65,
        new PgbenchScript().Draw("n", Draw(size.Claims)).Bind("id", CorpusId.Claim.SqlOf(":n")).Run(claims.Statement("ClaimGet")).ToString(),
        RandomLines(size.Claims, n => $"/v1/claims/{CorpusId.Claim.Of(n)}"))
    {
        TargetP99 = 10,
        TargetOverPeer = 2,
    };

    public Operation GetWithLinks()
    {
        var links = StatementFile.Read("claim_links");
        return new Operation(
            "links", "claim with its links", 0.60,
            new PgbenchScript()
                .Draw("n", $"2 * {Draw(size.LinkedClaims)}")
                .Draw("take", LinksTake)
                .Bind("id", CorpusId.Claim.SqlOf(":n"))
                .Bind("claim", CorpusId.Claim.SqlOf(":n"))
                .Bind("take", ":take")
                .Run(links.Statement("ClaimLinksOfClaim"), claims.Statement("ClaimGet"))
                .ToString(),
            RandomLines(size.LinkedClaims, n => $"/v1/claims/{CorpusId.Claim.Of(2 * n)}?expand=links"))
        {
            TargetOverPeer = 2.2,
        };
    }

    public Operation List() => new(
        "list", "list 50 of a source", 0.52,
        new PgbenchScript().Draw("n", Draw(size.FullSources)).Draw("take", PageTake)
            .Bind("source", CorpusId.Source.SqlOf(":n")).Bind("take", ":take")
            .Run(claims.Statement("ClaimList", "source")).ToString(),
        RandomLines(size.FullSources, n => $"/v1/claims?source={CorpusId.Source.Of(n)}&limit=50"))
    {
        ExpectedItems = PageLimit,
        TargetOverPeer = 1.6,
    };

    /// <summary>The first page of the largest source: what the page deep in it is to be compared with.</summary>
    public Operation ListLargest() => new(
        "list-first", "list 50 of the largest source", 0.52,
        new PgbenchScript().Draw("n", "0").Draw("take", PageTake)
            .Bind("source", CorpusId.Source.SqlOf(":n")).Bind("take", ":take")
            .Run(claims.Statement("ClaimList", "source")).ToString(),
        [LargestSource])
    {
        ExpectedItems = PageLimit,
        TargetOverPeer = 1.6,
    };

    /// <summary>Pages deep in the largest source. The peer does not take part: its cursors are others.</summary>
    /// <param name="pages">Their cursors and where each begins.</param>
    public Operation ListDeep(DeepPages pages) => new(
        "list-deep", string.Create(CultureInfo.InvariantCulture, $"the same, page {pages.Number:N0} of it"), 0.52,
        new PgbenchScript().Draw("n", "0").Draw("take", PageTake)
            .Draw("before", string.Create(CultureInfo.InvariantCulture, $"random({pages.Oldest}, {pages.Newest})"))
            .Bind("source", CorpusId.Source.SqlOf(":n")).Bind("take", ":take").Bind("before", CorpusId.Claim.SqlOf(":before"))
            .Run(claims.Statement("ClaimList", "source", "before")).ToString(),
        [.. pages.Cursors.Select(cursor => $"{LargestSource}&cursor={cursor}")])
    {
        ExpectedItems = PageLimit,
    };

    internal static string LargestSource => $"/v1/claims?source={CorpusId.Source.Of(0)}&limit=50";

    private static string Draw(int count) => string.Create(CultureInfo.InvariantCulture, $"random(0, {count - 1})");

    private static List<string> RandomLines(int count, Func<int, string> line)
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, Requests).Select(_ => line(random.Next(count)))];
    }
}
