using System.Net;
using System.Text.Json;
using ClaimCheck.Api.Matching;
using ClaimCheck.Api.Tests.ClaimReviews;

namespace ClaimCheck.Api.Tests.Matching;

/// <summary>Whether something has been said before, asked of the story of 2014. Each test has a story of its own.</summary>
public sealed class MatchTests(PostgresFixture postgres) : ApiFixture(postgres)
{
    [Theory]
    [InlineData("Khamenei authorised Soleimani to coordinate military operations with the US, sources in Tehran say")]
    [InlineData("Khameni autorised his comander Qasem Solemani to work with Iraqis and Kurds")]
    [InlineData("BREAKING!! 😱 #Khamenei authorises #GeneralSoleimani to coordinate operations with #Americans https://t.co/AbC123 pic.twitter.com/XyZ987 — Some One (@some1) September 5, 2014")]
    public async Task A_paraphrase_finds_the_claim(string text)
    {
        var hits = await HitsAsync(text);

        Assert.NotEmpty(hits);
        Assert.Contains("Soleimani", hits[0].GetProperty("claim").GetProperty("text").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_example_of_the_document_finds_the_claim_of_its_answer() =>
        Assert.Equal(MatchHit.Example.Claim.Id, IdOf((await HitsAsync(MatchTextsRequest.Example.Text!))[0]));

    [Fact]
    public async Task What_nobody_has_claimed_is_found_nowhere()
    {
        Assert.Empty(await HitsAsync("The recipe asks for two eggs, butter and a pinch of salt."));
        Assert.Empty(await HitsAsync("the and of to it is"));
        Assert.Empty(await HitsAsync("https://t.co/AbCdEf"));
    }

    [Theory]
    [InlineData(null, "Le président a promis de fermer toutes les centrales nucléaires avant 2030", "Avant 2030 toutes les centrales nucleaires seront fermées, promet le président")]
    [InlineData("ar", "وزارة الصحة تعلن تطعيم مليون طفل ضد شلل الأطفال في الخرطوم", "أعلنت وزارة الصحة أن مليون طفل في الخرطوم تم تطعيمهم ضد شلل الأطفال")]
    [InlineData("ru", "Мэр Новосибирска обещал построить десять новых школ за пять лет", "мэр Новосибирска обещает: за пять лет построят десять школ")]
    [InlineData("zh", "北京市政府宣布从下个月起所有公共汽车免费乘坐", "下个月起北京公共汽车免费")]
    [InlineData("ja", "東京都知事は来年までに保育園を百か所増やすと約束した", "都知事が保育園を百か所増やすと約束")]
    [InlineData("th", "รัฐบาลประกาศแจกเงินหนึ่งหมื่นบาทให้ประชาชนทุกคน", "ประกาศแจกเงินหนึ่งหมื่นบาท")]
    public async Task Claims_in_any_language_are_found_by_the_very_next_request(string? language, string claim, string text)
    {
        var id = await RecordAsync(claim, language);

        Assert.Equal(id, IdOf((await HitsAsync(text))[0]));
    }

    [Fact]
    public async Task A_hit_says_why_and_brings_what_is_known_of_its_claim()
    {
        await RecordAsync("Ferry traffic to Hiiumaa was halted for 12 days by ice, says Captain Tamm.", "en");

        var hit = (await HitsAsync("Captain Tamm: ice halts #FerryTraffic to Hiuumaa, 12 days"))[0];

        var words = hit.GetProperty("why").GetProperty("words").EnumerateArray()
            .Select(word => $"{word.GetProperty("said")} {word.GetProperty("how")} {word.GetProperty("found")}").ToList();
        Assert.Contains("halts stemmed halted", words);
        Assert.Contains("Hiuumaa alike Hiiumaa", words);
        Assert.Contains("Ferry same Ferry", words);
        Assert.Equal(["Captain Tamm"], Strings(hit, "names"));
        Assert.Equal(["12"], Strings(hit, "numbers"));
        Assert.Contains("12 days", Strings(hit, "phrases"));
        Assert.Equal("active", hit.GetProperty("claim").GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, hit.GetProperty("assessment").ValueKind);
        Assert.Equal(0, hit.GetProperty("origins").GetProperty("floor").GetInt32());
        Assert.Equal("lineage_not_recorded", hit.GetProperty("origins").GetProperty("status").GetString());
    }

    [Fact]
    public async Task Origins_are_those_that_the_evidence_counts()
    {
        var hits = await HitsAsync("Khamenei authorised Soleimani to coordinate with the US against Islamic State", "\"minScore\":0,\"limit\":50");

        Assert.True(hits.Length > 5);
        foreach (var hit in hits)
        {
            var evidence = await Reader.ReadAsync($"/v1/claims/{IdOf(hit)}/evidence");
            var (origins, supporting) = (hit.GetProperty("origins"), evidence.Body.GetProperty("supporting"));
            Assert.Equal(supporting.GetProperty("origins").GetProperty("floor").GetInt32(), origins.GetProperty("floor").GetInt32());
            Assert.Equal(supporting.GetProperty("origins").GetProperty("ceiling").GetInt32(), origins.GetProperty("ceiling").GetInt32());
            Assert.Equal(evidence.Text("contested"), origins.GetProperty("contested").ToString());
            Assert.Equal(evidence.Text("status"), origins.GetProperty("status").ToString());
        }

        Assert.Contains(hits, hit => hit.GetProperty("assessment").ValueKind == JsonValueKind.Object);
    }

    [Fact]
    public async Task The_assessment_is_the_one_published_last_whatever_was_drafted_or_taken_back_since()
    {
        var claim = await RecordAsync("The lighthouse of Kopu will be sold to a hotel chain.", "en");
        await this.PublishedAsync(claim, ("ratingText", "Unproven"), ("publishedAt", "2014-09-01T00:00:00Z"));
        await this.PublishedAsync(claim, ("ratingText", "Sold"), ("publishedAt", "2014-09-03T00:00:00Z"));
        await this.PublishedAsync(claim, ("ratingText", "Half so"), ("publishedAt", "2014-09-02T00:00:00Z"));
        await this.DraftAsync(claim, ("ratingText", "Who knows"), ("publishedAt", "2014-09-04T00:00:00Z"));
        var taken = await this.PublishedAsync(claim, ("ratingText", "Not sold"), ("publishedAt", "2014-09-05T00:00:00Z"));

        var before = await HitsAsync("Kopu lighthouse to be sold to hotel chain");
        var retracted = await Editor.SendJsonAsync($"/v1/assessments/{taken}/retract", """{"reason":"Wrong lighthouse."}""", ("If-Match", "*"));
        var after = await HitsAsync("Kopu lighthouse to be sold to hotel chain");

        Assert.Equal(HttpStatusCode.OK, retracted.Status);
        Assert.Equal("Not sold", Assert.Single(before).GetProperty("assessment").GetProperty("ratingText").GetString());
        Assert.Equal("Sold", Assert.Single(after).GetProperty("assessment").GetProperty("ratingText").GetString());
    }

    [Fact]
    public async Task That_only_one_of_both_says_no_is_told()
    {
        await RecordAsync("The lighthouse of Kopu will be sold to a hotel chain.", "en");

        var said = Assert.Single(await HitsAsync("The lighthouse of Kopu will be sold to a hotel chain"));
        var denied = Assert.Single(await HitsAsync("The lighthouse of Kopu will not be sold to a hotel chain"));

        Assert.Equal((false, true), (DiffersInNegation(said), DiffersInNegation(denied)));

        static bool DiffersInNegation(JsonElement hit) => hit.GetProperty("why").GetProperty("differsInNegation").GetBoolean();
    }

    [Fact]
    public async Task Of_a_long_article_the_first_sentences_are_compared_and_it_says_so()
    {
        await RecordAsync("The lighthouse of Kopu will be sold to a hotel chain.", "en");
        const string known = "The lighthouse of Kopu will be sold to a hotel chain. ";
        var filler = string.Concat(Enumerable.Range(0, 299).Select(n => $"Word {n} is said. "));

        var (last, beyond) = (
            await Reader.SendJsonAsync("/v1/match/article", JsonSerializer.Serialize(new { text = filler + known })),
            await Reader.SendJsonAsync("/v1/match/article", JsonSerializer.Serialize(new { text = filler + "One more is said. " + known })));

        Assert.Equal((300, true, 1), Told(last));
        Assert.Equal((300, false, 0), Told(beyond));

        static (int, bool, int) Told(Reply answer) => (
            answer.Body.GetProperty("compared").GetInt32(), answer.Body.GetProperty("complete").GetBoolean(), answer.Body.GetProperty("sentences").GetArrayLength());
    }

    [Fact]
    public async Task Taken_down_is_never_found_and_retracted_only_when_asked_for()
    {
        const string text = "The lighthouse of Kopu will be sold to a hotel chain.";
        var down = await RecordAsync(text, "en");
        var back = await RecordAsync(text, "en");
        var stays = await RecordAsync(text, "en");
        await Admin.RemoveAsync($"/v1/claims/{down}?reason=Order");
        await Editor.SendJsonAsync($"/v1/claims/{back}/retract", """{"reason":"Recorded twice."}""", ("If-Match", "*"));

        Assert.Equal([stays], (await HitsAsync(text)).Select(IdOf));
        Assert.Equal([back], (await HitsAsync(text, "\"filters\":{\"status\":\"retracted\"}")).Select(IdOf));
    }

    [Fact]
    public async Task Filters_and_limits_hold()
    {
        var first = await RecordAsync("The lighthouse of Kopu will be sold.", "en", "cnn");
        var second = await RecordAsync("The lighthouse of Kopu will be sold.", "en", "bbc-news");

        Assert.Equal([first, second], (await HitsAsync("Kopu lighthouse to be sold")).Select(IdOf));
        Assert.Equal([first], (await HitsAsync("Kopu lighthouse to be sold", "\"limit\":1")).Select(IdOf));
        Assert.Equal([second], (await HitsAsync("Kopu lighthouse to be sold", "\"filters\":{\"source\":\"bbc-news\"}")).Select(IdOf));
        Assert.Empty(await HitsAsync("Kopu lighthouse to be sold", "\"filters\":{\"language\":\"de\"}"));
        var unknown = await Reader.SendJsonAsync("/v1/match", """{"text":"a lighthouse","filters":{"source":"nobody-knows"}}""");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "unknown-reference"), (unknown.Status, unknown.Problem));
    }

