using System.Globalization;
using System.Text.Json;
using ClaimCheck.Benchmarks.Corpus;
using ClaimCheck.Benchmarks.Yardstick;

namespace ClaimCheck.Benchmarks.Measures;

/// <summary>Creating claims: the service and pgbench write the same texts for the same sources.</summary>
/// <param name="size">What sources there are.</param>
/// <param name="vocabulary">The words.</param>
internal sealed class Writes(CorpusSize size, Vocabulary vocabulary)
{
    private const int Seed = 2018;
    private const int Texts = 200;
    private const int Requests = 5_000;

    // 15 random hexadecimal digits behind the variant; time alone does not keep the ids of 16 clients apart.
    private const string Tail = "random(72057594037927936, 1152921504606846975)";

    private static readonly string[] Topics = ["economy", "elections"];

    public Operation Create()
    {
        var random = new Random(Seed);
        var texts = Enumerable.Range(0, Texts).Select(_ => vocabulary.Sentence(random)).ToList();
        return new Operation(
            "create", "create, durable and audited", 0.78, Script(texts),
            [.. Enumerable.Range(0, Requests).Select(_ => $"/v1/claims\t{Body(texts[random.Next(Texts)], Pair(random))}")])
        {
            Method = "POST",
            Writes = true,
            TargetOverPeer = 1.25,
        };
    }

    private string Script(List<string> texts) => new PgbenchScript()
        .Draw("now", ":now + 1")
        .Draw("tail", Tail)
        .Draw("k", string.Create(CultureInfo.InvariantCulture, $"random(1, {texts.Count})"))
        .Draw("s", string.Create(CultureInfo.InvariantCulture, $"random(0, {size.Sources - 2})"))
        .Bind("id", NewIdOf('0'))
        .Bind("auditId", NewIdOf('1'))
        .Bind("sourceId", CorpusId.Source.SqlOf(":s"))
        .Bind("text", PgbenchScript.OneOf(texts, ":k"))
        .Bind("language", "'en'").Bind("modality", "'reported'").Bind("basis", "'told'")
        .Bind("topics", $"array[{string.Join(", ", Topics.Select(PgbenchScript.Literal))}]::text[]")
        .Bind("at", "clock_timestamp()")
        .Bind("externalId", "null").Bind("articleId", "null").Bind("quote", "null").Bind("quoteExact", "null")
        .Bind("quotePrefix", "null").Bind("quoteSuffix", "null").Bind("claimedAt", "null").Bind("claimedAtPrecision", "null")
        .Bind("hopSources", $"array[{CorpusId.Source.SqlOf("(:s + 1)")}]")
        .Bind("hopRelations", "array['derived_from']").Bind("hopOnRecords", "array['unknown']")
        .Bind("hopDescriptors", "array[null]").Bind("hopUpstreams", "array[null]").Bind("hopQuotes", "array[null]")
        .Bind("actorId", $"'{CorpusId.Audit.Of(0)}'::uuid").Bind("actor", "'benchmark'").Bind("traceId", "'0af7651916cd43dd8448eb211c80319c'")
        .Bind("after", PgbenchScript.OneOf(texts.Select(Snapshot), ":k"))
        .Run(StatementFile.Read("claims").Statement("ClaimInsert"))
        .ToString();

    private static string NewIdOf(char kind) => $"('0' || to_hex(:now::bigint) || '700{kind}8' || to_hex(:tail::bigint))::uuid";

    private static string Body(string text, (int Source, int Hop) pair) => JsonSerializer.Serialize(new
    {
        source = CorpusSource.SlugOf(pair.Source),
        text,
        language = "en",
        modality = "reported",
        basis = "told",
        topics = Topics,
        attribution = new[] { new { source = CorpusSource.SlugOf(pair.Hop), relation = "derived_from" } },
    });

    /// <summary>The same for every claim but for its text: what matters is how much there is to write.</summary>
    private static string Snapshot(string text) => CorpusSnapshot.Of(new CorpusClaim(
        0, 0, HasArticle: false, null, text, "en", "reported", "told", Topics, [new CorpusHop(1, null, "derived_from", "unknown", null)]));

    private (int Source, int Hop) Pair(Random random)
    {
        var source = random.Next(size.Sources - 1);
        return (source, source + 1);
    }
}
