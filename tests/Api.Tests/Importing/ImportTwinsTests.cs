using Npgsql;

namespace ClaimCheck.Api.Tests.Importing;

/// <summary>
/// The same row sent twice at once, for each kind of record. Nobody may write until both imports have come as far as they come: one of
/// them then finds what the other has stored, without beginning anew.
/// </summary>
public sealed class ImportTwinsTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory(Timeout = 30_000)]
    [InlineData("sources", """{"record":"source","slug":"twin-paper","name":"Twin","kind":"blog"}""")]
    [InlineData("rating_scales", """{"record":"ratingScale","slug":"twin-scale","name":"Twin","bestRating":2,"worstRating":1,"labels":[{"text":"Yes","normalized":"true","value":2},{"text":"No","normalized":"false","value":1}]}""")]
    [InlineData("articles", """{"record":"article","source":"cnn","externalId":"twin-1","title":"Twin"}""")]
    [InlineData("articles", """{"record":"article","source":"cnn","url":"https://cnn.example/twin","title":"Twin"}""")]
    [InlineData("articles", """{"record":"article","source":"cnn","title":"Twin without a name"}""")]
    [InlineData("claims", """{"record":"claim","source":"cnn","externalId":"twin-2","text":"Twin."}""")]
    [InlineData("claims", """{"record":"claim","source":"cnn","text":"Twin without a name."}""")]
    [InlineData("claim_links", """{"record":"link","from":"o1-1","to":"o1-2","relation":"context","rationale":"Twin."}""")]
    [InlineData("assessments", """{"record":"assessment","claim":"o1-1","ratingText":"False","normalized":"false","author":{"name":"Twin desk"},"reviewUrl":"https://facts.example.com/twin"}""")]
    [InlineData("assessments", """{"record":"assessment","claim":"o1-1","ratingText":"False","normalized":"false","author":{"name":"Another twin desk"}}""")]
    [InlineData("assessments", """{"record":"claimReview","claimReview":{"@type":"ClaimReview","url":"https://facts.example.com/review","claimReviewed":"Twin of a review.","author":{"@type":"Organization","name":"Desk"},"itemReviewed":{"@type":"Claim","author":{"@type":"Person","name":"Somebody"}},"reviewRating":{"@type":"Rating","alternateName":"False"}}}""")]
    [InlineData("source_reliability", """{"record":"reliability","source":"cnn","grade":"B","rationale":"Twin.","validFrom":"2014-01-01"}""")]
    [InlineData("origin_judgements", """{"record":"originJudgement","a":{"descriptor":"twin","relay":"cnn"},"b":{"descriptor":"other","relay":"bbc-news"},"verdict":"same","rationale":"Known."}""")]
    public async Task One_row_sent_twice_at_once_is_stored_once(string table, string row)
    {
        await using var holder = await OpenAsync();
        await using var watcher = await OpenAsync();
        var before = await CountAsync(watcher, $"select count(*) from {table}");
        await using var hold = await holder.BeginTransactionAsync(Stop);
        await CountAsync(holder, $"lock table {table} in share mode; select 0::bigint");

        var imports = Task.WhenAll(api.Admin.ImportAsync(row), api.Admin.ImportAsync(row));
        while (await CountAsync(watcher, "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") < 2)
        {
            if (imports.IsCompleted)
            {
                Assert.Fail($"Nobody had to wait: {(await imports)[0].Body}");
            }

            await Task.Delay(20, Stop);
        }

        await hold.CommitAsync(Stop);

        Assert.Equal(["0 0 1 0 0", "1 0 0 0 0"], (await imports).Select(import => import.Counts()).Order(StringComparer.Ordinal));
        Assert.Equal(before + 1, await CountAsync(watcher, $"select count(*) from {table}"));
        Assert.Equal(1, await CountAsync(watcher, "select max(attempt)::bigint from imports"));
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(api.Database.AdminConnectionString);
        await connection.OpenAsync(Stop);
        return connection;
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(Stop))!;
    }
}
