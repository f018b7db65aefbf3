using Npgsql;
using NpgsqlTypes;

namespace ClaimCheck.Benchmarks.Corpus;

/// <summary>Fills the tables by COPY, history included, so that they have the size they would have in life.</summary>
/// <param name="connection">A superuser's.</param>
/// <param name="part">What is to be written.</param>
/// <param name="vocabulary">The words.</param>
internal sealed class CorpusWriter(NpgsqlConnection connection, CorpusPart part, Vocabulary vocabulary)
{
    private const string Actor = "benchmark";

    public async Task WriteAsync(CancellationToken cancellation)
    {
        if (part.IsFirst)
        {
            await WriteSourcesAsync(cancellation);
        }

        await WriteArticlesAsync(cancellation);
        await WriteClaimsAsync(cancellation);
        await WriteHopsAsync(cancellation);
        await WriteClaimHistoryAsync(cancellation);
        await WriteLinksAsync(cancellation);
    }

    private async Task WriteSourcesAsync(CancellationToken cancellation)
    {
        await using var rows = await connection.BeginBinaryImportAsync(
            "copy sources (id, slug, name, kind, family_id, country, language, domains, created_at, updated_at) from stdin (format binary)",
            cancellation);
        for (var number = 0; number < part.After.Sources; number++)
        {
            var at = CorpusId.MomentOf(number);
            var name = vocabulary[number];
            await rows.StartRowAsync(cancellation);
            await rows.WriteAsync(CorpusId.Source.Of(number), NpgsqlDbType.Uuid, cancellation);
            await rows.WriteAsync(CorpusSource.SlugOf(number), NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync($"The {name} gazette", NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync("news_outlet", NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync(CorpusId.Source.Of(number), NpgsqlDbType.Uuid, cancellation);
            await rows.WriteAsync("GB", NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync("en", NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync(new[] { $"{name}.example" }, "text[]", cancellation);
            await rows.WriteAsync(at, NpgsqlDbType.TimestampTz, cancellation);
            await rows.WriteAsync(at, NpgsqlDbType.TimestampTz, cancellation);
        }

        await rows.CompleteAsync(cancellation);
    }

    private async Task WriteArticlesAsync(CancellationToken cancellation)
    {
        await using var rows = await connection.BeginBinaryImportAsync(
            """
            copy articles (id, source_id, url, canonical_url, title, published_at, published_at_precision, language, created_at, updated_at)
            from stdin (format binary)
            """,
            cancellation);
        foreach (var claim in Claims().Where(claim => claim.HasArticle))
        {
            var at = CorpusId.MomentOf(claim.Number);
            var url = $"https://{CorpusSource.SlugOf(claim.Source)}.example/{claim.Number}";
            await rows.StartRowAsync(cancellation);
            await rows.WriteAsync(CorpusId.Article.Of(claim.Number), NpgsqlDbType.Uuid, cancellation);
            await rows.WriteAsync(CorpusId.Source.Of(claim.Source), NpgsqlDbType.Uuid, cancellation);
            await rows.WriteAsync(url, NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync(url, NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync(claim.Text[..60], NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync(at.Date.ToUniversalTime(), NpgsqlDbType.TimestampTz, cancellation);
            await rows.WriteAsync("day", NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync(claim.Language, NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync(at, NpgsqlDbType.TimestampTz, cancellation);
            await rows.WriteAsync(at, NpgsqlDbType.TimestampTz, cancellation);
        }

        await rows.CompleteAsync(cancellation);
    }

    private async Task WriteClaimsAsync(CancellationToken cancellation)
    {
        await using var rows = await connection.BeginBinaryImportAsync(
            """
            copy claims (id, external_id, source_id, article_id, text, claimed_at, claimed_at_precision, language, modality, basis,
                         topics, created_at, updated_at)
            from stdin (format binary)
            """,
            cancellation);
        foreach (var claim in Claims())
        {
            var at = CorpusId.MomentOf(claim.Number);
            await rows.StartRowAsync(cancellation);
            await rows.WriteAsync(CorpusId.Claim.Of(claim.Number), NpgsqlDbType.Uuid, cancellation);
            await WriteOrNullAsync(rows, claim.ExternalId, cancellation);
            await rows.WriteAsync(CorpusId.Source.Of(claim.Source), NpgsqlDbType.Uuid, cancellation);
            await WriteOrNullAsync(rows, claim.HasArticle ? CorpusId.Article.Of(claim.Number) : null, cancellation);
            await rows.WriteAsync(claim.Text, NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync(at, NpgsqlDbType.TimestampTz, cancellation);
            await rows.WriteAsync("instant", NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync(claim.Language, NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync(claim.Modality, NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync(claim.Basis, NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync(claim.Topics, "text[]", cancellation);
            await rows.WriteAsync(at, NpgsqlDbType.TimestampTz, cancellation);
            await rows.WriteAsync(at, NpgsqlDbType.TimestampTz, cancellation);
        }

        await rows.CompleteAsync(cancellation);
    }

    private async Task WriteHopsAsync(CancellationToken cancellation)
    {
        await using var rows = await connection.BeginBinaryImportAsync(
            "copy attribution_hops (claim_id, position, source_id, descriptor, relation, on_record, upstream_claim_id) from stdin (format binary)",
            cancellation);
        foreach (var claim in Claims())
        {
            for (var i = 0; i < claim.Hops.Count; i++)
            {
                var hop = claim.Hops[i];
                await rows.StartRowAsync(cancellation);
                await rows.WriteAsync(CorpusId.Claim.Of(claim.Number), NpgsqlDbType.Uuid, cancellation);
                await rows.WriteAsync((short)(i + 1), NpgsqlDbType.Smallint, cancellation);
                await WriteOrNullAsync(rows, hop.Source is { } source ? CorpusId.Source.Of(source) : null, cancellation);
                await WriteOrNullAsync(rows, hop.Descriptor, cancellation);
                await rows.WriteAsync(hop.Relation, NpgsqlDbType.Text, cancellation);
                await rows.WriteAsync(hop.OnRecord, NpgsqlDbType.Text, cancellation);
                await WriteOrNullAsync(rows, hop.UpstreamClaim is { } upstream ? CorpusId.Claim.Of(upstream) : null, cancellation);
            }
        }

        await rows.CompleteAsync(cancellation);
    }

    private async Task WriteClaimHistoryAsync(CancellationToken cancellation)
    {
        await using var rows = await connection.BeginBinaryImportAsync(
            "copy audit_log (id, entity_type, entity_id, version, action, actor, at, after) from stdin (format binary)", cancellation);
        foreach (var claim in Claims())
        {
            await rows.StartRowAsync(cancellation);
            await rows.WriteAsync(CorpusId.Audit.Of(claim.Number), NpgsqlDbType.Uuid, cancellation);
            await rows.WriteAsync("claim", NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync(CorpusId.Claim.Of(claim.Number), NpgsqlDbType.Uuid, cancellation);
            await rows.WriteAsync(1, NpgsqlDbType.Integer, cancellation);
            await rows.WriteAsync("created", NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync(Actor, NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync(CorpusId.MomentOf(claim.Number), NpgsqlDbType.TimestampTz, cancellation);
            await rows.WriteAsync(CorpusSnapshot.Of(claim), NpgsqlDbType.Jsonb, cancellation);
        }

        await rows.CompleteAsync(cancellation);
    }

    private async Task WriteLinksAsync(CancellationToken cancellation)
    {
        await using var rows = await connection.BeginBinaryImportAsync(
            """
            copy claim_links (id, from_claim_id, to_claim_id, relation, status, method, rationale, proposed_by, created_at, updated_at)
            from stdin (format binary)
            """,
            cancellation);
        foreach (var link in CorpusLinks.All(part))
        {
            var at = CorpusId.MomentOf(link.Number);
            await rows.StartRowAsync(cancellation);
            await rows.WriteAsync(CorpusId.Link.Of(link.Number), NpgsqlDbType.Uuid, cancellation);
            await rows.WriteAsync(CorpusId.Claim.Of(link.From), NpgsqlDbType.Uuid, cancellation);
            await rows.WriteAsync(CorpusId.Claim.Of(link.To), NpgsqlDbType.Uuid, cancellation);
            await rows.WriteAsync(link.Relation, NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync(link.Status, NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync("human", NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync("Both name the same place, day and number of people.", NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync(Actor, NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync(at, NpgsqlDbType.TimestampTz, cancellation);
            await rows.WriteAsync(at, NpgsqlDbType.TimestampTz, cancellation);
        }

        await rows.CompleteAsync(cancellation);
    }

    private static Task WriteOrNullAsync(NpgsqlBinaryImporter rows, string? value, CancellationToken cancellation) =>
        value is null ? rows.WriteNullAsync(cancellation) : rows.WriteAsync(value, NpgsqlDbType.Text, cancellation);

    private static Task WriteOrNullAsync(NpgsqlBinaryImporter rows, Guid? value, CancellationToken cancellation) =>
        value is { } known ? rows.WriteAsync(known, NpgsqlDbType.Uuid, cancellation) : rows.WriteNullAsync(cancellation);

    private IEnumerable<CorpusClaim> Claims() => new CorpusClaims(part.After, vocabulary).All().Skip(part.Before.Claims);
}
