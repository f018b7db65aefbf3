using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClaimCheck.Api.Tests.Http;

namespace ClaimCheck.Api.Tests.Importing;

/// <summary>ClaimReviews into a service, out of it, and in again: into the same one, which has them, and into one that has nothing.</summary>
public sealed class ClaimReviewRoundTripTests(ApiFixture api, EmptyApiFixture empty) : IClassFixture<ApiFixture>, IClassFixture<EmptyApiFixture>
{
    private const string JsonLd = "application/ld+json";
    private const string Feed = "/v1/exports/assessments?format=claim_review";

    // The article of its claim is known by its headline alone, and a ClaimReview is read for works that have an address.
    private const string OfTheStory = "https://facts.example.com/";

    // What a ledger gives by itself: which ids, and when.
    private static readonly string[] OfTheLedger = ["@id", "dateCreated", "dateModified"];

    /// <summary>Reviews as publishers write them: a number of each form that is known, and one that says next to nothing.</summary>
    private const string Reviews = """
        [
          {"@type":"ClaimReview","claimReviewed":"It rains.","url":"https://f.example/1","datePublished":"2020-01-02","inLanguage":"en_US","headline":"Does it?",
           "author":{"@type":"Organization","name":"Desk","url":"https://f.example/"},
           "reviewRating":{"@type":"Rating","alternateName":"False","ratingValue":"1","bestRating":5,"worstRating":1,"ratingExplanation":"It does not."},
           "itemReviewed":{"@type":"Claim","datePublished":"2020-01","author":{"@type":"Person","name":"A. Claimant","sameAs":"https://x.example/"},
             "firstAppearance":{"@type":"CreativeWork","url":"https://w.example/first","headline":"Rain","datePublished":"2019-12-31"},
             "appearance":[{"@type":"CreativeWork","url":"https://w.example/second"}]}},
          {"@type":"ClaimReview","claimReviewed":"It rains.","url":"https://g.example/1","publisher":{"name":"Other desk"},
           "reviewRating":{"alternateName":"&Eacute; falso &amp; mais\r"},"itemReviewed":{"@type":"creativeWork","author":"A. Claimant"}},
          {"@type":["ClaimReview"],"claimReviewed":["It snows. 😀 \"Much.\""],"mainEntityOfPage":"https://h.example/1","datePublished":"2020-01-02T03:04:05",
           "reviewRating":{"name":"Geppettos","ratingValue":-1,"bestRating":-1,"worstRating":-1},
           "itemReviewed":{"author":{"@type":"NewsMediaOrganization","name":"A Newspaper"},"appearance":"https://n.example/1","inLanguage":"de"}},
          {"@context":"http://schema.org","@graph":[{"@type":"WebPage"},
            {"@type":"http://schema.org/ClaimReview","claimReviewed":"السماء خضراء","url":"https://i.example/1","inLanguage":"ar","name":"عنوان",
             "author":[{"@type":"Organization"},{"@type":"Organization","name":"مكتب"}],"reviewRating":{"ratingValue":2,"bestRating":"5","worstRating":"1"},
             "itemReviewed":{"url":"https://j.example/1","author":[{"@type":"GovernmentOrganization","name":"وزارة"}]}}]},
          {"@type":"ClaimReview","claimReviewed":"It rains.","url":"https://f.example/1","datePublished":"2020-01-02","inLanguage":"en-US","headline":"Does it?",
           "author":{"@type":"Organization","name":"Desk","url":"https://f.example/"},
           "reviewRating":{"alternateName":"False","ratingValue":1,"bestRating":5,"worstRating":1,"ratingExplanation":"It does not."},
           "itemReviewed":{"author":{"@type":"Person","name":"A. Claimant"}}}
        ]
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reviews_of_every_form_come_out_and_in_again_equal()
    {
        var import = await api.Editor.ImportAsync(Reviews, mediaType: JsonLd);
        Assert.Equal("4 0 1 0 0", import.Counts());

        await GoesRoundAsync();
    }

    [Fact]
    public async Task What_a_review_has_no_words_for_stays_as_it_was()
    {
        var before = await api.Reader.GetStringAsync($"/v1/assessments/{Data.Sample.SampleStory.IdOf("assessment", "o1-1")}", Stop);

        var import = await api.Editor.ImportAsync(await api.Reader.GetStringAsync(Feed, Stop), mediaType: JsonLd);

        Assert.Equal($"0 0 {import.Text("rows")} 0 0", import.Counts());

        Assert.Equal(before, await api.Reader.GetStringAsync($"/v1/assessments/{Data.Sample.SampleStory.IdOf("assessment", "o1-1")}", Stop));
    }

    [Fact]
    public async Task A_review_does_not_bring_back_the_claim_that_it_names_and_that_was_taken_down()
    {
        var claim = await api.Editor.SendJsonAsync("/v1/claims", """{"source":"john-kerry","text":"Soon gone."}""");
        var review = $$$"""{"@type":"ClaimReview","claimReviewed":"Soon gone.","url":"https://f.example/gone","reviewRating":{"alternateName":"False"},"itemReviewed":{"author":{"@type":"Person","name":"John Kerry"},"@id":"urn:uuid:{{{claim.Id}}}"} }""";
        Assert.True((await api.Admin.RemoveAsync($"/v1/claims/{claim.Id}?reason=Order", ("If-Match", "*"))).Message.IsSuccessStatusCode);

        var import = await api.Editor.ImportAsync(review, mediaType: JsonLd);

        Assert.Equal(("0 0 0 0 1", "1 gone -"), (import.Counts(), import.Failure()));
    }

    [Theory]
    [InlineData("claimreview-jsonld/claimreviews.handout.jsonl", JsonLd, "")]
    [InlineData("claimreview-jsonld/claimreviews.handout.jsonl", JsonLd, "?claimant=Viral+posts")]
    [InlineData("google-fct/responses/en-2021-vaccine.response.json", "application/json", "")]
    [InlineData("google-fct/responses/en-2023-election.response.json", "application/json", "")]
    [InlineData("google-fct/responses/arabic-2025.claims.handout.json", "application/json", "?claimant=Viral+posts")]
    public async Task Public_reviews_come_out_and_in_again_equal(string file, string mediaType, string query)
    {
        var body = await File.ReadAllTextAsync(Find(file), Stop);
        if (mediaType == JsonLd)
        {
            body = $"[{string.Join(',', body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line).GetProperty("claimReview").GetRawText()))}]";
        }

        var import = await api.Editor.ImportAsync(body, query, mediaType);
        var failures = import.Body.GetProperty("failures").EnumerateArray()
            .CountBy(row => $"{row.GetProperty("code")} {(row.TryGetProperty("path", out var path) ? path.ToString() : "")} {row.GetProperty("message").ToString().Split(':')[0]}");

        Assert.Equal("completed", import.Text("state"));
        var round = await GoesRoundAsync();
        TestContext.Current.SendDiagnosticMessage($"{file} {query}: in {import.Counts()} of {import.Text("rows")} ({string.Join("; ", failures)}); {round}");
    }

    /// <summary>Out, in again where they are, in where nothing is, and out of there.</summary>
    private async Task<string> GoesRoundAsync()
    {
        var first = await api.Reader.GetStringAsync(Feed, Stop);
        var items = Bare(first);
        var again = await api.Editor.ImportAsync(first, mediaType: JsonLd);
        var elsewhere = await empty.Editor.ImportAsync(first, mediaType: JsonLd);
        var second = Bare(await empty.Reader.GetStringAsync(Feed, Stop));

        Assert.True(again.Counts() == $"0 0 {again.Text("rows")} 0 0", again.Body.ToString());
        Assert.True(elsewhere.Counts().EndsWith(" 0 0", StringComparison.Ordinal), elsewhere.Body.ToString());
        Assert.Equal(items, second);
        return $"out {items.Count}; in again {again.Counts()}; in elsewhere {elsewhere.Counts()}; out of there {second.Count}, equal";
    }

    /// <summary>The reviews of a feed as text, without what a ledger gives by itself.</summary>
    private static List<string> Bare(string feed)
    {
        var root = JsonNode.Parse(feed)!;
        var items = root["dataFeedElement"]!.AsArray().Select(item => item!)
            .Where(item => !item["url"]!.GetValue<string>().StartsWith(OfTheStory, StringComparison.Ordinal)).ToList();
        items.ForEach(Strip);
        return [.. items.Select(item => item.ToJsonString()).Order(StringComparer.Ordinal)];
    }

    private static void Strip(JsonNode node)
    {
        if (node is JsonObject members)
        {
            Array.ForEach(OfTheLedger, name => members.Remove(name));
        }

        var parts = node switch
        {
            JsonArray list => list,
            JsonObject owner => owner.Select(member => member.Value),
            _ => [],
        };
        foreach (var part in parts.OfType<JsonNode>().ToList())
        {
            Strip(part);
        }
    }

    private static string Find(string path)
    {
        var folder = Environment.GetEnvironmentVariable("CLAIMCHECK_SHARED") ?? Path.Combine(Repository.Root, "..", "shared");
        var file = Path.Combine(folder, "data", path);
        Assert.SkipUnless(File.Exists(file), $"The public data is not here: {path} is looked for in ../shared/data, or where CLAIMCHECK_SHARED says.");
        return file;
    }
}
