using System.Net;
using ClaimCheck.Api.Tests.Limits;
using ClaimCheck.Domain.Access;

namespace ClaimCheck.Api.Tests.FactCheckTools;

/// <summary>Google's clients send the key in the query. It works there for them alone, and like any other key. Every test comes from addresses of its own.</summary>
public sealed class QueryKeyTests(LimitedApi api) : IClassFixture<LimitedApi>
{
    private const string Pages = "/v1alpha1/pages";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_in_the_query_lets_in_as_its_role_allows()
    {
        var (_, key) = await api.NewKeyAsync();

        Assert.Equal(200, await api.StatusAsync(null, "192.0.2.100", $"{Pages}?key={key}"));
        Assert.Equal(200, await api.StatusAsync(null, "192.0.2.100", $"/v1alpha1/claims:search?key={key}&query=x"));
        Assert.Equal(200, await api.StatusAsync(null, "192.0.2.100", $"/V1ALPHA1/pages?organization=a.example&key={key}"));
        Assert.Equal(200, await api.StatusAsync(key, "192.0.2.100", $"{Pages}?key={key}"));
        using var write = new HttpRequestMessage(HttpMethod.Delete, $"{Pages}/0191f0a0-0000-7000-8000-00000000abcd?key={key}");
        using var refused = await api.Anonymous.SendAsync(write, Stop);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Theory]
    [InlineData("/v1/sources/cnn?key={0}", 401)]
    [InlineData("/v1/sources?key={0}", 401)]
    [InlineData("/v1alpha12/pages?key={0}", 404)]
    [InlineData("/v1alpha1/pages?KEY={0}", 401)]
    [InlineData("/v1alpha1/pages?k%65y={0}", 200)]
    [InlineData("/v1alpha1/pages?api_key={0}", 401)]
    public async Task It_opens_nothing_but_the_paths_of_Google_s_api(string address, int status)
    {
        var (_, key) = await api.NewKeyAsync();

        Assert.Equal(status, await api.StatusAsync(null, "192.0.2.101", string.Format(null, System.Text.CompositeFormat.Parse(address), key)));
    }

    [Theory]
    [InlineData("?key={0}&key={1}", false)]
    [InlineData("?key={1}", true)]
    public async Task Two_different_keys_let_nobody_in(string query, bool withHeader)
    {
        var (_, one) = await api.NewKeyAsync();
        var (_, other) = await api.NewKeyAsync(Role.Editor);

        var address = Pages + string.Format(null, System.Text.CompositeFormat.Parse(query), one, other);
        Assert.Equal(401, await api.StatusAsync(withHeader ? one : null, "192.0.2.102", address));
    }

    [Fact]
    public async Task Keys_that_do_not_work_are_limited_as_anywhere()
    {
        for (var i = 0; i < LimitedApi.FailedLogins; i++)
        {
            Assert.Equal(401, await api.StatusAsync(null, "192.0.2.103", $"{Pages}?key={ApiKeyToken.Create().Reveal()}"));
        }

        using var refused = await api.ShowAsync(null, "192.0.2.103", $"{Pages}?key={ApiKeyToken.Create().Reveal()}");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Contains("\"RESOURCE_EXHAUSTED\"", await refused.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(429, await api.StatusAsync(ApiKeyToken.Create().Reveal(), "192.0.2.103"));
    }

    [Fact]
    public async Task What_stands_beside_the_key_is_read_as_it_was_sent()
    {
        var (_, key) = await api.NewKeyAsync();

        foreach (var query in (string[])[$"organization=%ED%A0%80&key={key}", $"key={key}&organization=a&organization=b", $"key={key}&&fields=x&"])
        {
            using var refused = await api.ShowAsync(null, "192.0.2.104", $"{Pages}?{query}");
            var text = await refused.Content.ReadAsStringAsync(Stop);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains("INVALID_QUERY", text, StringComparison.Ordinal);
            Assert.DoesNotContain("pages?key", text, StringComparison.Ordinal);
            Assert.DoesNotContain(key, text, StringComparison.Ordinal);
        }
    }
}
