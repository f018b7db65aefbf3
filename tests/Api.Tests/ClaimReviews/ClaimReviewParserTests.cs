using System.Text.Json;
using System.Text.Json.Nodes;
using ClaimCheck.Api.Tests.Parsers;
using ClaimCheck.Data.Sample;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Api.Tests.ClaimReviews;

/// <summary>Exports by the tools that others check theirs with: Google's preset of structured-data-testing-tool, and the typings of schema-dts.</summary>
public sealed class ClaimReviewParserTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string GooglesPreset = "check-claimreview.mjs";
    private const string Typings = "check-schema-dts.mjs";

    private static readonly string Sample = Reviews.Export(SampleStory.IdOf("assessment", "o1-1"));

    private static readonly string[] Nasty =
    [
        "He said \"no\", 'never' & \\ left.",
        "</script><script>alert(1)</script><!-- -->",
        "\U0001F327️ it rained \U0001F468‍\U0001F469‍\U0001F467",
        "قال الوزير إن المطر هطل – היה גשם",
        "line\nbreak\ttab\u2028separator",
        new string('x', 10_000),
        "${x} `y` {{z}} <%= w %>",
    ];

    [Fact]
    public async Task Both_tools_take_the_storys_review_and_its_feed()
    {
        var (review, feed) = (await api.Reader.TextAsync(Sample), await api.Reader.TextAsync("/v1/claim-reviews"));

        var seen = await NodeTools.ReadAsync(GooglesPreset, review, feed);

        Assert.Equal(["ClaimReview", "DataFeed"], await NodeTools.ReadAsync(Typings, review, feed));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(review), JsonNode.Parse(seen[0])![0]));
        Assert.NotEmpty(JsonNode.Parse(seen[1])!.AsArray());
    }

    [Fact]
    public async Task Whatever_a_text_holds_readers_of_the_page_see_just_that()
    {
        var exports = new List<string>();
        foreach (var text in Nasty)
        {
            var title = text.ReplaceLineEndings(" ").Replace('\t', ' ').Replace('\u2028', ' ')[..Math.Min(text.Length, 1000)];
            var id = await api.PublishedAsync(
                await api.ClaimAsync(text), ("summary", text), ("title", title), ("ratingText", title[..Math.Min(title.Length, 30)]));
            exports.Add(await api.Reader.TextAsync(Reviews.Export(id)));
        }

        var seen = await NodeTools.ReadAsync(GooglesPreset, exports);

        Assert.All(await NodeTools.ReadAsync(Typings, exports), type => Assert.Equal("ClaimReview", type));
        Assert.Equal(Nasty, seen.Select(page => JsonNode.Parse(page)![0]!["claimReviewed"]!.GetValue<string>()));
        Assert.Equal(Nasty, seen.Select(page => JsonNode.Parse(page)![0]!["reviewRating"]!["ratingExplanation"]!.GetValue<string>()));
        Assert.DoesNotContain(exports, export => export.Contains('<', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Both_tools_take_every_verdict_with_numbers_and_without_and_every_kind_of_claimant()
    {
        var exports = new List<string>();
        foreach (var normalized in Words<NormalizedRating>.All)
        {
            var claim = await api.ClaimAsync();
            exports.Add(await ExportAsync(claim, ("normalized", normalized)));
            exports.Add(await ExportAsync(claim, ("normalized", normalized), ("ratingValue", 2.5), ("bestRating", 5), ("worstRating", -1)));
        }

        foreach (var kind in Words<SourceKind>.All)
        {
            var source = await api.Contributor.SendJsonAsync(
                "/v1/sources", $$"""{"slug":"reviewed-{{kind.Replace('_', '-')}}","name":"A {{kind}}","kind":"{{kind}}","wikidataId":"Q9531"}""");
            exports.Add(await ExportAsync(await api.ClaimAsync("It rained.", source.Text("slug")!, new JsonObject { ["url"] = "https://rain.example.com/a" })));
        }

        var ratings = exports.Select(export => JsonElement.Parse(export).GetProperty("reviewRating"));
        var authors = exports[^Words<SourceKind>.All.Count..].Select(export => JsonElement.Parse(export).GetProperty("itemReviewed"))
            .Select(item => item.TryGetProperty("author", out var author) ? author.GetProperty("@type").GetString() : null);

        Assert.Equal(exports.Count, (await NodeTools.ReadAsync(GooglesPreset, exports)).Length);
        Assert.Equal(exports.Count, (await NodeTools.ReadAsync(Typings, exports)).Length);
        Assert.Equal(Words<NormalizedRating>.All.Count, ratings.Count(rating => rating.TryGetProperty("ratingValue", out var value) && value.GetDouble() is 2.5));
        Assert.Equal(
            Words<SourceKind>.All.Select(kind => kind switch { "person" or "social_account" => "Person", "document" => null, _ => "Organization" }),
            authors);
    }

    [Theory]
    [InlineData("url")]
    [InlineData("reviewRating")]
    [InlineData("claimReviewed")]
    [InlineData("author")]
    [InlineData("datePublished")]
    [InlineData("itemReviewed")]
    public async Task Googles_preset_refuses_a_review_that_lacks_something(string member)
    {
        var broken = JsonNode.Parse(await api.Reader.TextAsync(Sample))!;
        broken.AsObject().Remove(member);

        var reading = await NodeTools.RunAsync(GooglesPreset, broken.ToJsonString());

        Assert.Equal(1, reading.ExitCode);
        Assert.Contains(member, reading.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Googles_preset_refuses_what_is_no_review_and_what_ends_its_own_script_element()
    {
        var export = await api.Reader.TextAsync(Sample);
        var ended = export.Replace("Not established", "Not </script> established", StringComparison.Ordinal);

        Assert.Equal(1, (await NodeTools.RunAsync(GooglesPreset, """{"@context":"https://schema.org","@type":"Article"}""")).ExitCode);
        Assert.Equal(1, (await NodeTools.RunAsync(GooglesPreset, ended)).ExitCode);
    }

    [Theory]
    [InlineData("additionalProperty", "[]")]
    [InlineData("reviewRating", """{"@type":"Rating","alternateName":{"bogus":1}}""")]
    [InlineData("reviewRating", """{"@type":"Rating","value":1}""")]
    [InlineData("itemReviewed", """{"@type":"creativeWork"}""")]
    [InlineData("claimReviewed", "{\"bogus\":1}")]
    [InlineData("@context", "\"http://schema.org\"")]
    [InlineData("@context", """["https://schema.org",{"cc":"urn:claimcheck:ns#"}]""")]
    public async Task The_typings_refuse_members_and_types_that_schema_org_does_not_have_there(string member, string value)
    {
        var broken = JsonNode.Parse(await api.Reader.TextAsync(Sample))!;
        broken[member] = JsonNode.Parse(value);

        Assert.Equal(1, (await NodeTools.RunAsync(Typings, broken.ToJsonString())).ExitCode);
    }

    [Fact]
    public async Task The_typings_look_into_the_reviews_of_a_feed()
    {
        var feed = JsonNode.Parse(await api.Reader.TextAsync("/v1/claim-reviews"))!;
        feed["dataFeedElement"]![0]!["item"]![0]!["bogus"] = 1;

        var reading = await NodeTools.RunAsync(Typings, feed.ToJsonString());

        Assert.Equal(1, reading.ExitCode);
        Assert.Contains("bogus", reading.Errors, StringComparison.Ordinal);
    }

    private async Task<string> ExportAsync(Guid claim, params (string Name, JsonNode? Value)[] members) =>
        await api.Reader.TextAsync(Reviews.Export(await api.PublishedAsync(claim, members)));
}
