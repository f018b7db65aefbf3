using System.Net;
using System.Text.Json;

namespace ClaimCheck.Api.Tests.FactCheckTools;

/// <summary>claims:search as Google's clients use it. Every test has words and sites of its own.</summary>
public sealed class FactCheckSearchTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Search = "/v1alpha1/claims:search";
    private static readonly DateTimeOffset Friday = new(2024, 5, 17, 9, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_published_assessment_is_found_with_every_member_that_Google_has()
    {
        await api.AddAsync("Quokkas sleep through winter.", "https://www.desk.example/quokkas", Friday);

        var found = await api.Reader.ReadAsync($"{Search}?query=quokka");

        Assert.Equal(
            """
            {"claims":[{"text":"Quokkas sleep through winter.","claimant":"CNN","claimDate":"2014-09-12T00:00:00Z","claimReview":[{"publisher":{"site":"desk.example","name":"The Desk"},"url":"https://www.desk.example/quokkas","title":"What we found","reviewDate":"2024-05-17T09:30:00Z","textualRating":"Unproven","languageCode":"en"}]}]}
            """.Trim(),
            found.Body.GetRawText());
    }

    [Fact]
    public async Task The_markup_of_a_page_is_found_and_what_it_does_not_say_is_left_out()
    {
        await PageAsync("https://markup.example/wombats#top", "Wombats can fly", publishDate: "2024-05");

        var found = await api.Reader.ReadAsync($"{Search}?query=wombats");

        Assert.Equal(
            """{"claims":[{"text":"Wombats can fly","claimReview":[{"publisher":{"site":"markup.example"},"url":"https://markup.example/wombats#top","textualRating":"False","languageCode":"und"}]}]}""",
            found.Body.GetRawText());
    }

    [Theory]
    [InlineData("draft")]
    [InlineData("in_review")]
    [InlineData("retracted")]
    public async Task What_is_not_published_is_not_found(string state)
    {
        await api.AddAsync($"Numbats are nocturnal, says {state}.", "https://desk.example/numbats", Friday, state: state);

        Assert.Equal("{}", (await api.Reader.ReadAsync($"{Search}?query=numbats")).Body.GetRawText());
    }

    [Fact]
    public async Task Several_reviews_of_one_claim_are_one_entry_newest_first_whether_assessed_or_marked_up()
    {
        var claim = await api.AddAsync("Bandicoots read  newspapers.", "https://one.example/1", Friday);
        await api.AddReviewAsync(claim, "https://two.example/2", Friday.AddDays(2));
        await PageAsync("https://three.example/3", "BANDICOOTS read newspapers.", claimant: "CNN", publishDate: "2024-05-18");
        await PageAsync("https://four.example/4", "Bandicoots read newspapers.", claimant: "Somebody else", publishDate: "2024-05-16");

        var claims = Claims(await api.Reader.ReadAsync($"{Search}?query=bandicoots"));

        Assert.Equal(["CNN", "Somebody else"], claims.Select(one => one.GetProperty("claimant").GetString()));
        Assert.Equal(["https://two.example/2", "https://three.example/3", "https://one.example/1"], Urls(claims[0]));
    }

    [Fact]
    public async Task Best_match_comes_first_then_the_newest_review()
    {
        await api.AddAsync("Potoroos and other animals of the forest, among them many that dig", "https://desk.example/p1", Friday.AddDays(5));
        await api.AddAsync("Potoroos dig", "https://desk.example/p2", Friday);
        await api.AddAsync("Potoroos eat", "https://desk.example/p3", Friday.AddDays(1));

        var claims = Claims(await api.Reader.ReadAsync($"{Search}?query=potoroos"));

        Assert.Equal(["https://desk.example/p3", "https://desk.example/p2", "https://desk.example/p1"], claims.SelectMany(Urls));
    }

    [Theory]
    [InlineData("en-US", "en,en-GB")]
    [InlineData("EN", "en,en-GB")]
    [InlineData("de", "de-AT")]
    [InlineData("sr", "sr-Cyrl-RS,sr-Latn")]
    [InlineData("sr-Latn-ME", "sr-Latn")]
    [InlineData("fr", "")]
    [InlineData("und", "und")]
    [InlineData("UND", "und")]
    public async Task The_region_of_a_language_does_not_matter(string asked, string found)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var word = $"dibbler{asked.Replace("-", "", StringComparison.Ordinal)}";
        foreach (var language in (string[])["en", "en-GB", "de-AT", "sr-Cyrl-RS", "sr-Latn"])
        {
            await api.AddAsync($"{word} {language}", "https://desk.example/d", Friday, language: "en", reviewLanguage: language);
        }

        await api.AddAsync($"{word} in no known language", "https://desk.example/d", Friday, language: null);
        var claims = Claims(await api.Reader.ReadAsync($"{Search}?query={word}&languageCode={asked}"));

        Assert.Equal(found, string.Join(',', claims.Select(claim => claim.GetProperty("claimReview")[0].GetProperty("languageCode").GetString()).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Markup_is_found_by_the_language_that_it_is_answered_with()
    {
        await PageAsync("https://markup.example/tamandua", "Tamanduas can fly");

        var claims = Claims(await api.Reader.ReadAsync($"{Search}?query=tamanduas&languageCode=und"));

        Assert.Equal(["https://markup.example/tamandua"], claims.SelectMany(Urls));
    }

    [Theory]
    [InlineData("Всё, что сказано о кенгуру", "ru", "кенгуру")]
    [InlineData("الكنغر يطير في الليل", "ar", "الكنغر")]
    [InlineData("カンガルーは 空を飛ぶ", "ja", "空を飛ぶ")]
    [InlineData("Die Hunde bellen überall", "de", "hund uberall")]
    public async Task Any_language_is_searched(string claim, string language, string query)
    {
        await api.AddAsync(claim, "https://languages.example/1", Friday, language);

        var claims = Claims(await api.Reader.ReadAsync($"{Search}?query={Uri.EscapeDataString(query)}&languageCode={language}"));

        Assert.Equal(claim, Assert.Single(claims).GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_site_finds_what_lies_below_it_with_words_or_without()
    {
        await api.AddAsync("Echidnas hatch", "https://www.sites.example/1", Friday);
        await api.AddAsync("Echidnas swim", "https://blog.sites.example/2", Friday.AddDays(1));
        await PageAsync("https://sites.example:8443/3", "Echidnas sing", publishDate: "2024-05-19");
        await api.AddAsync("Echidnas dream", "https://othersites.example/4", Friday.AddDays(3));

        Assert.Equal(["Echidnas sing", "Echidnas swim", "Echidnas hatch"], await TextsAsync("reviewPublisherSiteFilter=sites.example"));
        Assert.Equal(["Echidnas sing", "Echidnas swim", "Echidnas hatch"], await TextsAsync("reviewPublisherSiteFilter=WWW.Sites.example"));
        Assert.Equal(["Echidnas swim"], await TextsAsync("reviewPublisherSiteFilter=blog.sites.example"));
        Assert.Equal(["Echidnas hatch"], await TextsAsync("reviewPublisherSiteFilter=sites.example&query=hatching"));
    }

    [Fact]
    public async Task Age_is_that_of_the_claim_or_the_review_whichever_is_newer()
    {
        var now = TimeProvider.System.GetUtcNow();
        await api.AddAsync("Gliders old", "https://ages.example/1", now.AddDays(-40));
        await api.AddAsync("Gliders young", "https://ages.example/2", now.AddDays(-4));
        await PageAsync("https://ages.example/3", "Gliders retold", claimDate: $"{now.AddDays(-2):yyyy-MM-dd}", publishDate: "2020-01-01");

        Assert.Equal(["Gliders young", "Gliders retold"], await TextsAsync("reviewPublisherSiteFilter=ages.example&maxAgeDays=10"));
        Assert.Equal(3, (await TextsAsync("reviewPublisherSiteFilter=ages.example&maxAgeDays=0")).Count);
        Assert.Equal(["Gliders retold"], await TextsAsync("reviewPublisherSiteFilter=ages.example&maxAgeDays=3"));
    }

    [Fact]
    public async Task Paging_ends_with_every_claim_seen_once_and_a_token_holds_for_its_search_only()
    {
        for (var i = 1; i <= 23; i++)
        {
            await api.AddAsync($"Kowari number {i}", $"https://pages.example/{i}", Friday.AddDays(i % 4));
        }

        var seen = new List<string>();
        string? token = null;
        do
        {
            var page = await api.Reader.ReadAsync($"{Search}?query=kowari{(token is null ? "" : $"&pageToken={token}&offset=5")}");
            Assert.True(Claims(page).Count <= 10);
            seen.AddRange(Claims(page).Select(Text));
            token = page.Body.TryGetProperty("nextPageToken", out var next) ? next.GetString() : null;
            if (token is not null)
            {
                foreach (var changed in (string[])["query=kowaris", "query=kowari&languageCode=en", "query=kowari&pageSize=5", "query=kowari&maxAgeDays=9000"])
                {
                    var refused = await api.Reader.ReadAsync($"{Search}?{changed}&pageToken={token}");
                    Assert.Equal((HttpStatusCode.BadRequest, "invalid-cursor"), (refused.Status, refused.Problem));
                }
            }
        }
        while (token is not null);

        Assert.Equal(23, seen.Count);
        Assert.Equal(23, seen.Distinct().Count());
        Assert.Equal(seen.Skip(20), await TextsAsync("query=kowari&offset=20"));
        Assert.Equal(seen, await TextsAsync("query=kowari&pageSize=1000"));
    }

    [Theory]
    [InlineData("languageCode=en", "query")]
    [InlineData("query=a&languageCode=english", "languageCode")]
    [InlineData("reviewPublisherSiteFilter=https:%2F%2Fa.example", "reviewPublisherSiteFilter")]
    [InlineData("query=a&maxAgeDays=x", "maxAgeDays")]
    [InlineData("query=a&pageSize=-1", "pageSize")]
    [InlineData("query=a&offset=-1", "offset")]
    [InlineData("query=", "query")]
    [InlineData("query=a&q=b", "q")]
    public async Task A_search_that_makes_no_sense_is_an_invalid_argument(string query, string parameter)
    {
        var refused = await api.Reader.ReadAsync($"{Search}?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal("INVALID_ARGUMENT", refused.Body.GetProperty("error").GetProperty("status").GetString());
        Assert.Contains(Refusal.ErrorsOf(refused.Body), error => error.Path == $"$.{parameter}");
    }

    [Fact]
    public async Task A_claim_that_is_taken_down_is_found_no_more()
    {
        var claim = await api.AddAsync("Thylacines are back", "https://desk.example/t", Friday);
        Assert.Single(await TextsAsync("query=thylacines"));

        await api.Admin.RemoveAsync($"/v1/claims/{claim}?reason=Order");

        Assert.Equal("{}", (await api.Reader.ReadAsync($"{Search}?query=thylacines")).Body.GetRawText());
        Assert.DoesNotContain("Thylacines are back", await TextsAsync("reviewPublisherSiteFilter=desk.example&pageSize=100"));
    }

    private static List<JsonElement> Claims(Reply found) => found.Body.TryGetProperty("claims", out var claims) ? [.. claims.EnumerateArray()] : [];

    private static string Text(JsonElement claim) => claim.GetProperty("text").GetString()!;

    private static IEnumerable<string> Urls(JsonElement claim) => claim.GetProperty("claimReview").EnumerateArray().Select(review => review.GetProperty("url").GetString()!);

    private async Task<List<string>> TextsAsync(string query) => [.. Claims(await api.Reader.ReadAsync($"{Search}?{query}")).Select(Text)];

    private async Task PageAsync(string url, string claim, string? claimant = null, string? claimDate = null, string? publishDate = null)
    {
        var json = JsonSerializer.Serialize(new
        {
            pageUrl = url,
            publishDate,
            claimReviewMarkups = new[] { new { claimReviewed = claim, claimDate, claimAuthor = new { name = claimant }, rating = new { textualRating = "False" } } },
        });
        Assert.Equal(HttpStatusCode.OK, (await api.Editor.SendJsonAsync("/v1alpha1/pages", json)).Status);
    }
}
