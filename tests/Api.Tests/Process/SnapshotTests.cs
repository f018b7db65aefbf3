using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using ClaimCheck.Data.Sample;

namespace ClaimCheck.Api.Tests.Processes;

/// <summary>What history keeps of a thing is what the API answered for it.</summary>
public sealed class SnapshotTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_the_story_holds_is_on_record_as_it_is_answered()
    {
        foreach (var list in new[] { "/v1/sources", "/v1/articles", "/v1/claims", "/v1/links", "/v1/origin-judgements", "/v1/rating-scales", "/v1/assessments" })
        {
            var page = (await api.Reader.GetFromJsonAsync<JsonObject>($"{list}?limit=200", Stop))!["items"]!.AsArray();
            Assert.NotEmpty(page);
            foreach (var item in page)
            {
                await IsOnRecordAsync($"{list}/{item!["id"]}");
            }
        }
    }

    [Fact]
    public async Task A_thing_with_every_member_filled_is_on_record_as_it_is_answered_when_created_changed_and_judged()
    {
        var source = await CreateAsync("/v1/sources", """
            {"name":"Naïve <b>&\"'+ Zeitung 🗞","slug":"full","externalId":"s-1","kind":"news_outlet","parent":"cnn","country":"DE","language":"de-DE",
             "domains":["example.de"],"wikidataId":"Q42","notes":"Zwölf\nZeilen\t<&>"}
            """);
        await IsOnRecordAsync(source);
        await CreateAsync($"{source}/reliability", """{"grade":"B","rationale":"Usually right.","validFrom":"2014-02-03"}""");
        await IsOnRecordAsync(source);

        var article = await CreateAsync("/v1/articles", """
            {"source":"full","externalId":"a-1","url":"https://Example.de/x/?utm_source=y#z","archivedUrl":"https://archive.org/x","title":"T","byline":"B",
             "publishedAt":"2014-09-26T14:30:00.120+02:00","retrievedAt":"2020-01-02T03:04:05.678901Z","language":"de","contentSha256":"SHA"}
            """.Replace("SHA", new string('a', 64), StringComparison.Ordinal));
        await IsOnRecordAsync(article);
        await ChangeAsync(article, """{"publishedAt":"2014-09","byline":null}""");
        await IsOnRecordAsync(article);

        var claim = await CreateAsync("/v1/claims", """
            {"source":"full","article":"a-1","externalId":"c-1","text":"é <script> \u2028 🇮🇷","quote":"Q","quoteSelector":{"exact":"E"},
             "claimedAt":"2014-09-26T00:00:00Z","language":"de","modality":"alleged","basis":"told","topics":["B","a"],
             "attribution":[{"source":"bbc-news","relation":"quoted_from","onRecord":"background","upstreamClaim":null,"quote":"W"},{"descriptor":"somebody","relation":"primary_source"}]}
            """);
        await IsOnRecordAsync(claim);
        await ChangeAsync(claim, """{"claimedAt":"2014","attribution":[],"quoteSelector":null}""");
        await IsOnRecordAsync(claim);

        var link = await CreateAsync($"{claim}/links", $$"""
            {"target":"{{SampleStory.IdOf("claim", "o1-1")}}","relation":"supersedes","rationale":"R","evidenceUrls":["https://example.org/e"],"confidence":0.1}
            """);
        await IsOnRecordAsync(link);
        using var reviewed = await SendAsync(HttpMethod.Post, $"{link}/review", """{"decision":"confirmed","note":"N"}""", "application/json");
        Assert.True(reviewed.IsSuccessStatusCode);
        await IsOnRecordAsync(link);
        await IsOnRecordAsync($"/v1/claims/{SampleStory.IdOf("claim", "o1-1")}");
        using var retracted = await SendAsync(HttpMethod.Post, $"{claim}/retract", """{"reason":"No."}""", "application/json");
        Assert.True(retracted.IsSuccessStatusCode);
        await IsOnRecordAsync(claim);
    }

    private async Task IsOnRecordAsync(string path)
    {
        var answer = (await api.Reader.GetFromJsonAsync<JsonObject>(path, Stop))!;
        var history = (await api.Reader.GetFromJsonAsync<JsonObject>($"{path}/history", Stop))!;
        var newest = history["items"]!.AsArray()[0]!;

        // Judgements are kept beside a link, not as part of its versions.
        answer.Remove("reviews");
        Assert.True(JsonNode.DeepEquals(answer, newest["after"]), $"{path}\n{answer.ToJsonString()}\n{newest["after"]?.ToJsonString()}");
        Assert.Equal(answer["version"]!.GetValue<int>(), newest["version"]!.GetValue<int>());
    }

    private async Task<string> CreateAsync(string path, string body)
    {
        using var response = await SendAsync(HttpMethod.Post, path, body, "application/json");
        var text = await response.Content.ReadAsStringAsync(Stop);
        Assert.True(response.IsSuccessStatusCode, text);
        return response.Headers.Location?.ToString() ?? path;
    }

    private async Task ChangeAsync(string path, string body)
    {
        using var response = await SendAsync(HttpMethod.Patch, path, body, "application/merge-patch+json");
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Stop));
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string body, string mediaType) =>
        api.Editor.SendAsync(
            new HttpRequestMessage(method, path) { Content = new StringContent(body, Encoding.UTF8, mediaType), Headers = { { "If-Match", "*" } } }, Stop);
}
