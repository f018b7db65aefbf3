using System.Text.Json;
using ClaimCheck.Api.Tests.Importing;
using ClaimCheck.Testing;
using Dapper;
using Npgsql;

namespace ClaimCheck.Api.Tests.Resources;

/// <summary>The review queue as it is filled while nobody asks for it. Each test has a service of its own.</summary>
public sealed class SuggestionWorkerTests(PostgresFixture postgres) : ApiFixture(postgres)
{
    protected override string[] Arguments => [.. base.Arguments, "--Suggestions:MostOpen=100"];

    [Fact]
    public async Task After_an_import_what_contradicts_each_other_comes_into_the_queue_and_nothing_is_confirmed()
    {
        await FollowingAsync();

        await Contributor.ImportAsync("""
            {"record":"claim","source":"cnn","externalId":"w-1","text":"Cairo has sent no barges to Raqqa on Friday.","language":"en","claimedAt":"2014-09-12"}
            {"record":"claim","source":"debkafile","externalId":"w-2","text":"Cairo has sent barges to Raqqa on Friday.","language":"en","claimedAt":"2014-09-12"}
            """);

        var link = await QueuedAsync("barges");
        Assert.Equal(("contradicts", "suggested"), (link.GetProperty("relation").GetString(), link.GetProperty("status").GetString()));
        Assert.DoesNotContain(
            (await Reader.ReadAsync("/v1/links?status=confirmed&limit=200")).Items, each => each.GetProperty("method").GetString() == "text_similarity");
    }

    [Fact]
    public async Task After_a_new_claim_too()
    {
        await FollowingAsync();

        await Contributor.SendJsonAsync("/v1/claims", """{"source":"cnn","text":"Cairo has closed no schools in Aleppo on Friday.","language":"en","claimedAt":"2014-09-12"}""");
        await Contributor.SendJsonAsync("/v1/claims", """{"source":"debkafile","text":"Cairo has closed schools in Aleppo on Friday.","language":"en","claimedAt":"2014-09-12"}""");

        Assert.Equal("Suggested links", (await QueuedAsync("schools")).GetProperty("proposedBy").GetString());
    }

    // What was there before it began is not looked at.
    private async Task FollowingAsync()
    {
        await using var connection = new NpgsqlConnection(Database.ServiceConnectionString);
        await Eventually.TrueAsync(
            async () => await connection.ExecuteScalarAsync<bool>("select exists (select from change_followers where name = 'suggestions')"),
            "the worker has begun");
    }

    private async Task<JsonElement> QueuedAsync(string word)
    {
        JsonElement? found = null;
        await Eventually.TrueAsync(
            async () =>
            {
                var queue = (await Reader.ReadAsync("/v1/links?status=suggested&method=text_similarity&limit=200")).Items;
                found = queue.Where(link => link.GetProperty("rationale").GetString()!.Contains(word, StringComparison.Ordinal)).Select(link => (JsonElement?)link).FirstOrDefault();
                return found is not null;
            },
            "the queue was filled");
        return found!.Value;
    }
}
