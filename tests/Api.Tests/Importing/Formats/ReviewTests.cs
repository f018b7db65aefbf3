using System.Text;
using System.Text.Json;
using ClaimCheck.Api.ClaimReviews;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Importing.Formats;
using ClaimCheck.Api.Importing.Formats.Reviews;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Api.Tests.Importing.Formats;

/// <summary>ClaimReviews of schema.org, alone, in feeds and graphs and in web pages, and those of Google's claim search.</summary>
public sealed class ReviewTests
{
    private const string Review =
        """{"@type":"ClaimReview","claimReviewed":"It rains.","url":"https://f.example/1","author":{"@type":"Organization","name":"Desk","url":"https://f.example/"},"reviewRating":{"alternateName":"False"},"itemReviewed":{"@type":"Claim","author":{"@type":"Person","name":"A. Claimant"}}}""";

    [Fact]
    public async Task The_review_that_this_service_writes_comes_back_as_it_was()
    {
        var sent = ClaimReviewResponse.Example;

        var read = (await Rows.OneAsync(ImportFormat.JsonLd, JsonSerializer.Serialize(sent, WireJson.Options))).As<ClaimReviewRecord>();

        var (facts, finding) = (read.Draft.Facts, read.Finding);
        Assert.Equal((sent.ClaimReviewed, sent.ItemReviewed.Author!.Name, SourceKind.Institution), (facts.Text, read.Claimant, read.ClaimantKind));
        Assert.Equal((sent.ItemReviewed.DatePublished, sent.InLanguage), (facts.ClaimedAt, finding.Language));
        Assert.Equal((sent.Url, sent.Headline, sent.ReviewRating.RatingExplanation), (finding.ReviewUrl, finding.Title, finding.Summary));
        Assert.Equal((sent.Author.Name, sent.Author.Url, sent.DatePublished), (finding.Author.Name, finding.Author.Url, finding.PublishedAt));
        Assert.Equal(new RatingDraft("Not established", null, null, null, null, NormalizedRating.Unverifiable), read.Rating);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData(" [ {0} ] ")]
    [InlineData("""{"@context":"https://schema.org","@graph":[{"@type":"WebPage"},{0}]}""")]
    [InlineData("""{"@graph":{0}}""")]
    [InlineData("""{"@type":"DataFeed","dateModified":"2020","dataFeedElement":[{"@type":"DataFeedItem","item":[{0}]}]}""")]
    [InlineData("""{"@type":"DataFeed","dataFeedElement":{"item":{0}}}""")]
    [InlineData("""{"@type":"NewsArticle","review":{0}}""")]
    [InlineData("""[[{0}],{"@type":"BreadcrumbList","itemListElement":[]}]""")]
    public async Task A_review_is_found_wherever_it_stands_and_given_back_as_it_was_sent(string layout)
    {
        foreach (var atATime in new[] { 1, 5, 100_000 })
        {
            var body = Encoding.UTF8.GetBytes(layout.Replace("{0}", Review, StringComparison.Ordinal));
            var row = Assert.Single(await Rows.OfAsync(new ImportOptions(ImportFormat.JsonLd), body, atATime));

            Assert.Equal((1, RecordKind.ClaimReview, Review, null), (row.Line, row.Kind, row.Sent, row.Failure));
        }
    }

