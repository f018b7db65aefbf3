using ClaimCheck.Api.Tests.Http;
using Npgsql;

namespace ClaimCheck.Api.Tests.Importing;

/// <summary>
/// What a backup brings back, table by table. Each table of the database is content of the ledger, and then all of it comes back, or
/// machinery, which docs/export.md says.
/// </summary>
public sealed class RestoredTablesTests(ApiFixture api, EmptyApiFixture empty) : IClassFixture<ApiFixture>, IClassFixture<EmptyApiFixture>
{
    private const string Derived = "search_vector";

    private static readonly string[] Content =
    [
        "articles", "assessment_corrections", "assessments", "attribution_hops", "claim_links", "claim_review_markups", "claim_review_pages",
        "claims", "link_reviews", "origin_judgements", "rating_scale_labels", "rating_scales", "source_reliability",
        "source_retraction_claims", "source_retractions", "sources",
    ];

    private static readonly string[] Machinery =
    [
        "api_keys", "audit_log", "change_followers", "claim_evidence", "idempotency_keys", "import_failures", "import_parts", "import_results",
        "imports", "schema_migrations", "search_languages", "service_facts", "webhook_attempts", "webhook_deliveries", "webhooks",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_table_is_in_the_backup_or_is_said_not_to_be()
    {
        var document = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "export.md"), Stop);

        Assert.Equal(
            Content.Concat(Machinery).Order(StringComparer.Ordinal),
            await AskAsync(api, "select table_name::text from information_schema.tables where table_schema = 'public' order by table_name collate \"C\""));
        Assert.All(Machinery, table => Assert.Contains($"`{table}`", document, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_brought_back_fills_every_table_as_it_was()
    {
        await WholeLedger.MakeAsync(api);

        // What stays of a page whose markup was deleted is that there was one.
        await AskAsync(api, "delete from claim_review_pages where deleted_at is not null");
        var import = await empty.Admin.ImportBytesAsync(await api.Admin.GetByteArrayAsync("/v1/exports/all.ndjson", Stop));

        Assert.True(import.Counts().EndsWith(" 0 0 0 0", StringComparison.Ordinal), import.Body.ToString());
        foreach (var table in Content)
        {
            var rows = $"select '{table} ' || (to_jsonb(t) - '{Derived}')::text from {table} t order by 1";
            var there = await AskAsync(api, rows);
            Assert.NotEmpty(there);
            Assert.Equal(there, await AskAsync(empty, rows));
        }
    }

    private static async Task<List<string>> AskAsync(ApiFixture service, string sql)
    {
        await using var connection = new NpgsqlConnection(service.Database.AdminConnectionString);
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync(Stop);
        var read = new List<string>();
        while (await rows.ReadAsync(Stop))
        {
            read.Add(rows.GetString(0));
        }

        return read;
    }
}
