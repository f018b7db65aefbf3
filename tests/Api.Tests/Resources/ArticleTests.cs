using System.Net;

namespace ClaimCheck.Api.Tests.Resources;

public sealed class ArticleTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task The_same_page_of_a_source_is_one_article_however_it_is_spelt()
    {
        var first = await api.Contributor.SendJsonAsync(
            "/v1/articles", """{"source":"cnn","url":"https://CNN.com:443/story/?utm_source=x#top"}""");

        var second = await api.Contributor.SendJsonAsync("/v1/articles", """{"source":"cnn","url":"https://cnn.com/story"}""");
        var other = await api.Contributor.SendJsonAsync("/v1/articles", """{"source":"bbc-news","url":"https://cnn.com/story"}""");
        var found = await api.Reader.ReadAsync("/v1/articles?source=cnn&url=https%3A%2F%2Fcnn.com%2Fstory%3Ffbclid%3D1");

        Assert.Equal("https://CNN.com:443/story/?utm_source=x#top", first.Text("url"));
        Assert.Equal("https://cnn.com/story", first.Text("canonicalUrl"));
        Assert.Equal((HttpStatusCode.Conflict, first.Id.ToString()), (second.Status, second.Text("existingId")));
        Assert.Equal(HttpStatusCode.Created, other.Status);
        Assert.Equal(first.Id, found.Items.Single().GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task A_correction_keeps_what_it_does_not_name_and_removes_what_is_null()
    {
        var created = await api.Contributor.SendJsonAsync(
            "/v1/articles", """{"source":"cnn","title":"A title","byline":"Somebody","publishedAt":"2014-09"}""");

        var changed = await api.Contributor.PatchJsonAsync($"/v1/articles/{created.Id}", """{"byline":null,"publishedAt":"2014-09-05"}""");

        Assert.Equal(("A title", "", "2014-09-05"), (changed.Text("title"), changed.Text("byline"), changed.Text("publishedAt")));
        Assert.Equal("\"2\"", changed.Message.Headers.ETag?.Tag);
    }

    [Fact]
    public async Task An_article_cannot_lose_both_its_title_and_its_address()
    {
        var created = await api.Contributor.SendJsonAsync("/v1/articles", """{"source":"cnn","title":"The only name it has"}""");

        var refused = await api.Contributor.PatchJsonAsync($"/v1/articles/{created.Id}", """{"title":null}""");

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
    }
}