    [Theory]
    [InlineData("\"claimReviewed\":\"It rains.\"", "\"claimReviewed\":[\"It rains.\"]", "It rains. | False | False")]
    [InlineData("\"claimReviewed\":\"It rains.\"", "\"claimReviewed\":[\"It rains.\",\"It snows.\"]", "$.claimReviewed claimReviewed must be one claim: send a ClaimReview for each.")]
    [InlineData("\"claimReviewed\":\"It rains.\"", "\"claimReviewed\":\" \"", "$.claimReviewed claimReviewed is required: what is claimed.")]
    [InlineData("\"@type\":\"Claim\"", "\"@type\":\"creativeWork\"", "It rains. | False | False")]
    [InlineData("\"False\"", "\"False\\r\"", "It rains. | False\r | False")]
    [InlineData("\"False\"", "\"&Eacute; falso &amp; mais\"", "It rains. | &Eacute; falso &amp; mais | Other")]
    [InlineData("\"False\"", "\"False\",\"ratingValue\":\"-1\",\"bestRating\":\"-1\",\"worstRating\":\"-1\"", "It rains. | False | False")]
    [InlineData("\"False\"", "\"He never said so.\",\"ratingValue\":\"1\",\"bestRating\":5,\"worstRating\":1", "It rains. | He never said so. | False 1 5 1")]
    [InlineData("\"False\"", "\"He never said so.\",\"ratingValue\":\"3\",\"bestRating\":\"best\",\"worstRating\":1", "It rains. | He never said so. | Other")]
    [InlineData("\"alternateName\":\"False\"", "\"ratingValue\":2,\"bestRating\":5,\"worstRating\":1", "It rains. | 2 | MostlyFalse 2 5 1")]
    [InlineData("\"alternateName\":\"False\"", "\"ratingValue\":\"False\"", "It rains. | False | False")]
    [InlineData("{\"alternateName\":\"False\"}", "{}", "$.reviewRating.alternateName reviewRating.alternateName is required: the verdict in words.")]
    [InlineData("\"name\":\"A. Claimant\"", "\"@id\":\"#x\"", "$.itemReviewed.author itemReviewed.author is required: the review does not say who makes the claim, and ?claimant=NAME names somebody for all that do not.")]
    [InlineData("\"name\":\"A. Claimant\"", "\"name\":\"A\\u202eB\"", "$.itemReviewed.author itemReviewed.author must not contain U+202E (bidirectional override or isolate) at position 1.")]
    [InlineData("\"https://f.example/1\"", "\"/1\"", "$.url url must be an absolute http or https address without user name and password, at most 2048 characters.")]
    [InlineData(",\"url\":\"https://f.example/1\"", "", "$.url url is required: where the review can be read.")]
    [InlineData("\"False\"", "\"a\\u0000\"", "$.reviewRating.alternateName reviewRating.alternateName must not contain the character U+0000.")]
    public async Task Reviews_are_taken_as_publishers_write_them_or_told_what_they_lack(string part, string instead, string outcome)
    {
        var row = await Rows.OneAsync(ImportFormat.JsonLd, Review.Replace(part, instead, StringComparison.Ordinal));

        Assert.Equal(outcome, row.Failure is { } failure ? $"{failure.Path} {failure.Message}" : Describe(row.As<ClaimReviewRecord>()));
    }

    [Fact]
    public async Task What_cannot_be_used_and_need_not_be_there_is_left_out()
    {
        const string messy =
            """{"@type":["Review","ClaimReview"],"claimReviewed":"It rains.","url":"https://f.example/1","headline":7,"name":"Does it?","inLanguage":"en_US","datePublished":"2020-06-23 20:02","author":{"name":" Desk ","url":"/desk"},"reviewRating":{"alternateName":"Misleading","ratingExplanation":5},"description":"No.","itemReviewed":{"author":[{"@type":"NewsMediaOrganization","name":"Paper"}],"datePublished":"2020-06-23T20:02:00+0530","appearance":["https://a.example/x"]}}""";

        var read = (await Rows.OneAsync(ImportFormat.JsonLd, messy)).As<ClaimReviewRecord>();

        Assert.Equal(new Author("Desk"), read.Finding.Author);
        Assert.Equal(("Does it?", "No.", "en-US"), (read.Finding.Title, read.Finding.Summary, read.Finding.Language));
        Assert.Equal(new DateTimeOffset(2020, 6, 23, 20, 2, 0, TimeSpan.Zero), read.Finding.PublishedAt);
        Assert.Equal("2020-06-23T14:32:00Z", read.Draft.Facts.ClaimedAt.ToString());
        Assert.Equal(("Paper", SourceKind.NewsOutlet, "https://a.example/x"), (read.Claimant, read.ClaimantKind, read.Draft.Article!.Facts!.Url));
    }

