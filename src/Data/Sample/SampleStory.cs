using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClaimCheck.Data.Access;
using ClaimCheck.Data.Articles;
using ClaimCheck.Data.Claims;
using ClaimCheck.Data.Facts;
using ClaimCheck.Data.Links;
using ClaimCheck.Data.OriginJudgements;
using ClaimCheck.Data.Sources;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Articles;
using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;
using Npgsql;
using static ClaimCheck.Data.Sample.SampleRecords;

namespace ClaimCheck.Data.Sample;

/// <summary>
/// The 2014 story (<c>samples/us-iran-2014.ndjson</c>), loaded once into an empty database. Its ids follow from its names, so
/// that examples in the documentation can use them, and a load that was cut off goes on where it stopped.
/// </summary>
/// <param name="facts">Remembers that it was loaded.</param>
/// <param name="sources">Records its sources.</param>
/// <param name="articles">Records its articles.</param>
/// <param name="claims">Records its claims.</param>
/// <param name="links">Records its links.</param>
/// <param name="judgements">Records its judgements on origins.</param>
/// <param name="verdicts">Records its rating scale and its assessments.</param>
/// <param name="markup">Records its page of ClaimReview markup.</param>
/// <param name="import">Sends its import.</param>
/// <param name="webhook">Makes its webhook.</param>
/// <param name="keys">Records the example of a key.</param>
public sealed class SampleStory(
    ServiceFacts facts,
    SourceStore sources,
    ArticleStore articles,
    ClaimStore claims,
    ClaimLinkStore links,
    OriginJudgementStore judgements,
    SampleVerdicts verdicts,
    SampleMarkup markup,
    SampleImport import,
    SampleWebhook webhook,
    ApiKeyStore keys)
{
    /// <summary>The name of a key that comes with the story, so that revoking one can be tried. Nobody knows its secret.</summary>
    public const string ExampleKey = "Example of a key to revoke";

    private const string Resource = "samples/us-iran-2014.ndjson";
    private const string BegunFact = "sample_story_begun";
    private const string DoneFact = "sample_story_done";
    private static readonly byte[] Yes = [1];

    /// <summary>
    /// The id under which a record of the story is stored: a UUIDv7 whose time is the autumn of the story and whose random
    /// part is made of the record's name.
    /// </summary>
    /// <param name="record"><c>source</c>, <c>article</c>, <c>claim</c>, <c>link</c>, <c>origin_judgement</c>, <c>rating_scale</c>, <c>assessment</c>, <c>claim_review_page</c> or <c>api_key</c>.</param>
    /// <param name="name">Its slug or externalId; for a link <c>from relation to</c>, for a judgement on origins <c>a | b</c>, for an assessment its claim's, for a page of markup its address.</param>
    public static Guid IdOf(string record, string name)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{record} {name}"));
        var milliseconds = new DateTimeOffset(2014, 9, 26, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var bytes = hash[..16];
        for (var i = 0; i < 6; i++)
        {
            bytes[i] = (byte)(milliseconds >> (40 - (8 * i)));
        }

        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0f));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3f));
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Loads the story where the database is empty, or finishes a load that was cut off; otherwise does nothing.</summary>
    /// <param name="by">Who loads it.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <returns>Whether it was loaded now.</returns>
    public async Task<bool> LoadOnceAsync(Authorship by, CancellationToken cancellation)
    {
        if (await facts.GetAsync(DoneFact, cancellation) is not null)
        {
            return false;
        }

        var begun = await facts.GetAsync(BegunFact, cancellation) is not null;
        if (!begun && !await facts.IsDatabaseEmptyAsync(cancellation))
        {
            return false;
        }

        await facts.RecordAsync(BegunFact, Yes, cancellation);
        foreach (var line in Sql.ReadResource(Resource).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var document = JsonDocument.Parse(line);
            try
            {
                await LoadAsync(document.RootElement, by, cancellation);
            }
            catch (PostgresException e) when (begun && IsLoadedAlready(e))
            {
                // It was, before the load was cut off.
            }
        }

        var exampleKey = IdOf("api_key", ExampleKey);
        if (await keys.GetAsync(exampleKey, cancellation) is null)
        {
            await keys.AddAsync(exampleKey, ExampleKey, Role.Reader, null, by, cancellation);
        }

        await import.SendAsync(exampleKey, by, cancellation);
        await webhook.LoadAsync(by, cancellation);
        await facts.RecordAsync(DoneFact, Yes, cancellation);
        return true;
    }

    /// <summary>Whether an id is taken: Postgres looks at ids before it looks at slugs and externalIds.</summary>
    private static bool IsLoadedAlready(PostgresException e) =>
        e.SqlState == PostgresErrorCodes.UniqueViolation && e.ConstraintName?.EndsWith("_pkey", StringComparison.Ordinal) is true;

    private static HopDraft Hop(JsonElement hop) => new(
        Text(hop, "source"), Text(hop, "descriptor"), Word(hop, "relation", AttributionRelation.DerivedFrom),
        Word(hop, "onRecord", OnRecord.Unknown), null, Text(hop, "quote"));

    private static OriginMention Origin(JsonElement origin) => new(null, Text(origin, "descriptor"), Text(origin, "relay"));

    private Task LoadAsync(JsonElement record, Authorship by, CancellationToken cancellation) => Text(record, "record") switch
    {
        "source" => LoadSourceAsync(record, by, cancellation),
        "article" => LoadArticleAsync(record, by, cancellation),
        "claim" => LoadClaimAsync(record, by, cancellation),
        "link" => LoadLinkAsync(record, by, cancellation),
        "ratingScale" => verdicts.LoadScaleAsync(record, by, cancellation),
        "assessment" => verdicts.LoadAssessmentAsync(record, by, cancellation),
        "originJudgement" => LoadJudgementAsync(record, by, cancellation),
        "claimReviewPage" => markup.LoadAsync(record, by, cancellation),
        var other => throw new InvalidDataException($"The sample has a record of an unknown kind: {other}."),
    };

    private async Task LoadSourceAsync(JsonElement record, Authorship by, CancellationToken cancellation)
    {
        var slug = Text(record, "slug")!;
        var source = new SourceFacts(
            Text(record, "name")!, Word(record, "kind", SourceKind.NewsOutlet), Text(record, "parent"), Text(record, "country"),
            Text(record, "language"), Texts(record, "domains"), Text(record, "wikidataId"), Text(record, "notes"));
        var verdict = await sources.AddAsync(IdOf("source", slug), slug, null, source, by, cancellation);
        Expect(verdict.Outcome is SourceOutcome.Accepted or SourceOutcome.SlugTaken, record);
    }

    private async Task LoadArticleAsync(JsonElement record, Authorship by, CancellationToken cancellation)
    {
        var externalId = Text(record, "externalId")!;
        var article = new ArticleFacts(
            Text(record, "url"), null, Text(record, "title"), Text(record, "byline"), Date(record, "publishedAt"), null,
            Text(record, "language"), null);
        var verdict = await articles.AddAsync(
            IdOf("article", externalId), Text(record, "source")!, externalId, article, by, cancellation);
        Expect(verdict.Outcome is ArticleOutcome.Accepted or ArticleOutcome.ExternalIdTaken, record);
    }

    private async Task LoadClaimAsync(JsonElement record, Authorship by, CancellationToken cancellation)
    {
        var externalId = Text(record, "externalId")!;
        var claim = new ClaimFacts(
            Text(record, "text")!, Text(record, "quote"), null, Date(record, "claimedAt"), Text(record, "language"),
            Word(record, "modality", Modality.Asserted), Word(record, "basis", Basis.Unknown), Texts(record, "topics"), []);
        var hops = record.TryGetProperty("attribution", out var sent) ? sent.EnumerateArray().Select(Hop).ToList() : [];
        var verdict = await claims.AddAsync(
            IdOf("claim", externalId), Text(record, "source")!, externalId,
            new ClaimDraft(claim, hops, new ArticleMention(Text(record, "article"))), by, cancellation);
        Expect(verdict.Outcome is ClaimOutcome.Accepted or ClaimOutcome.ExternalIdTaken, record);
    }

    private async Task LoadLinkAsync(JsonElement record, Authorship by, CancellationToken cancellation)
    {
        var (from, relation, to) = (Text(record, "from")!, Text(record, "relation")!, Text(record, "to")!);
        var proposal = new LinkProposal(
            IdOf("claim", to), Words<LinkRelation>.Parse(relation), Text(record, "rationale")!, [], null,
            Word(record, "status", LinkStatus.Suggested), LinkMethod.Human);
        var link = ClaimLink.Propose(IdOf("link", $"{from} {relation} {to}"), IdOf("claim", from), proposal, by).Value!;
        var verdict = await links.AddAsync(link, by, cancellation);
        Expect(verdict.Outcome is LinkOutcome.Accepted or LinkOutcome.AlreadyLinked, record);
    }

    private async Task LoadJudgementAsync(JsonElement record, Authorship by, CancellationToken cancellation)
    {
        var (a, b) = (Origin(record.GetProperty("a")), Origin(record.GetProperty("b")));
        var verdict = await judgements.AddAsync(
            IdOf("origin_judgement", $"{a.Descriptor} | {b.Descriptor}"), a, b, Words<OriginVerdict>.Parse(Text(record, "verdict")!),
            Text(record, "rationale")!, by, cancellation);
        Expect(verdict.Outcome is OriginOutcome.Accepted, record);
    }
}
