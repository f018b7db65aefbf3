using System.Net;

namespace ClaimCheck.Api.Tests.Resources;

public sealed class RatingScaleTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Labels = """[{"text":"Green","normalized":"true","value":3},{"text":"Grey","normalized":"unverifiable"}]""";

    private static int made;

    [Fact]
    public async Task A_scale_keeps_the_newsrooms_words_in_its_order()
    {
        var slug = NewSlug();
        var created = await api.Editor.SendJsonAsync("/v1/rating-scales", Scale(slug));

        var bySlug = await api.Reader.ReadAsync($"/v1/rating-scales/{slug}");
        var byId = await api.Reader.ReadAsync($"/v1/rating-scales/{created.Id}");

        Assert.Equal((HttpStatusCode.Created, 1), (created.Status, created.Version));
        Assert.Equal(created.Body.ToString(), bySlug.Body.ToString());
        Assert.Equal(created.Body.ToString(), byId.Body.ToString());
        Assert.Equal(["Green true 3", "Grey unverifiable "], bySlug.Body.GetProperty("labels").EnumerateArray()
            .Select(label => $"{label.GetProperty("text")} {label.GetProperty("normalized")} {label.GetProperty("value")}"));
    }

    [Fact]
    public async Task A_slug_is_made_of_the_name_and_a_second_one_is_refused_with_the_first()
    {
        var first = await api.Editor.SendJsonAsync("/v1/rating-scales", $$"""{"name":"Harbour Lights","labels":{{Labels}},"bestRating":3,"worstRating":1}""");
        var second = await api.Editor.SendJsonAsync("/v1/rating-scales", Scale("harbour-lights"));

        Assert.Equal("harbour-lights", first.Text("slug"));
        Assert.Equal((HttpStatusCode.Conflict, "already-exists", first.Id.ToString()), (second.Status, second.Problem, second.Text("existingId")));
    }

    [Fact]
    public async Task A_change_takes_the_version_it_was_made_from_and_is_on_record()
    {
        var slug = NewSlug();
        var created = await api.Editor.SendJsonAsync("/v1/rating-scales", Scale(slug));
        var tag = created.Message.Headers.ETag!.ToString();

        var changed = await api.Editor.PatchJsonAsync($"/v1/rating-scales/{slug}", """{"labels":[{"text":"Red","normalized":"false","value":1}]}""", tag);
        var stale = await api.Editor.PatchJsonAsync($"/v1/rating-scales/{slug}", """{"name":"Later"}""", tag);
        var unconditional = await api.Editor.PatchJsonAsync($"/v1/rating-scales/{slug}", """{"name":"Later"}""", null);
        var history = await api.Reader.ReadAsync($"/v1/rating-scales/{slug}/history");
        var unchanged = await api.Reader.ReadAsync($"/v1/rating-scales/{slug}", ("If-None-Match", changed.Message.Headers.ETag!.ToString()));

        Assert.Equal((HttpStatusCode.OK, 2), (changed.Status, changed.Version));
        Assert.Equal("Red", Assert.Single(changed.Body.GetProperty("labels").EnumerateArray()).GetProperty("text").GetString());
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.Status);
        Assert.Equal(HttpStatusCode.PreconditionRequired, unconditional.Status);
        Assert.Equal(["changed", "created"], history.Items.Select(entry => entry.GetProperty("action").GetString()));
        Assert.Equal(HttpStatusCode.NotModified, unchanged.Status);
    }

    [Fact]
    public async Task A_change_of_the_scale_changes_no_verdict_that_was_given_on_it()
    {
        var slug = NewSlug();
        await api.Editor.SendJsonAsync("/v1/rating-scales", Scale(slug));
        var claim = await api.Contributor.SendJsonAsync("/v1/claims", """{"source":"cnn","text":"Something happened."}""");
        var given = await api.Contributor.SendJsonAsync(
            $"/v1/claims/{claim.Id}/assessments", $$"""{"ratingText":"Green","scale":"{{slug}}","author":{"name":"Desk"} }""");

        await api.Editor.PatchJsonAsync(
            $"/v1/rating-scales/{slug}", """{"bestRating":9,"labels":[{"text":"Green","normalized":"false","value":9}]}""");
        var retitled = await api.Contributor.PatchJsonAsync($"/v1/assessments/{given.Id}", """{"title":"A title"}""");
        var reassessed = await api.Contributor.PatchJsonAsync($"/v1/assessments/{given.Id}", """{"ratingText":"Green"}""");

        Assert.Equal(("true", "3", "3"), (retitled.Text("normalized"), retitled.Text("ratingValue"), retitled.Text("bestRating")));
        Assert.Equal(("false", "9", "9"), (reassessed.Text("normalized"), reassessed.Text("ratingValue"), reassessed.Text("bestRating")));
    }

    [Theory]
    [InlineData("""{"name":"X","labels":[]}""", "$.labels")]
    [InlineData("""{"name":"X","labels":[{"text":"A","normalized":"true"},{"text":"A","normalized":"false"}]}""", "$.labels")]
    [InlineData("""{"name":"X","labels":[{"text":" ","normalized":"true"}]}""", "$.labels[0].text")]
    [InlineData("""{"name":"X","labels":[{"text":"A","normalized":"perhaps"}]}""", "$.labels[0].normalized")]
    [InlineData("""{"name":"X","labels":[{"text":"A","normalized":"true","value":1}]}""", "$.labels[0].value")]
    [InlineData("""{"name":"X","bestRating":5,"worstRating":1,"labels":[{"text":"A","normalized":"true","value":6}]}""", "$.labels[0].value")]
    [InlineData("""{"name":"X","bestRating":5,"labels":[{"text":"A","normalized":"true"}]}""", "$.worstRating")]
    [InlineData("""{"name":"X","bestRating":1,"worstRating":5,"labels":[{"text":"A","normalized":"true"}]}""", "$.worstRating")]
    [InlineData("""{"name":"X","bestRating":1e400,"worstRating":1,"labels":[{"text":"A","normalized":"true"}]}""", "$.bestRating")]
    [InlineData("""{"name":"X","bestRating":1000001,"worstRating":1,"labels":[{"text":"A","normalized":"true"}]}""", "$.bestRating")]
    [InlineData("""{"name":"...","labels":[{"text":"A","normalized":"true"}]}""", "$.slug")]
    public async Task A_scale_that_makes_no_sense_is_refused_by_the_member_that_is_wrong(string scale, string member)
    {
        var refused = await api.Editor.SendJsonAsync("/v1/rating-scales", scale);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal([member], refused.Body.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task A_scale_that_nobody_recorded_is_not_found()
    {
        foreach (var path in new[] { "/v1/rating-scales/nowhere", "/v1/rating-scales/01998f3e-7c1a-7d52-9e1f-0a4b6c2d8e90", "/v1/rating-scales/nowhere/history" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await api.Reader.ReadAsync(path)).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await api.Editor.PatchJsonAsync("/v1/rating-scales/nowhere", """{"name":"X"}""")).Status);
    }

    [Fact]
    public async Task Scales_are_listed_newest_first_a_page_at_a_time()
    {
        var slugs = new[] { NewSlug(), NewSlug() };
        foreach (var slug in slugs)
        {
            await api.Editor.SendJsonAsync("/v1/rating-scales", Scale(slug));
        }

        var first = await api.Reader.ReadAsync("/v1/rating-scales?limit=1");
        var second = await api.Reader.ReadAsync($"/v1/rating-scales?limit=1&cursor={first.Text("nextCursor")}");

        Assert.Single(first.Items);
        Assert.NotEqual(first.Items[0].GetProperty("id").ToString(), second.Items[0].GetProperty("id").ToString());
        Assert.Equal(2, first.Items[0].GetProperty("labels").GetArrayLength());
    }

    private static string NewSlug() => $"scale-{Interlocked.Increment(ref made)}";

    private static string Scale(string slug) =>
        $$"""{"name":"A scale","slug":"{{slug}}","bestRating":3,"worstRating":1,"labels":{{Labels}}}""";
}
