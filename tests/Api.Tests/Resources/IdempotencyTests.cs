using System.Net;
using System.Text.Json;
using ClaimCheck.Api.Access;
using ClaimCheck.Domain.Access;
using ClaimCheck.Testing;
using Npgsql;

namespace ClaimCheck.Api.Tests.Resources;

/// <summary>Whoever sends a request again under the same Idempotency-Key.</summary>
public sealed class IdempotencyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string WaitForALock = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

    private static int sent;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> Writes { get; } = new()
    {
        { "/v1/sources", """{"name":"Repeated","kind":"blog","slug":"repeated-SEED"}""", "select count(*) from sources where slug = 'repeated-SEED'" },
        { "/v1/sources/cnn/reliability", """{"grade":"B","rationale":"Repeated SEED."}""", "select count(*) from source_reliability where rationale = 'Repeated SEED.'" },
        { "/v1/articles", """{"source":"cnn","title":"Repeated SEED"}""", "select count(*) from articles where title = 'Repeated SEED'" },
        { "/v1/claims", """{"source":"cnn","text":"Repeated SEED."}""", "select count(*) from claims where text = 'Repeated SEED.'" },
        { "/v1/claims", """{"source":"cnn","text":"Repeated SEED.","article":{"url":"https://example.org/SEED"}}""", "select count(*) from claims where text = 'Repeated SEED.'" },
        { "/v1/claims/CLAIM/links", """{"target":"OTHER","relation":"context","rationale":"Repeated SEED."}""", "select count(*) from claim_links where rationale = 'Repeated SEED.'" },
        { "/v1/claims/CLAIM/retract", """{"reason":"Repeated SEED."}""", "select count(*) from audit_log where reason = 'Repeated SEED.'" },
        { "/v1/links/LINK/review", """{"decision":"confirmed","note":"Repeated SEED."}""", "select count(*) from link_reviews where note = 'Repeated SEED.'" },
        { "/v1/links/LINK/retract", """{"reason":"Repeated SEED."}""", "select count(*) from audit_log where reason = 'Repeated SEED.'" },
        { "/v1/api-keys", """{"name":"Repeated SEED","role":"reader"}""", "select count(*) from api_keys where name = 'Repeated SEED'" },
    };

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task The_same_request_gets_the_same_answer_and_is_done_once(string path, string body, string count)
    {
        var request = await FillAsync(path, body, count);

        var first = await SendAsync(request);
        var second = await SendAsync(request);

        Assert.True(first.Message.IsSuccessStatusCode, first.Body.ToString());
        Assert.False(IsReplay(first));
        Assert.True(IsReplay(second), second.Body.ToString());
        AssertSame(first, second);
        Assert.Equal(1L, await CountAsync(request.Count));
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_hundred_of_the_same_request_at_once_do_it_once_and_all_learn_the_answer(string path, string body, string count)
    {
        var request = await FillAsync(path, body, count);

        var replies = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => SendUntilAnsweredAsync(request)));

        Assert.Single(replies, reply => !IsReplay(reply));
        Assert.All(replies, reply => AssertSame(replies[0], reply));
        Assert.Equal(1L, await CountAsync(request.Count));
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Without_a_key_the_same_request_is_done_or_refused_anew(string path, string body, string count)
    {
        var request = await FillAsync(path, body, count);

        await api.Admin.SendJsonAsync(request.Path, request.Body);
        var second = await api.Admin.SendJsonAsync(request.Path, request.Body);

        Assert.False(IsReplay(second));
        Assert.True(second.Status == HttpStatusCode.Conflict || await CountAsync(request.Count) == 2, second.Body.ToString());
    }

    [Fact]
    public async Task Another_body_or_address_under_the_same_key_is_refused()
    {
        var key = NewKey();
        await api.Contributor.SendJsonAsync("/v1/claims", """{"source":"cnn","text":"One."}""", ("Idempotency-Key", key));

        var otherBody = await api.Contributor.SendJsonAsync("/v1/claims", """{"source":"cnn","text":"Two."}""", ("Idempotency-Key", key));
        var otherPath = await api.Contributor.SendJsonAsync("/v1/claims/", """{"source":"cnn","text":"One."}""", ("Idempotency-Key", key));
        var otherCaller = await api.Editor.SendJsonAsync("/v1/claims", """{"source":"cnn","text":"One."}""", ("Idempotency-Key", key));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency-key-reused"), (otherBody.Status, otherBody.Problem));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency-key-reused"), (otherPath.Status, otherPath.Problem));
        Assert.Equal((HttpStatusCode.Created, false), (otherCaller.Status, IsReplay(otherCaller)));
    }

    [Fact]
    public async Task A_refusal_of_meaning_is_kept_and_one_of_shape_is_not()
    {
        var (meaning, shape) = (NewKey(), NewKey());
        var unknown = $$"""{"source":"later-{{meaning}}","text":"Too early."}""";

        var refused = await api.Contributor.SendJsonAsync("/v1/claims", unknown, ("Idempotency-Key", meaning));
        await api.Contributor.SendJsonAsync("/v1/sources", $$"""{"name":"Later","kind":"blog","slug":"later-{{meaning}}"}""");
        var again = await api.Contributor.SendJsonAsync("/v1/claims", unknown, ("Idempotency-Key", meaning));
        var misshapen = await api.Contributor.SendJsonAsync("/v1/claims", """{"source":"cnn"}""", ("Idempotency-Key", shape));
        var mended = await api.Contributor.SendJsonAsync("/v1/claims", """{"source":"cnn","text":"Mended."}""", ("Idempotency-Key", shape));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        AssertSame(refused, again);
        Assert.Equal("application/problem+json", again.Message.Content.Headers.ContentType?.MediaType);
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Created), (misshapen.Status, mended.Status));
    }

    [Fact]
    public async Task An_outdated_version_may_be_tried_again_under_the_same_key()
    {
        var claim = (await api.Contributor.SendJsonAsync("/v1/claims", """{"source":"cnn","text":"Versioned."}""")).Id;
        var key = NewKey();

        var refused = await api.Editor.SendJsonAsync($"/v1/claims/{claim}/retract", """{"reason":"No."}""", ("If-Match", "\"7\""), ("Idempotency-Key", key));
        var done = await api.Editor.SendJsonAsync($"/v1/claims/{claim}/retract", """{"reason":"No."}""", ("If-Match", "\"1\""), ("Idempotency-Key", key));
        var again = await api.Editor.SendJsonAsync($"/v1/claims/{claim}/retract", """{"reason":"No."}""", ("If-Match", "\"1\""), ("Idempotency-Key", key));

        Assert.Equal((HttpStatusCode.PreconditionFailed, HttpStatusCode.OK), (refused.Status, done.Status));
        AssertSame(done, again);
    }

    [Fact]
    public async Task A_request_that_is_being_worked_on_is_not_begun_twice()
    {
        var claim = (await api.Contributor.SendJsonAsync("/v1/claims", """{"source":"cnn","text":"Busy."}""")).Id;
        var key = NewKey();
        await using var connection = new NpgsqlConnection(api.Database.AdminConnectionString);
        await connection.OpenAsync(Stop);
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        await using (var hold = new NpgsqlCommand("select id from claims where id = $1 for update", connection) { Parameters = { new() { Value = claim } } })
        {
            await hold.ExecuteNonQueryAsync(Stop);
        }

        var first = api.Editor.SendJsonAsync($"/v1/claims/{claim}/retract", """{"reason":"No."}""", ("Idempotency-Key", key));
        await Eventually.TrueAsync(async () => await CountAsync(WaitForALock) > 0, "the first request waits for the claim");
        var second = await api.Editor.SendJsonAsync($"/v1/claims/{claim}/retract", """{"reason":"No."}""", ("Idempotency-Key", key));
        await transaction.RollbackAsync(Stop);

        Assert.Equal((HttpStatusCode.Conflict, "idempotency-key-in-use"), (second.Status, second.Problem));
        Assert.Equal(TimeSpan.FromSeconds(1), second.Message.Headers.RetryAfter?.Delta);
        Assert.Equal(HttpStatusCode.OK, (await first).Status);
    }

    [Fact]
    public async Task The_kept_answer_to_a_new_key_gives_its_secret_to_nobody_but_the_caller()
    {
        var request = ("/v1/api-keys", """{"name":"Sealed","role":"reader"}""", "", NewKey());
        var made = await SendAsync(request);
        var secret = ApiKeyToken.Parse(made.Text("key"))!.Secret;

        Assert.Equal(made.Text("key"), (await SendAsync(request)).Text("key"));
        await using var connection = new NpgsqlConnection(api.Database.AdminConnectionString);
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand("select body from idempotency_keys where key = $1", connection) { Parameters = { new() { Value = request.Item4 } } };
        var kept = (byte[])(await command.ExecuteScalarAsync(Stop))!;
        Assert.True(kept.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(secret)) < 0);
        Assert.True(kept.AsSpan().IndexOf("Sealed"u8) < 0);
    }

    [Fact]
    public async Task What_was_taken_down_is_not_answered_again()
    {
        var request = ("/v1/claims", """{"source":"cnn","text":"To be taken down."}""", "", NewKey());
        var made = await SendAsync(request);

        await api.Admin.RemoveAsync($"/v1/claims/{made.Id}?reason=An+order");
        var again = await SendAsync(request);

        Assert.Equal((HttpStatusCode.Gone, "gone"), (again.Status, again.Problem));
        Assert.Equal(0L, await CountAsync("select count(*) from idempotency_keys where position('To be taken down'::bytea in body) > 0"));
    }

    [Fact]
    public async Task An_answer_is_forgotten_after_a_day_and_others_are_not()
    {
        var (old, young) = (NewKey(), NewKey());
        var path = "/v1/claims";
        var body = """{"source":"cnn","text":"Of yesterday."}""";
        var first = await api.Contributor.SendJsonAsync(path, body, ("Idempotency-Key", old));
        await api.Contributor.SendJsonAsync(path, body, ("Idempotency-Key", young));
        await ExecuteAsync($"update idempotency_keys set kept_at = kept_at - interval '24 hours' where key = '{old}'");

        var anew = await api.Contributor.SendJsonAsync(path, body, ("Idempotency-Key", old));
        Assert.Equal((HttpStatusCode.Created, false), (anew.Status, IsReplay(anew)));
        Assert.NotEqual(first.Id, anew.Id);

        await ExecuteAsync($"update idempotency_keys set kept_at = kept_at - interval '24 hours' where key = '{old}'");
        await api.Data.IdempotencyStore.ForgetAsync(TimeProvider.System.GetUtcNow(), Stop);
        Assert.Equal(0L, await CountAsync($"select count(*) from idempotency_keys where key = '{old}'"));
        Assert.Equal(1L, await CountAsync($"select count(*) from idempotency_keys where key = '{young}'"));
    }

    [Fact]
    public void Every_POST_of_the_document_takes_a_key()
    {
        // But for those that store nothing: to repeat them doubles nothing.
        string[] storeNothing = [nameof(Operation.MatchTexts), nameof(Operation.MatchArticle)];
        var posts = Contract.DocumentedOperation.All
            .Where(operation => operation.Method == HttpMethod.Post && !storeNothing.Contains(operation.Id)).ToList();

        Assert.NotEmpty(posts);
        Assert.All(posts, post => Assert.Contains(
            post.Parameters, parameter => Contract.DocumentedOperation.Text(parameter, "name") == "Idempotency-Key"));
    }

    private static string NewKey() => $"test-{Interlocked.Increment(ref sent)}";

    private static bool IsReplay(Reply reply) => reply.Message.Headers.Contains("Idempotent-Replayed");

    private static void AssertSame(Reply one, Reply other)
    {
        Assert.Equal(one.Status, other.Status);
        Assert.Equal(one.Body.GetRawText(), other.Body.GetRawText());
        Assert.Equal(one.Message.Headers.ETag, other.Message.Headers.ETag);
        Assert.Equal(one.Message.Headers.Location, other.Message.Headers.Location);
        Assert.Equal(one.Message.Content.Headers.ContentType, other.Message.Content.Headers.ContentType);
        Assert.Equal(one.Message.Headers.CacheControl, other.Message.Headers.CacheControl);
    }

    private Task<Reply> SendAsync((string Path, string Body, string Count, string Key) request) =>
        api.Admin.SendJsonAsync(request.Path, request.Body, ("Idempotency-Key", request.Key));

    private async Task<Reply> SendUntilAnsweredAsync((string Path, string Body, string Count, string Key) request)
    {
        Reply? answer = null;
        await Eventually.TrueAsync(
            async () =>
            {
                answer = await SendAsync(request);
                var isAnswered = answer.Message.Headers.RetryAfter is null;
                Assert.True(isAnswered || answer.Problem is "idempotency-key-in-use" or "overloaded", answer.Body.ToString());
                return isAnswered;
            },
            "the request is answered");
        return answer!;
    }

    /// <summary>The request with things of its own to write about.</summary>
    private async Task<(string Path, string Body, string Count, string Key)> FillAsync(string path, string body, string count)
    {
        var seed = NewKey();
        var texts = new List<string> { path, body, count };
        void Fill(string mark, string value) => texts = texts.ConvertAll(text => text.Replace(mark, value, StringComparison.Ordinal));
        Fill("SEED", seed);
        var claim = await ClaimAsync();
        var other = await ClaimAsync();
        Fill("CLAIM", claim);
        Fill("OTHER", other);
        if (texts[0].Contains("LINK", StringComparison.Ordinal))
        {
            var link = await api.Contributor.SendJsonAsync(
                $"/v1/claims/{claim}/links", $$"""{"target":"{{other}}","relation":"context","rationale":"A reason."}""");
            Fill("LINK", link.Id.ToString());
        }

        return (texts[0], texts[1], texts[2], seed);
    }

    private async Task<string> ClaimAsync() =>
        (await api.Contributor.SendJsonAsync("/v1/claims", """{"source":"cnn","text":"Something."}""")).Id.ToString();

    private async Task<long> CountAsync(string statement) => (long)(await RunAsync(statement, command => command.ExecuteScalarAsync(Stop)))!;

    private Task<int> ExecuteAsync(string statement) => RunAsync(statement, command => command.ExecuteNonQueryAsync(Stop));

    private async Task<T> RunAsync<T>(string statement, Func<NpgsqlCommand, Task<T>> run)
    {
        await using var connection = new NpgsqlConnection(api.Database.AdminConnectionString);
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(statement, connection);
        return await run(command);
    }
}