    [Fact]
    public async Task A_claimant_can_be_supplied_for_reviews_that_name_none()
    {
        var options = new ImportOptions(ImportFormat.JsonLd, Claimant: "Viral posts");

        var row = Assert.Single(await Rows.OfAsync(options, Review.Replace("A. Claimant", " ", StringComparison.Ordinal)));

        Assert.Equal("Viral posts", row.As<ClaimReviewRecord>().Claimant);
    }

    [Theory]
    [InlineData("", "The body is empty: JSON is needed.")]
    [InlineData("{\"@graph\":[", "The body is not valid JSON at line 1, byte 12.")]
    [InlineData("7 <html>", "The body is not valid JSON at line 1, byte 3.")]
    [InlineData(" \n", "The body is empty: JSON is needed.")]
    [InlineData("{\"@type\":\"WebPage\"}", "The body holds no ClaimReview: an object with \"@type\": \"ClaimReview\".")]
    public async Task JSON_without_reviews_is_refused_as_a_whole(string body, string message) =>
        Assert.Equal(message, await Rows.BrokenAsync(ImportFormat.JsonLd, body));

    [Fact]
    public async Task A_review_that_is_too_large_or_nested_too_deep_costs_itself()
    {
        var large = Review.Replace("It rains.", new string('x', 2_000_000), StringComparison.Ordinal);
        var deep = Review.Replace("\"False\"", $"\"False\",\"x\":{new string('[', 50)}{new string(']', 50)}", StringComparison.Ordinal);

        var rows = await Rows.OfAsync(ImportFormat.JsonLd, $"[{Review},{large},{deep},7,{Review}]");

        Assert.Equal(
            [
                "1 ClaimReview", "2 too-large  The row has more than 1048576 bytes (1 MiB): make it shorter.",
                "3 invalid-request $ The row is nested more than 16 levels deep.", "4 invalid-request $ The row must be a JSON object: a ClaimReview.",
                "5 ClaimReview",
            ],
            rows.Select(row => row.Summary));
        Assert.Equal("1 too-large  The row has more than 1048576 bytes (1 MiB): make it shorter.", (await Rows.OneAsync(ImportFormat.JsonLd, large)).Summary);
    }

