using System.Net;
using System.Text.Json;
using ClaimCheck.Domain.Withdrawal;
using Npgsql;

namespace ClaimCheck.Api.Tests.Resources;

/// <summary>Claims in the middle of many others, within the deadline that the service has unless another is set.</summary>
public sealed class LargeWithdrawalTests(PostgresFixture postgres) : ApiFixture(postgres)
{
    private const int Outlets = 40;

    protected override string[] Arguments => ["--Limits:UnitsPerSecond=1000000", "--Limits:FailedLoginsPerMinute=10000"];

    [Fact]
    public async Task A_claim_in_the_middle_of_thousands_can_be_shown_and_retracted_within_the_deadline()
    {
        var claim = await ClaimAsync("The dam has burst.");
        var (assessment, near) = await SurroundAsync(claim, 3000);

        // The very first of everything may be slow.
        await RetractAsync(await ClaimAsync("Something else."), "?dryRun=true");
        var shown = await RetractAsync(claim, "?dryRun=true");
        var retracted = await RetractAsync(claim);
        var flagged = await Reader.ReadAsync($"/v1/assessments/{assessment}");

        var withdrawal = shown.Body.GetProperty("withdrawal");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, "retracted"), (shown.Status, retracted.Status, retracted.Text("status")));
        Assert.Equal((3000, false), (withdrawal.GetProperty("links").GetArrayLength(), withdrawal.GetProperty("countsComplete").GetBoolean()));

        // What is assessed is counted first: of all that spoke for it, it is left alone.
        var change = withdrawal.GetProperty("counts").EnumerateArray().First();
        Assert.Equal(near, change.GetProperty("claim").GetGuid());
        Assert.Equal((Outlets, 1), (change.GetProperty("before").GetProperty("ceiling").GetInt32(), change.GetProperty("after").GetProperty("ceiling").GetInt32()));
        Assert.Equal(JsonValueKind.Object, flagged.Body.GetProperty("needsReview").ValueKind);
    }

    [Fact]
    public async Task What_is_too_much_to_show_can_be_retracted_and_shakes_all_verdicts_concerned()
    {
        var claim = await ClaimAsync("The bank is insolvent.");
        var (assessment, _) = await SurroundAsync(claim, FallenClaims.MostAtOnce + 1);

        var shown = await RetractAsync(claim, "?dryRun=true");
        var retracted = await RetractAsync(claim);
        var flagged = await Reader.ReadAsync($"/v1/assessments/{assessment}");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "too-much-at-once"), (shown.Status, shown.Problem));
        Assert.Contains("can be retracted all the same", shown.Text("detail"), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, "retracted"), (retracted.Status, retracted.Text("status")));
        Assert.Contains(claim.ToString(), flagged.Body.GetProperty("needsReview").GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    private Task<Reply> RetractAsync(Guid claim, string query = "") =>
        Editor.SendJsonAsync($"/v1/claims/{claim}/retract{query}", """{"reason":"No."}""");

    private async Task<Guid> ClaimAsync(string text) =>
        (await Contributor.SendJsonAsync("/v1/claims", $$"""{"source":"cnn","text":"{{text}}"}""")).Id;

    /// <summary>So many first-hand claims of several outlets, each restating the one in the middle; one, the oldest, is assessed.</summary>
    private async Task<(Guid Assessment, Guid Claim)> SurroundAsync(Guid middle, int count)
    {
        await RunAsync($"""
            insert into sources (id, slug, name, kind, family_id, created_at, updated_at)
            select id, 'witness-' || id, 'A witness', 'blog', id, now(), now() from (select gen_random_uuid() as id from generate_series(1, {Outlets})) as made
            """);
        await RunAsync($"""
            with outlets as (select id, row_number() over (order by id) as number from sources where slug like 'witness-%' order by created_at desc limit {Outlets}),
            made as (
                insert into claims (id, source_id, text, language, modality, basis, created_at, updated_at)
                select gen_random_uuid(), (select o.id from outlets o where (o.number - 1) % {Outlets} = n % {Outlets}),
                       md5(n::text) || ' ' || md5('b' || n) || ' ' || md5('c' || n), 'en', 'asserted', 'witnessed', now(), now()
                  from generate_series(1, {count}) n
                returning id)
            insert into claim_links (id, from_claim_id, to_claim_id, relation, status, method, rationale, proposed_by, created_at, updated_at)
            select gen_random_uuid(), least(id, '{middle}'), greatest(id, '{middle}'), 'restates', 'confirmed', 'human', 'Because.', 'tests', now(), now() from made
            """);
        await RunAsync("analyze claims, claim_links");
        var near = (Guid)(await RunAsync(
            $"select l.from_claim_id from claim_links l where l.to_claim_id = '{middle}' union all select l.to_claim_id from claim_links l where l.from_claim_id = '{middle}' order by 1 limit 1"))!;
        var assessment = await Contributor.SendJsonAsync(
            $"/v1/claims/{near}/assessments", """{"ratingText":"True","normalized":"true","summary":"So it is.","author":{"name":"Desk"}}""");
        return (assessment.Id, near);
    }

    private async Task<object?> RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Database.AdminConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
