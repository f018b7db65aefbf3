using System.Net;
using System.Text.Json;

namespace ClaimCheck.Api.Tests.Resources;

public sealed class SourceTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_source_without_a_slug_gets_one_of_its_name()
    {
        var created = await api.Contributor.SendJsonAsync("/v1/sources", """{"name":"Süddeutsche Zeitung","kind":"news_outlet"}""");

        Assert.Equal(HttpStatusCode.Created, created.Status);
        Assert.Equal("suddeutsche-zeitung", created.Text("slug"));
        Assert.Equal($"/v1/sources/{created.Id}", created.Message.Headers.Location?.ToString());
        Assert.Equal("\"1\"", created.Message.Headers.ETag?.Tag);
        Assert.Equal("suddeutsche-zeitung", created.Body.GetProperty("family").GetProperty("slug").GetString());
    }

    [Fact]
    public async Task A_slug_that_is_taken_is_a_conflict_that_names_who_has_it()
    {
        var bbc = await api.Reader.ReadAsync("/v1/sources/bbc");

        var refused = await api.Contributor.SendJsonAsync("/v1/sources", """{"name":"B.B.C","slug":"bbc","kind":"broadcaster"}""");

        Assert.Equal((HttpStatusCode.Conflict, "already-exists"), (refused.Status, refused.Problem));
        Assert.Equal(bbc.Id.ToString(), refused.Text("existingId"));
    }

    [Fact]
    public async Task A_source_is_found_by_id_slug_and_externalId()
    {
        var created = await api.Contributor.SendJsonAsync(
            "/v1/sources", """{"name":"Reuters","kind":"wire_agency","externalId":"cms:42"}""");

        foreach (var name in new[] { created.Id.ToString(), "reuters", "cms:42" })
        {
            var found = await api.Reader.ReadAsync($"/v1/sources/{name}");
            Assert.Equal(created.Id, found.Id);
        }
    }

    [Fact]
    public async Task A_new_owner_takes_everything_below_into_its_family()
    {
        await api.Contributor.SendJsonAsync("/v1/sources", """{"name":"Crown","kind":"government"}""");
        await api.Contributor.SendJsonAsync("/v1/sources", """{"name":"Holding","kind":"institution"}""");
        await api.Contributor.SendJsonAsync("/v1/sources", """{"name":"Paper","kind":"news_outlet","parent":"holding"}""");

        var moved = await api.Contributor.PatchJsonAsync("/v1/sources/holding", """{"parent":"crown"}""");
        var paper = await api.Reader.ReadAsync("/v1/sources/paper");
        var history = await api.Reader.ReadAsync("/v1/sources/paper/history");

        Assert.Equal(HttpStatusCode.OK, moved.Status);
        Assert.Equal("crown", paper.Body.GetProperty("family").GetProperty("slug").GetString());
        Assert.Equal(2, paper.Version);
        Assert.Equal("holding", history.Items[0].GetProperty("before").GetProperty("family").GetProperty("slug").GetString());
        Assert.Equal("crown", history.Items[0].GetProperty("after").GetProperty("family").GetProperty("slug").GetString());
    }

    [Fact]
    public async Task A_source_cannot_come_to_own_itself()
    {
        await api.Contributor.SendJsonAsync("/v1/sources", """{"name":"Alpha","kind":"institution"}""");
        await api.Contributor.SendJsonAsync("/v1/sources", """{"name":"Beta","kind":"institution","parent":"alpha"}""");
        await api.Contributor.SendJsonAsync("/v1/sources", """{"name":"Gamma","kind":"institution","parent":"beta"}""");

        var refused = await api.Contributor.PatchJsonAsync("/v1/sources/alpha", """{"parent":"gamma"}""");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "ownership-cycle"), (refused.Status, refused.Problem));
        Assert.Contains("alpha <- gamma <- beta <- alpha", refused.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Grades_stand_beside_each_other_and_the_latest_day_counts()
    {
        await api.Editor.SendJsonAsync("/v1/sources/cnn/reliability", """{"grade":"B","rationale":"Usually right.","validFrom":"2014-01-01"}""");
        await api.Editor.SendJsonAsync("/v1/sources/cnn/reliability", """{"grade":"F","rationale":"Too little known.","validFrom":"2010-01-01"}""");

        var grades = await api.Reader.ReadAsync("/v1/sources/cnn/reliability");
        var source = await api.Reader.ReadAsync("/v1/sources/cnn");

        Assert.Equal(["B", "F"], grades.Items.Select(g => g.GetProperty("grade").GetString()!));
        Assert.Equal("B", source.Body.GetProperty("reliability").GetProperty("grade").GetString());
        Assert.Equal(3, source.Version);
    }

    [Fact]
    public async Task An_unknown_parent_is_named()
    {
        var refused = await api.Contributor.SendJsonAsync("/v1/sources", """{"name":"Orphan","kind":"blog","parent":"nobody"}""");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "unknown-reference"), (refused.Status, refused.Problem));
        Assert.True(refused.Body.GetProperty("errors").TryGetProperty("$.parent", out _));
    }

    [Fact]
    public async Task A_family_is_found_at_any_depth()
    {
        var family = await api.Reader.ReadAsync("/v1/sources?family=bbc-persian");

        Assert.Equal(
            ["bbc", "bbc-news", "bbc-persian"],
            family.Items.Select(s => s.GetProperty("slug").GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Pages_follow_one_another_without_gap_or_repeat()
    {
        var seen = new List<string?>();
        for (string? next = "/v1/sources?limit=4"; next is not null;)
        {
            var page = await api.Reader.ReadAsync(next);
            seen.AddRange(page.Items.Select(s => s.GetProperty("slug").GetString()));
            var link = page.Message.Headers.TryGetValues("Link", out var links) ? links.Single() : null;
            Assert.Equal(page.Body.GetProperty("nextCursor").ValueKind == JsonValueKind.Null, link is null);
            next = link?[1..link.IndexOf('>', StringComparison.Ordinal)];
        }

        var whole = await api.Reader.ReadAsync("/v1/sources?limit=200");
        Assert.Equal(whole.Items.Select(s => s.GetProperty("slug").GetString()), seen);
    }
}
