using System.Text.Json;
using ClaimCheck.Domain.Links;

namespace ClaimCheck.Api.Tests.Resources;

/// <summary>What is recorded before a withdrawal, how it is made, and what its answer tells of.</summary>
public abstract class WithdrawalSteps(ApiFixture api)
{
    private static int lastName;

    protected ApiFixture Api { get; } = api;

    protected static string Hop(string source) => $$"""{"source":"{{source}}"}""";

    protected static string[] Fallen(Reply reply) => [.. reply.Body.GetProperty("withdrawal").GetProperty("claims").EnumerateArray()
        .Select(claim => $"{claim.GetProperty("id")} {claim.GetProperty("effect")}")];

    protected static Guid[] Links(Reply reply) => [.. reply.Body.GetProperty("withdrawal").GetProperty("links").EnumerateArray()
        .Select(link => link.GetProperty("id").GetGuid())];

    protected static string Numbers(JsonElement count) => $"{count.GetProperty("floor")} {count.GetProperty("ceiling")}";

    /// <summary>What is left of a claim's count; of one that does not change, nothing is said.</summary>
    protected static string AfterOf(Guid claim, Reply shown) => shown.Body.GetProperty("withdrawal").GetProperty("counts").EnumerateArray()
        .Where(change => change.GetProperty("claim").GetGuid() == claim).Select(change => Numbers(change.GetProperty("after"))).SingleOrDefault("as it was");

    /// <summary>How a claim stood before its latest version.</summary>
    protected async Task<string?> StatusBeforeAsync(Guid claim) =>
        (await Api.Reader.ReadAsync($"/v1/claims/{claim}/history")).Items[1].GetProperty("after").GetProperty("status").GetString();

    protected async Task<string?> StatusAsync(Guid claim) => (await Api.Reader.ReadAsync($"/v1/claims/{claim}")).Text("status");

    /// <summary>How many changes are on record, and answers kept.</summary>
    protected Task<long> WrittenAsync() => CountAsync(
        "select (select count(*) from audit_log) + (select count(*) from idempotency_keys) + (select count(*) from source_retraction_claims)");

    protected async Task<long> CountAsync(string sql)
    {
        await using var connection = new Npgsql.NpgsqlConnection(Api.Database.AdminConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new Npgsql.NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    protected static Guid[] Shaken(Reply reply) => [.. reply.Body.GetProperty("withdrawal").GetProperty("assessments").EnumerateArray()
        .Select(assessment => assessment.GetProperty("id").GetGuid())];

    protected async Task<Guid> AssessAsync(Guid claim) => (await Api.Contributor.SendJsonAsync(
        $"/v1/claims/{claim}/assessments", """{"ratingText":"False","normalized":"false","summary":"So it is.","author":{"name":"Desk"}}""")).Id;

    protected Task<Reply> TakeBackAsync(Guid claim, string query = "") =>
        Api.Editor.SendJsonAsync($"/v1/claims/{claim}/retract{query}", """{"reason":"No."}""");

    protected Task<Reply> RetractAsync(string source, string body, string query = "", params (string Name, string Value)[] headers) =>
        Api.Editor.SendJsonAsync($"/v1/sources/{source}/retractions{query}", body, headers);

    protected async Task<string> SourceAsync() => (await Api.Contributor.SendJsonAsync(
        "/v1/sources", $$"""{"name":"Withdrawing source","slug":"withdrawing-{{Interlocked.Increment(ref lastName)}}","kind":"blog"}""")).Id.ToString();

    protected async Task<Guid> ClaimAsync(
        string source, string? hop = null, string? claimedAt = null, string text = "Something happened.", string? publishedAt = null,
        string basis = "unknown")
    {
        var date = claimedAt is null ? "" : $",\"claimedAt\":\"{claimedAt}\"";
        var article = publishedAt is null ? "" : $",\"article\":\"{await ArticleAsync(source, publishedAt)}\"";
        return (await Api.Contributor.SendJsonAsync(
            "/v1/claims", $$"""{"source":"{{source}}","text":"{{text}}","basis":"{{basis}}","attribution":[{{hop}}]{{date}}{{article}}}""")).Id;
    }

    protected async Task<Guid> ArticleAsync(string source, string publishedAt) => (await Api.Contributor.SendJsonAsync(
        "/v1/articles",
        $$"""{"source":"{{source}}","url":"https://withdrawing.example/{{Interlocked.Increment(ref lastName)}}","title":"A report","publishedAt":"{{publishedAt}}"}""")).Id;

    protected Task<Reply> LinkAsync(Guid from, Guid to, LinkRelation relation) => Api.Editor.SendJsonAsync(
        $"/v1/claims/{from}/links", $$"""{"target":"{{to}}","relation":"{{Domain.Words<LinkRelation>.Of(relation)}}","rationale":"A reason.","status":"confirmed"}""");
}
