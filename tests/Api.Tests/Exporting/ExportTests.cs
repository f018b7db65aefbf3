using System.Net;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Importing.Lines;
using ClaimCheck.Data.Exporting;
using FluentValidation;
using Microsoft.Extensions.DependencyInjection;

namespace ClaimCheck.Api.Tests.Exporting;

public sealed class ExportTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("claims", null, "application/x-ndjson; charset=utf-8", "claims.ndjson")]
    [InlineData("claims", "*/*", "application/x-ndjson; charset=utf-8", "claims.ndjson")]
    [InlineData("claims", "text/csv", "text/csv; charset=utf-8; header=present", "claims.csv")]
    [InlineData("claims", "text/csv;q=0.5, application/*", "application/x-ndjson; charset=utf-8", "claims.ndjson")]
    [InlineData("links?format=csv", "application/json", "text/csv; charset=utf-8; header=present", "links.csv")]
    [InlineData("sources?format=ndjson", "text/csv", "application/x-ndjson; charset=utf-8", "sources.ndjson")]
    [InlineData("articles", "text/*", "text/csv; charset=utf-8; header=present", "articles.csv")]
    [InlineData("assessments", "application/ld+json", "application/ld+json", "assessments.jsonld")]
    [InlineData("assessments?format=claim_review", null, "application/ld+json", "assessments.jsonld")]
    [InlineData("all.ndjson", null, "application/x-ndjson; charset=utf-8", "all.ndjson")]
    public async Task The_form_follows_from_the_query_or_from_what_is_accepted(string path, string? accept, string type, string file)
    {
        var download = await Download.OfAsync(api.Reader, $"/v1/exports/{path}", accept);

        Assert.Equal((HttpStatusCode.OK, type), (download.Status, download.Headers.ContentType?.ToString()));
        Assert.Equal(("attachment", file), (download.Headers.ContentDisposition?.DispositionType, download.Headers.ContentDisposition?.FileName?.Trim('"')));
        Assert.Contains("Accept", download.Message.Headers.Vary);
        Assert.NotEmpty(download.Bytes);
    }

    [Theory]
    [InlineData("claims")]
    [InlineData("links")]
    [InlineData("sources")]
    [InlineData("articles")]
    [InlineData("assessments")]
    [InlineData("all.ndjson")]
    public async Task What_is_there_in_no_form_that_is_accepted_is_refused(string path)
    {
        var refused = await api.Reader.ReadAsync($"/v1/exports/{path}", ("Accept", "application/json"));

        Assert.Equal((HttpStatusCode.NotAcceptable, "not-acceptable"), (refused.Status, refused.Problem));
        Assert.Contains("application/x-ndjson", refused.Text("detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("claims?format=claim_review", "format")]
    [InlineData("assessments?format=xlsx", "format")]
    [InlineData("claims?limit=10", "limit")]
    [InlineData("claims?raw=yes", "raw")]
    [InlineData("all.ndjson?source=cnn", "source")]
    public async Task A_form_or_a_parameter_that_is_not_there_is_refused(string path, string parameter)
    {
        var refused = await api.Reader.ReadAsync($"/v1/exports/{path}");

        Assert.Equal((HttpStatusCode.BadRequest, "invalid-query"), (refused.Status, refused.Problem));
        Assert.True(refused.Body.GetProperty("errors").TryGetProperty(parameter, out _), refused.Body.GetRawText());
    }

    [Theory]
    [InlineData("claims?source=no-such-source")]
    [InlineData("sources?family=no-such-source")]
    [InlineData("articles?source=no-such-source")]
    public async Task A_filter_that_names_nobody_is_refused_as_in_the_list(string path) =>
        Assert.Equal("unknown-reference", (await api.Reader.ReadAsync($"/v1/exports/{path}")).Problem);

    [Theory]
    [InlineData("claims", "")]
    [InlineData("claims", "source=ricochet-news")]
    [InlineData("claims", "family=bbc")]
    [InlineData("claims", "topic=Iran")]
    [InlineData("claims", "language=en")]
    [InlineData("claims", "modality=reported")]
    [InlineData("claims", "status=active")]
    [InlineData("claims", "status=retracted")]
    [InlineData("claims", "claimedFrom=2014-09")]
    [InlineData("claims", "claimedTo=2014-08")]
    [InlineData("claims", "externalId=o1-1")]
    [InlineData("claims", "modality=reported&language=en&claimedTo=2015")]
    [InlineData("links", "")]
    [InlineData("links", "status=confirmed")]
    [InlineData("links", "relation=restates")]
    [InlineData("links", "method=human")]
    [InlineData("sources", "")]
    [InlineData("sources", "kind=broadcaster")]
    [InlineData("sources", "country=GB")]
    [InlineData("sources", "parent=bbc")]
    [InlineData("sources", "family=bbc")]
    [InlineData("sources", "domain=cnn.com")]
    [InlineData("articles", "")]
    [InlineData("articles", "source=inquisitr")]
    [InlineData("articles", "language=en")]
    [InlineData("articles", "externalId=inquisitr-2014")]
    [InlineData("assessments", "")]
    [InlineData("assessments", "state=published")]
    [InlineData("assessments", "normalized=unverifiable")]
    [InlineData("assessments", "needsReview=false")]
    [InlineData("assessments", "needsReview=true")]
    public async Task An_export_holds_what_the_list_with_its_filters_does_oldest_first(string kind, string filter)
    {
        var list = await api.Reader.ReadAsync($"/v1/{kind}?limit=200&{filter}".TrimEnd('&'));
        var lines = await Download.OfAsync(api.Reader, $"/v1/exports/{kind}?{filter}".TrimEnd('?'));
        var table = await Download.OfAsync(api.Reader, $"/v1/exports/{kind}?format=csv&{filter}".TrimEnd('&'));

        Guid[] expected = [.. list.Items.Select(item => item.GetProperty("id").GetGuid()).Reverse()];
        Assert.Equal(expected, lines.Ids);
        Assert.All(expected, id => Assert.Contains($"\n{id},", table.Text, StringComparison.Ordinal));
        Assert.Equal(expected.Order(), lines.Ids);
    }

    [Fact]
    public async Task By_id_a_claim_s_links_articles_claims_and_assessments_are_exported_too()
    {
        var link = (await api.Reader.ReadAsync("/v1/links?limit=1")).Items[0];
        var assessment = (await api.Reader.ReadAsync("/v1/assessments?limit=1")).Items[0];
        var claim = (await api.Reader.ReadAsync("/v1/claims?source=inquisitr&limit=1")).Items[0];

        foreach (var (kind, filter) in new[]
        {
            ("links", $"claim={link.GetProperty("from").GetGuid()}"),
            ("assessments", $"claim={assessment.GetProperty("claim").GetGuid()}"),
            ("claims", $"article={claim.GetProperty("article").GetProperty("id").GetGuid()}"),
        })
        {
            var list = await api.Reader.ReadAsync($"/v1/{kind}?limit=200&{filter}");
            var lines = await Download.OfAsync(api.Reader, $"/v1/exports/{kind}?{filter}");
            Assert.NotEmpty(list.Items);
            Assert.Equal(list.Items.Select(item => item.GetProperty("id").GetGuid()).Reverse(), lines.Ids);
        }
    }

    [Fact]
    public async Task Articles_are_found_by_their_address_and_claims_by_their_words()
    {
        var created = await api.Contributor.SendJsonAsync(
            "/v1/claims", """{"source":"cnn","language":"en","text":"A zeppelin was seen.","article":{"url":"https://cnn.com/zeppelin","title":"Zeppelin"}}""");

        var article = await Download.OfAsync(api.Reader, "/v1/exports/articles?url=https%3A%2F%2Fcnn.com%2Fzeppelin%3Futm_source%3Dx");
        var claim = await Download.OfAsync(api.Reader, "/v1/exports/claims?q=zeppelins");
        var none = await Download.OfAsync(api.Reader, "/v1/exports/claims?q=zeppelins&source=bbc");

        Assert.Equal([created.Body.GetProperty("article").GetProperty("id").GetGuid()], article.Ids);
        Assert.Equal([created.Id], claim.Ids);
        Assert.Empty(none.Bytes);
    }

    [Fact]
    public async Task A_backup_has_every_record_in_the_order_in_which_an_import_stores_them_each_a_line_that_it_takes()
    {
        var lines = (await Download.OfAsync(api.Reader, "/v1/exports/all.ndjson")).Lines;

        string[] kinds =
        [
            "source", "ratingScale", "article", "claim", "link", "assessment", "reliability", "linkReview", "correction", "originJudgement",
            "sourceRetraction", "claimReviewPage",
        ];
        var records = lines.Select(line => line.GetProperty("record").GetString()!).ToArray();
        Assert.Equal(records.Order(Comparer<string>.Create((one, other) => Array.IndexOf(kinds, one) - Array.IndexOf(kinds, other))), records);
        foreach (var (kind, path) in kinds.Zip((string[])["sources", "rating-scales", "articles", "claims", "links", "assessments"]))
        {
            var stored = (await api.Reader.ReadAsync($"/v1/{path}?limit=200")).Items.Select(item => item.GetProperty("id").GetGuid());
            Assert.Equal(stored.Order(), lines.Where(line => line.GetProperty("record").GetString() == kind).Select(line => line.GetProperty("id").GetGuid()));
        }

        Assert.All(lines, line => Assert.Null(RefusalOf(line)?.Detail));
    }

    [Fact]
    public async Task A_line_leaves_out_what_is_not_there_and_names_sources_by_their_slugs()
    {
        var line = (await Download.OfAsync(api.Reader, "/v1/exports/claims?externalId=o1-1")).Text;

        Assert.StartsWith("""{"record":"claim","id":"0148af41-d400-79fc-a013-5b276c5ea6b9","externalId":"o1-1","source":"outlet-001","article":""", line, StringComparison.Ordinal);
        Assert.Contains(
            """attribution":[{"source":"bbc-news","relation":"derived_from","onRecord":"unknown"},{"descriptor":"sources in Tehran","relation":"derived_from","onRecord":"background"}],"version":1,"createdAt":""",
            line, StringComparison.Ordinal);
        Assert.DoesNotContain("null", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_feed_of_an_export_holds_the_published_reviews_as_the_feed_does()
    {
        var exported = (await Download.OfAsync(api.Reader, "/v1/exports/assessments?format=claim_review")).Document;
        var feed = await api.Reader.ReadAsync("/v1/claim-reviews?limit=200");
        var none = (await Download.OfAsync(api.Reader, "/v1/exports/assessments?format=claim_review&state=draft")).Document;

        Assert.Equal(("https://schema.org", "DataFeed"), (exported.GetProperty("@context").GetString(), exported.GetProperty("@type").GetString()));
        Assert.Equal(feed.Text("dateModified"), exported.GetProperty("dateModified").GetString());
        Assert.Equal(
            feed.Body.GetProperty("dataFeedElement").EnumerateArray().Select(item => item.GetRawText()).Order(StringComparer.Ordinal),
            exported.GetProperty("dataFeedElement").EnumerateArray().Select(item => item.GetRawText()).Order(StringComparer.Ordinal));
        Assert.Equal(0, none.GetProperty("dataFeedElement").GetArrayLength());
        Assert.False(none.TryGetProperty("dateModified", out _));
    }

    [Fact]
    public async Task One_more_than_may_be_made_at_a_time_is_told_to_come_back()
    {
        var open = new List<LedgerSnapshot>();
        for (var i = 0; i < ExportReader.Most; i++)
        {
            open.Add((await api.Data.ExportReader.OpenAsync(Stop))!);
        }

        var refused = await api.Reader.ReadAsync("/v1/exports/claims");
        await open[0].DisposeAsync();
        var granted = await Download.OfAsync(api.Reader, "/v1/exports/claims");
        await open[1].DisposeAsync();

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "overloaded"), (refused.Status, refused.Problem));
        Assert.Equal("15", refused.Message.Headers.RetryAfter?.ToString());
        Assert.Equal(HttpStatusCode.OK, granted.Status);
    }

    private ProblemAnswer? RefusalOf(System.Text.Json.JsonElement line) => line.GetProperty("record").GetString() switch
    {
        "source" => Refuse<SourceLine>(line),
        "ratingScale" => Refuse<RatingScaleLine>(line),
        "article" => Refuse<ArticleLine>(line),
        "claim" => Refuse<ClaimLine>(line),
        "link" => Refuse<LinkLine>(line),
        "assessment" => Refuse<AssessmentLine>(line),
        "reliability" => Refuse<ReliabilityLine>(line),
        "linkReview" => Refuse<LinkReviewLine>(line),
        "correction" => Refuse<CorrectionLine>(line),
        "originJudgement" => Refuse<OriginJudgementLine>(line),
        "sourceRetraction" => Refuse<SourceRetractionLine>(line),
        "claimReviewPage" => Refuse<ClaimReviewPageLine>(line),
        var other => throw new Xunit.Sdk.XunitException($"No line is a {other}."),
    };

    private ProblemAnswer? Refuse<T>(System.Text.Json.JsonElement line)
        where T : class =>
        StrictJson.Read(line, api.Services.GetRequiredService<IValidator<T>>(), out _);
}
