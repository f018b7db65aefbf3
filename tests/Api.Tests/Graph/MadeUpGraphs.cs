using ClaimCheck.Api.Graph;
using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Graph;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Api.Tests.Graph;

/// <summary>Graphs out of made-up records.</summary>
internal static class MadeUpGraphs
{
    /// <summary>Texts that mean something to a format, or that a careless writer breaks.</summary>
    internal static readonly string[] Nasty =
    [
        "He said \"no\", and 'never'",
        "\"",
        "a backslash \\",
        "a backslash before a quote \\\" and \\N \\G \\l",
        "] --> x[\"broken\"]",
        "\"]; subgraph end",
        "end",
        "graph; digraph { node [label=x] }",
        "fish & chips &amp; &lt;b&gt; &#34;",
        "<b>bold</b><!-- --><script>alert(1)</script>",
        "]]> <![CDATA[ x ]]>",
        "%%{init: {\"theme\":\"dark\"}}%% %% comment",
        "---\ntitle: x\n---",
        "# Heading; style n0 fill:#f00; click n0 \"javascript:alert(1)\"",
        "`code` **bold** 1. first - second",
        "a|b|c {{d}} ((e)) [/f/] :::g",
        "line\nfeed, carriage\r\nreturn and\ttab",
        "#quot; #35; ﬂ°°34¶ß ﬂ°quot¶ß",
        "fa:fa-car $$x^2$$",
        "خامنه‌ای به سلیمانی اجازه داد",
        "היום \u200f(כן)\u200e",
        "👩‍👩‍👧‍👦🏳️‍🌈 e\u0301\u0302\u0303",
        "\u2028line\u2029separators \ufeff",
        "noncharacters \uffff and \ud83f\udfff",
        "{\"@id\":\"urn:x\",\"@type\":\"y\"} @context",
        "urn:uuid:not-a-uuid http://[broken",
        " ",
        "\u200d",
        new string('x', 10_000),
        string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 900)),
        "z" + string.Concat(Enumerable.Repeat("\u0301", 9_000)),
        string.Concat(Enumerable.Repeat("\"\\]#;<", 1_600)),
    ];

    /// <summary>The document of a graph in a format.</summary>
    internal static string Write(EvidenceGraph graph, GraphFormat format)
    {
        using var output = new MemoryStream();
        GraphFormats.Write(graph, format, output);
        return System.Text.Encoding.UTF8.GetString(output.ToArray());
    }

    /// <summary>One claim that says this, in an article of that title, of a source of that name, heard from somebody described so.</summary>
    internal static Surroundings Saying(string text, string descriptor)
    {
        var (claim, source, article) = (Id(1), Id(2), Id(3));
        NearHop hop = new(1, null, descriptor, AttributionRelation.QuotedFrom, OnRecord.Background, null);
        return new(
            claim, 1, false,
            [new(new GraphClaim(claim, ExternalId(text), text, null, null, Modality.Quoted, Basis.Told, ClaimStatus.Superseded), 0, source, article, [hop])],
            [], [new(new GraphSource(source, "source", text, SourceKind.Blog), null)],
            [new GraphArticle(article, ExternalId(text), text, "https://example.org/?a=1&b=%22", null)]);
    }

    /// <summary>A claim with as many others one step away, each of them linked to the next as well.</summary>
    internal static Surroundings Cluster(int others)
    {
        NearClaim[] claims = [.. Enumerable.Range(0, others + 1).Select(place => new NearClaim(
            new GraphClaim(Id(100 + place), null, string.Concat(Enumerable.Repeat("\"x\" ", 100)), null, null, Modality.Asserted, Basis.Unknown, ClaimStatus.Retracted),
            Math.Min(place, 1), Id(2), null, [new(1, null, $"source {place}", AttributionRelation.PrimarySource, OnRecord.Unknown, null)]))];
        var links = Enumerable.Range(1, others).SelectMany(place => new[] { (0, place), (place, (place % others) + 1) })
            .Select((ends, place) => new NearLink(
                new GraphLink(Id(100_000 + place), LinkRelation.Contradicts, LinkStatus.Suggested), Id(100 + ends.Item1), Id(100 + ends.Item2)));
        return new(Id(100), 1, true, claims, [.. links], [new(new GraphSource(Id(2), "source", "Source", SourceKind.Blog), null)], []);
    }

    /// <summary>A small ledger around a claim, out of a seed.</summary>
    internal static Surroundings Random(int seed)
    {
        var random = new Random(seed);
        NearSource[] sources = [.. Enumerable.Range(0, random.Next(1, 6)).Select(place => new NearSource(
            new GraphSource(Id(1000 + place), $"source-{place}", Text(random), Any<SourceKind>(random)), place == 0 ? null : Id(1000 + random.Next(place))))];
        GraphArticle[] articles = [.. Enumerable.Range(0, random.Next(3)).Select(place => new GraphArticle(
            Id(2000 + place), Maybe(random, source => ExternalId(Text(source))), Maybe(random, Text), "https://example.org/", Date(random)))];
        var count = random.Next(1, 9);
        NearClaim[] claims = [.. Enumerable.Range(0, count).Select(place => new NearClaim(
            new GraphClaim(Id(3000 + place), Maybe(random, source => ExternalId(Text(source))), Text(random), Date(random), Maybe(random, _ => "pt-BR"), Any<Modality>(random), Any<Basis>(random), Any<ClaimStatus>(random)),
            place == 0 ? 0 : random.Next(1, 5),
            Pick(random, sources).Source.Id,
            articles.Length == 0 ? null : Maybe(random, _ => (Guid?)Pick(random, articles).Id),
            [.. Enumerable.Range(1, random.Next(5)).Select(position => Hop(random, position, sources, count))]))];
        var links = Enumerable.Range(0, random.Next(12)).Select(place => new NearLink(
            new GraphLink(Id(4000 + place), Any<LinkRelation>(random), Any<LinkStatus>(random)), Id(3000 + random.Next(count)), Id(3000 + random.Next(count))));
        return new(Id(3000), 4, random.Next(2) == 0, claims, [.. links], sources, articles, random.Next(3));
    }

    private static NearHop Hop(Random random, int position, NearSource[] sources, int claims)
    {
        var named = random.Next(2) == 0;
        return new(
            position, named ? Pick(random, sources).Source.Id : null, named ? null : Text(random).Replace("\uffff", "", StringComparison.Ordinal),
            Any<AttributionRelation>(random), Any<OnRecord>(random), named && random.Next(2) == 0 ? Id(3000 + random.Next(claims + 2)) : null);
    }

    /// <summary>As much of a text as an externalId holds.</summary>
    private static string ExternalId(string text) => string.Concat(text.EnumerateRunes().Take(200));

    private static string Text(Random random) => string.Join(' ', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pick(random, Nasty)));

    private static PartialDate? Date(Random random) =>
        random.Next(2) == 0 ? null : new PartialDate(new DateTimeOffset(2014, 1, 1, 0, 0, 0, TimeSpan.Zero), Any<DatePrecision>(random));

    private static T? Maybe<T>(Random random, Func<Random, T> make) => random.Next(2) == 0 ? default : make(random);

    private static T Any<T>(Random random) where T : struct, Enum => Pick(random, Enum.GetValues<T>());

    private static T Pick<T>(Random random, T[] from) => from[random.Next(from.Length)];

    private static Guid Id(int number) => new(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0);
}