    [Fact]
    public async Task The_reviews_of_a_page_stand_in_its_script_blocks()
    {
        var escaped = Review.Replace("\"", "&quot;", StringComparison.Ordinal);
        var page = $$"""
            <!doctype html><html><head><title>a > b</title>
            <script>var x = '{"@type":"ClaimReview"}';</script>
            <SCRIPT defer type = 'application/ld+json' class="y">{{Review}}</SCRIPT>
            <script type="application/ld+json">{"@type":"BreadcrumbList",}</script>
            <script type="application/ld+json">{"@type":"ClaimReview",}</script>
            <script type=application/ld+json><!-- {{Review}} --></script>
            <script id="z" type="application/ld+json; charset=utf-8">
              //<![CDATA[
              {"@graph":[{"@type":"Person"},{{Review}},{{Review}}]}
              //]]>
            </script>
            <script type="application/ld+json">{{escaped}}</script><p>"@type":"ClaimReview"</p>
            """;

        foreach (var (format, before, atATime) in new[]
                 {
                     (ImportFormat.WebPage, "", 1), (ImportFormat.WebPage, "", 1000), (ImportFormat.WebPage, "", 100_000),
                     (ImportFormat.JsonLd, "", 1), (ImportFormat.JsonLd, "\uFEFF", 2), (ImportFormat.JsonLd, "\uFEFF \r\n\t", 100_000),
                 })
        {
            var rows = await Rows.OfAsync(new ImportOptions(format), Encoding.UTF8.GetBytes(before + page), atATime);

            Assert.Equal([1, 2, 3, 4, 5, 6], rows.Select(row => row.Line));
            Assert.Equal("{\"@type\":\"ClaimReview\",}", Assert.Single(rows, row => row.Failure is not null).Sent);
            Assert.Equal(5, rows.Count(row => row.Sent == Review));
        }

        foreach (var format in new[] { ImportFormat.WebPage, ImportFormat.JsonLd })
        {
            Assert.StartsWith("The page holds no ClaimReview", await Rows.BrokenAsync(format, "<script><script type"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{"claims":[{0}],"nextPageToken":"x"}""")]
    [InlineData("[{0}]")]
    public async Task A_claim_of_Google_is_a_row_for_each_of_its_reviews(string layout)
    {
        const string claim =
            """{"text":"It rains.","claimant":"A","claimDate":"2021-01-15T00:00:00Z","claimReview":[{"publisher":{"name":"Desk","site":"f.example"},"url":"https://f.example/1","title":"Does it?","reviewDate":"2021-01-16T01:00:00Z","textualRating":"False","languageCode":"en"},{"publisher":{"site":"g.example"},"url":"https://g.example/1","textualRating":"half-true "}]}""";

        var rows = await Rows.OfAsync(ImportFormat.GoogleFactCheck, layout.Replace("{0}", claim + ",{\"text\":\"x\"}", StringComparison.Ordinal));

        Assert.Equal([1, 2, 3], rows.Select(row => row.Line));
        var (first, second) = (rows[0].As<ClaimReviewRecord>(), rows[1].As<ClaimReviewRecord>());
        Assert.Equal(("It rains. | False | False", "It rains. | half-true  | Mixture"), (Describe(first), Describe(second)));
        Assert.Equal((new Author("Desk", "https://f.example/"), new Author("g.example", "https://g.example/")), (first.Finding.Author, second.Finding.Author));
        Assert.Equal(("2021-01-15", "en", "Does it?"), ($"{first.Draft.Facts.ClaimedAt}", first.Finding.Language, first.Finding.Title));
        Assert.Equal(("$.claimReview", "claimReview is required: a list of reviews of the claim."), (rows[2].Failure!.Path, rows[2].Failure!.Message));
    }

    [Fact]
    public async Task What_is_wrong_with_one_review_of_a_claim_of_Google_costs_that_review()
    {
        const string good = """{"publisher":{"name":"Desk"},"url":"https://f.example/1","textualRating":"False"}""";
        var deep = good.Replace("\"False\"", $"\"False\",\"x\":{new string('[', 50)}{new string(']', 50)}", StringComparison.Ordinal);
        var noText = good.Replace("False", "\\ud800", StringComparison.Ordinal);

        var rows = await Rows.OfAsync(
            ImportFormat.GoogleFactCheck, $$"""[{"text":"It rains.","claimReview" : [ {{good}},{{deep}},{{noText}}, null ,{{good}} ],"claimant":"A"}]""");

        Assert.Equal([true, false, false, false, true], rows.Select(row => row.Failure is null));
        Assert.Equal($$"""{"text":"It rains.","claimReview" : [{{good}}],"claimant":"A"}""", rows[4].Sent);
        Assert.Equal("The row is nested more than 16 levels deep.", rows[1].Failure!.Message);
    }

    [Theory]
    [InlineData(100, 100, null)]
    [InlineData(101, 1, "claimReview has 101 reviews, but a claim may have at most 100: send the claim again for each hundred of them.")]
    [InlineData(170_000, 1, "claimReview has 170000 reviews, but a claim may have at most 100: send the claim again for each hundred of them.")]
    public async Task A_claim_of_Google_has_at_most_a_hundred_reviews(int reviews, int rows, string? message)
    {
        var body = Encoding.UTF8.GetBytes($"[{{\"text\":\"{new string('x', 500_000)}\",\"claimReview\":[{string.Join(',', Enumerable.Repeat("{}", reviews))}]}}]");
        using var stream = new MemoryStream(body, writable: false);
        var options = new ImportOptions(ImportFormat.GoogleFactCheck);
        var parser = BodyFormat.Of(options).ParserFor(options, null, new MovableClock());
        var before = GC.GetAllocatedBytesForCurrentThread();
        var count = 0;

        await foreach (var row in BodyFormat.Of(options).CutAsync(stream, TestContext.Current.CancellationToken))
        {
            if (count++ == 0)
            {
                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 40 * 1024 * 1024);
            }

            Assert.True(message is null || parser.Parse(row.Line, row.Bytes).Failure?.Message == message);
        }

        Assert.Equal(rows, count);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData(" { } ")]
    [InlineData("{\"nextPageToken\":\"x\"}")]
    [InlineData("{\"claims\":[]}")]
    [InlineData("{\"claims\":[],\"nextPageToken\":\"x\"}")]
    [InlineData("[]")]
    public async Task An_answer_of_Google_without_claims_has_no_rows(string answer) =>
        Assert.Empty(await Rows.OfAsync(ImportFormat.GoogleFactCheck, answer));

    [Theory]
    [InlineData("[{}]")]
    [InlineData("{\"claims\":{}}")]
    [InlineData("{\"nextPageToken\":\"x\",\"text\":\"It rains.\"}")]
    public async Task A_claim_of_Google_that_says_nothing_is_a_row_all_the_same(string answer) =>
        Assert.Equal("1 invalid-request $.claimReview claimReview is required: a list of reviews of the claim.", (await Rows.OneAsync(ImportFormat.GoogleFactCheck, answer)).Summary);

    [Theory]
    [InlineData("{0}")]
    [InlineData("[{0}]")]
    [InlineData("{\"@context\":\"https://schema.org\",\"@graph\":[{0}]}")]
    [InlineData("{\"claimReviewed\":\"It rains.\"}")]
    public async Task A_ClaimReview_that_is_sent_as_an_answer_of_Google_is_told_how_to_be_sent(string layout) => Assert.Equal(
        "1 invalid-request $ The row is a ClaimReview or other data of schema.org, not a claim of Google's: send the body as application/ld+json.",
        (await Rows.OneAsync(ImportFormat.GoogleFactCheck, layout.Replace("{0}", Review, StringComparison.Ordinal))).Summary);

    [Theory]
    [InlineData("{0}")]
    [InlineData("[{0}]")]
    public async Task An_error_of_Google_is_no_claim(string layout)
    {
        const string error = """{"error":{"code":403,"message":"The request is missing a valid API key.","status":"PERMISSION_DENIED"}}""";

        var row = await Rows.OneAsync(ImportFormat.GoogleFactCheck, layout.Replace("{0}", error, StringComparison.Ordinal));

        Assert.Equal("1 invalid-request $.error error is what Google answers where it has no claims to give: put right what it says, and ask Google again.", row.Summary);
    }

    [Theory]
    [InlineData("Pants on Fire!", NormalizedRating.False)]
    [InlineData("pants-fire", NormalizedRating.False)]
    [InlineData("  ENGAÑOSO.", NormalizedRating.MostlyFalse)]
    [InlineData("Engañoso", NormalizedRating.MostlyFalse)]
    [InlineData("مضلّل", NormalizedRating.MostlyFalse)]
    [InlineData("صحيح جزئيًا", NormalizedRating.Mixture)]
    [InlineData("भ्रामक", NormalizedRating.MostlyFalse)]
    [InlineData("half-true", NormalizedRating.Mixture)]
    [InlineData("full-flop", NormalizedRating.Other)]
    [InlineData("It is not false", NormalizedRating.Other)]
    [InlineData("\ufffe", NormalizedRating.Other)]
    public void Words_come_to_what_the_table_says(string words, NormalizedRating rating) =>
        Assert.Equal(rating, NormalizedWords.Of(words, null));

    [Theory]
    [InlineData(1, NormalizedRating.False)]
    [InlineData(2, NormalizedRating.MostlyFalse)]
    [InlineData(3, NormalizedRating.Mixture)]
    [InlineData(4, NormalizedRating.MostlyTrue)]
    [InlineData(5, NormalizedRating.True)]
    public void Where_words_say_nothing_the_number_does(double value, NormalizedRating rating)
    {
        Assert.Equal(rating, NormalizedWords.Of("Five lamps of our own", NumberedRating.Of(value, 5, 1)));
        Assert.Equal(NormalizedRating.False, NormalizedWords.Of("False", NumberedRating.Of(value, 5, 1)));
    }

    private static string Describe(ClaimReviewRecord read)
    {
        var numbers = read.Rating.Value is null ? "" : $" {read.Rating.Value} {read.Rating.BestRating} {read.Rating.WorstRating}";
        return $"{read.Draft.Facts.Text} | {read.Rating.Text} | {read.Rating.Normalized}{numbers}";
    }
}