    [Fact]
    public async Task A_score_that_is_asked_for_is_the_least_that_is_answered()
    {
        await RecordAsync("The lighthouse of Kopu will be sold to a hotel chain.", "en");
        await RecordAsync("The lighthouse of Ristna was painted red.", "en");
        const string text = "Kopu lighthouse will be sold to a chain of hotels";

        var all = await HitsAsync(text, "\"minScore\":0");
        var scores = all.Select(hit => hit.GetProperty("score").GetDouble()).ToList();

        Assert.True(scores.Count > 1);
        Assert.Equal(scores.OrderDescending(), scores);
        Assert.Single(await HitsAsync(text, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"\"minScore\":{scores[0] - 1e-9}")));
        Assert.Empty(await HitsAsync(text, "\"minScore\":1"));
    }

    [Fact]
    public async Task A_hit_that_rests_on_the_headline_of_its_article_says_so()
    {
        var answer = await Contributor.SendJsonAsync("/v1/claims", """
            {"source":"cnn","text":"Nothing crosses the strait, says Captain Tamm.","language":"en",
             "article":{"externalId":"kopu-1","title":"Ferry to Hiiumaa halted by thick ice for 12 days","url":"https://example.org/kopu-1"}}
            """);
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        var said = await RecordAsync("Captain Tamm says that thick ice halted the ferry to Hiiumaa.", "en");

        var hits = await HitsAsync("Captain Tamm: ferry to Hiiumaa halted by thick ice for 12 days", "\"minScore\":0,\"limit\":2");

        var byHeadline = hits.ToDictionary(IdOf, hit => hit.GetProperty("why").GetProperty("byHeadline").GetBoolean());
        Assert.Equal((true, false), (byHeadline[answer.Id], byHeadline[said]));
    }

    [Fact]
    public async Task Several_texts_are_answered_in_their_order()
    {
        var id = await RecordAsync("The lighthouse of Kopu will be sold.", "en");

        var answer = await Reader.SendJsonAsync("/v1/match", """{"texts":["Nothing like it anywhere.","Kopu lighthouse sold"]}""");

        var results = answer.Body.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("hits").GetArrayLength());
        Assert.Equal([0, 1], results);
        Assert.Equal(id, IdOf(answer.Body.GetProperty("results")[1].GetProperty("hits")[0]));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"text":"a","texts":["b"]}""")]
    [InlineData("""{"texts":[]}""")]
    [InlineData("""{"text":" "}""")]
    [InlineData("""{"text":"a","limit":51}""")]
    [InlineData("""{"text":"a","minScore":1.5}""")]
    public async Task A_request_without_sense_is_refused(string body)
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await Reader.SendJsonAsync("/v1/match", body)).Status);
    }

    [Fact]
    public async Task Text_that_is_no_sentence_is_answered_with_nothing()
    {
        string[] texts =
        [
            new('x', 6000), string.Concat(Enumerable.Repeat("😀", 10_000)), string.Concat(Enumerable.Repeat("the ", 2_500)),
            string.Concat(Enumerable.Repeat("https://example.org/a/b ", 400)), "'", "\\", "' & | ! ( ) : * <-> \\", "\u200d\u200d a",
            string.Concat(Enumerable.Repeat("測試", 5_000)), string.Join(' ', Enumerable.Range(0, 1_500).Select(n => $"w{n}x")),
            "\u2066Kopu\u2069 \u202e\u0007 lighthouse", "&#xD83D; &amp;amp; &lt;b&gt;", "#", "@ @@ #_ #1", "-----", "1,,,2.3.4.5.6.7.8.9.10,000,000,000,000,000,000,000",
        ];
        foreach (var text in texts)
        {
            var answer = await Reader.SendJsonAsync("/v1/match", JsonSerializer.Serialize(new { text }));

            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.Empty(answer.Body.GetProperty("results")[0].GetProperty("hits").EnumerateArray());
        }
    }

    [Fact]
    public async Task Sentences_of_an_article_that_are_known_come_with_their_places_in_code_points()
    {
        var id = await RecordAsync("The lighthouse of Kopu will be sold to a hotel chain.", "en");
        const string html = "<p>😀 News of the day.</p><script>var kopu = 'lighthouse sold';</script><p>The lighthouse of <b>K&#245;pu</b> is to be sold, to a hotel chain! Rain is expected.</p>";

        var answer = await Reader.SendJsonAsync("/v1/match/article", JsonSerializer.Serialize(new { html }));

        var sentence = Assert.Single(answer.Body.GetProperty("sentences").EnumerateArray());
        var points = html.EnumerateRunes().ToList();
        var (start, end) = (sentence.GetProperty("start").GetInt32(), sentence.GetProperty("end").GetInt32());
        Assert.Equal(
            "The lighthouse of <b>K&#245;pu</b> is to be sold, to a hotel chain!", string.Concat(points[start..end].Select(rune => rune.ToString())));
        Assert.Equal("The lighthouse of Kõpu is to be sold, to a hotel chain!", sentence.GetProperty("text").GetString());
        Assert.Equal(id, IdOf(sentence.GetProperty("hits")[0]));
        Assert.Equal(3, answer.Body.GetProperty("compared").GetInt32());
    }

    private static Guid IdOf(JsonElement hit) => hit.GetProperty("claim").GetProperty("id").GetGuid();

    private static IEnumerable<string> Strings(JsonElement hit, string member) =>
        hit.GetProperty("why").GetProperty(member).EnumerateArray().Select(value => value.GetString()!);

    private async Task<JsonElement[]> HitsAsync(string text, string? more = null)
    {
        var answer = await Reader.SendJsonAsync("/v1/match", $"{{\"text\":{JsonSerializer.Serialize(text)}{(more is null ? "" : "," + more)}}}");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return [.. answer.Body.GetProperty("results")[0].GetProperty("hits").EnumerateArray()];
    }

    private async Task<Guid> RecordAsync(string text, string? language, string source = "cnn")
    {
        var answer = await Contributor.SendJsonAsync("/v1/claims", JsonSerializer.Serialize(
            language is null ? new { source, text } : (object)new { source, text, language }));
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        return answer.Id;
    }
}
