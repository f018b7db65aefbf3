using System.Text.RegularExpressions;
using ClaimCheck.Api.Http;

namespace ClaimCheck.Api.Tests.Http;

public sealed partial class ProblemTests(SampleApp app) : IClassFixture<SampleApp>
{
    [Theory]
    [InlineData("away", 503, "unavailable")]
    [InlineData("late", 503, "unavailable")]
    [InlineData("large", 413, "too-large")]
    [InlineData("other", 500, "internal")]
    public async Task An_exception_becomes_a_problem_that_tells_nothing_of_it(string how, int status, string slug)
    {
        var answer = await app.GetAsync($"/v1/fails/{how}");
        Assert.Equal(slug, answer.Slug);
        Assert.Equal(status, answer.Status);
        Assert.DoesNotContain("secret", answer.Text, StringComparison.Ordinal);
        Assert.Equal(status == 503, answer.Headers.ContainsKey("Retry-After"));
        Assert.NotEmpty(answer.Json.GetProperty("traceId").GetString()!);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_written_becomes_a_problem_alone() =>
        Assert.Equal("internal", (await app.GetAsync("/v1/broken/10")).Slug);

    [Fact]
    public async Task An_answer_of_which_a_part_is_written_already_is_broken_off() =>
        await Assert.ThrowsAsync<HttpRequestException>(() => app.GetAsync("/v1/broken/100000"));

    [Fact]
    public async Task An_answer_says_how_long_it_is()
    {
        var answer = await app.GetAsync("/v1/samples/01998f3e-7c1a-7d52-9e1f-0a4b6c2d8e90");
        Assert.Equal($"{answer.Text.Length}", answer.Headers["Content-Length"]);
    }

    [Theory]
    [InlineData(401, "unauthenticated")]
    [InlineData(403, "forbidden")]
    [InlineData(404, "not-found")]
    [InlineData(415, "unsupported-media-type")]
    [InlineData(500, "internal")]
    public async Task A_bare_status_becomes_a_problem(int status, string slug) =>
        Assert.Equal(slug, (await app.GetAsync($"/v1/bare/{status}")).Slug);

    [Theory]
    [InlineData("DELETE", "/v1/samples")]
    [InlineData("FOO", "/v1/samples")]
    public async Task A_method_that_is_not_there_names_those_that_are(string method, string path)
    {
        var answer = await app.SendAsync(new HttpMethod(method), path);
        Assert.Equal("method-not-allowed", answer.Slug);
        Assert.Contains("GET", answer.Headers["Allow"], StringComparison.Ordinal);
    }

    [Fact]
    public void Docs_list_every_problem_type_and_nothing_else()
    {
        var docs = File.ReadAllText(Path.Combine(Repository.Root, "docs", "errors.md"));
        var rows = Row().Matches(docs).Select(match => match.Value);
        Assert.Equal(ProblemType.All.OrderBy(type => type.Status).Select(RowOf), rows);
    }

    [Fact]
    public void Every_type_has_a_slug_of_its_own() =>
        Assert.Equal(ProblemType.All.Count, ProblemType.All.Select(type => type.Slug).Distinct().Count());

    private static string RowOf(ProblemType type) => $"| `{type.Uri}` | {type.Status} | {type.Title} | {type.Meaning} |";

    [GeneratedRegex(@"^\| `urn:.*\|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
