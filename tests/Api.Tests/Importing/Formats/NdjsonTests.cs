using System.Text;
using System.Text.Json;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Importing.Lines;
using ClaimCheck.Api.Tests.Http;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Links;

namespace ClaimCheck.Api.Tests.Importing.Formats;

/// <summary>Lines of JSON: what they are taken for, and what each that is none is told.</summary>
public sealed class NdjsonTests
{
    private const string Good = """{"record":"claim","source":"cnn","text":"It rains."}""";

    [Fact]
    public async Task The_sample_story_is_read_line_by_line()
    {
        var story = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "samples", "us-iran-2014.ndjson"), TestContext.Current.CancellationToken);

        var rows = await Rows.OfAsync(new ImportOptions(ImportFormat.Ndjson), story);

        Assert.All(rows, row => Assert.Null(row.Failure));
        Assert.Equal(Enumerable.Range(1, rows.Count), rows.Select(row => row.Line));
        Assert.Equal(
            ["Article 5", "Assessment 3", "Claim 22", "ClaimReviewPage 1", "Link 13", "OriginJudgement 1", "RatingScale 1", "Source 17"],
            rows.CountBy(row => $"{row.Kind}").Select(pair => $"{pair.Key} {pair.Value}").Order());
        var claim = rows.Select(row => row.Record).OfType<ClaimRecord>().Single(claim => claim.ExternalId == "o1-1");
        Assert.Equal(("outlet-001", "outlet001-2014", Modality.Reported), (claim.Source, claim.Draft.Article?.Reference, claim.Draft.Facts.Modality));
        Assert.Equal(["bbc-news", "sources in Tehran"], claim.Draft.Attribution.Select(hop => hop.Source ?? hop.Descriptor));
        var link = rows.Select(row => row.Record).OfType<LinkRecord>().First();
        Assert.Equal((new ClaimReference("ric-1"), new ClaimReference("o1-1"), LinkStatus.Confirmed), (link.From, link.To, link.Status));
    }

    [Theory]
    [InlineData("null", "invalid-request", "$", "The row must be a JSON object, one on each line.")]
    [InlineData("[1]", "invalid-request", "$", "The row must be a JSON object, one on each line.")]
    [InlineData("{}", "invalid-request", "$.record", "record is required: one of source, ratingScale, article, claim, claimReview, link, assessment, reliability, linkReview, correction, originJudgement, sourceRetraction, claimReviewPage.")]
    [InlineData("""{"record":"clam"}""", "invalid-request", "$.record", "record must be one of source, ratingScale, article, claim, claimReview, link, assessment, reliability, linkReview, correction, originJudgement, sourceRetraction, claimReviewPage.")]
    [InlineData("""{"record":7}""", "invalid-request", "$.record", "record must be one of source, ratingScale, article, claim, claimReview, link, assessment, reliability, linkReview, correction, originJudgement, sourceRetraction, claimReviewPage.")]
    [InlineData("""{"record":"claim","source":"cnn"}""", "invalid-request", "$.text", "text is required.")]
    [InlineData("""{"record":"claim"}""", "invalid-request", "$.source", "source is required (and 1 more).")]
    [InlineData("""{"record":"claim","source":"cnn","text":null}""", "invalid-request", "$.text", "text must not be null.")]
    [InlineData("""{"record":"claim","source":"cnn","text":"a","text":"b"}""", "invalid-request", "$.text", "text is given more than once.")]
    [InlineData("""{"record":"claim","source":"cnn","text":" "}""", "invalid-request", "$.text", "text must not be blank.")]
    [InlineData("""{"record":"claim","source":"cnn","text":"a\u0000b"}""", "text-refused", "$.text", "text must not contain the character U+0000.")]
    [InlineData("""{"record":"claim","source":"cnn","text":"a\ud800"}""", "invalid-request", "$.text", "text must not contain half of a surrogate pair.")]
    [InlineData("""{"record":"claim","source":"cnn","text":"a\u202eb"}""", "text-refused", "$.text", "text must not contain U+202E (bidirectional override or isolate) at position 1.")]
    [InlineData("""{"record":"claim","source":"cnn","text":"a","attribution":[{"source":""}]}""", "invalid-request", "$.attribution[0].source", "attribution[0].source must not be blank.")]
    [InlineData("""{"record":"claim","source":"cnn","text":"a","attribution":[{}]}""", "invalid-request", "$.attribution[0].source", "attribution[0].source or descriptor is needed: exactly one of the two.")]
    [InlineData("""{"record":"claim","source":"cnn","text":"a","claimedAt":"2999"}""", "invalid-request", "$.claimedAt", "claimedAt must not lie in the future.")]
    [InlineData("""{"record":"claim","source":"cnn","text":"a","version":0}""", "invalid-request", "$.version", "version must be at least 1.")]
    [InlineData("""{"record":"claim","source":"cnn","text":"a","id":"00000000-0000-0000-0000-000000000000"}""", "invalid-request", "$.id", "id must not be the id of nothing: leave it out.")]
    [InlineData("""{"record":"claim","source":"cnn","text":"a","createdAt":"2020-01-02T00:00:00Z","updatedAt":"2020-01-01T00:00:00Z"}""", "invalid-request", "$.updatedAt", "updatedAt must not lie before createdAt.")]
    [InlineData("""{"record":"link","from":"a","to":"a","relation":"restates","rationale":"x"}""", "self-link", "$.to", "to must be another claim than from.")]
    [InlineData("""{"record":"link","from":1,"to":"b","relation":"restates","rationale":"x"}""", "invalid-request", "$.from", "from must be a text (a claim's id or externalId) or an object with its source and externalId.")]
    [InlineData("""{"record":"link","from":{"source":"cnn","externalId":" "},"to":"b","relation":"restates","rationale":"x"}""", "invalid-request", "$.from.externalId", "from.externalId must not be blank.")]
    [InlineData("""{"record":"link","from":"a","to":"b","relation":"restates","rationale":"x","confidence":1e400}""", "invalid-request", "$.confidence", "confidence must be a number of ordinary size.")]
    [InlineData("""{"record":"source","name":"???","kind":"blog"}""", "invalid-request", "$.slug", "slug is needed here: the name has no letters or digits that a slug could be made of.")]
    [InlineData("""{"record":"article","source":"cnn"}""", "invalid-request", "$.url", "url is needed where there is no title.")]
    [InlineData("""{"record":"claimReview","claimReview":{}}""", "invalid-request", "$.claimReview.claimReviewed", "claimReview.claimReviewed is required: what is claimed.")]
    [InlineData("""{"record":"claim"}{"record":"claim"}""", "invalid-request", "$", "The row is not valid JSON at column 19: a row is one JSON object on a line of its own.")]
    [InlineData("{", "invalid-request", "$", "The row is not valid JSON at column 2: a row is one JSON object on a line of its own.")]
    [InlineData("{\"record\":\"claim\"}\r{\"record\":\"claim\"}", "invalid-request", "$", "The row is not valid JSON at column 20: lines end in a line feed, not in a carriage return alone.")]
    [InlineData("[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]", "invalid-request", "$", "The row is nested more than 16 levels deep.")]
    public async Task A_bad_line_costs_itself_and_is_told_what_to_change(string line, string code, string path, string message)
    {
        var rows = await Rows.OfAsync(ImportFormat.Ndjson, $"{Good}\n{line}\n{Good}\n");

        Assert.Equal(["1 Claim", $"2 {code} {path} {message}", "3 Claim"], rows.Select(row => row.Summary));
        Assert.Equal(line, rows[1].Sent);
    }

    [Fact]
    public async Task A_line_that_is_not_UTF8_is_refused_and_not_mended()
    {
        byte[] bad = [.. "{\"record\":\"claim\",\"source\":\"cnn\",\"text\":\"caf"u8, 0xE9, .. "\"}\n"u8];

        var rows = await Rows.OfAsync(new ImportOptions(ImportFormat.Ndjson), [.. bad, .. Encoding.UTF8.GetBytes(Good)]);

        Assert.Equal(["1 invalid-request $ The row is not valid UTF-8.", "2 Claim"], rows.Select(row => row.Summary));
    }

    [Fact]
    public async Task No_more_than_eighty_characters_of_a_line_come_back_with_the_reason()
    {
        var rows = await Rows.OfAsync(ImportFormat.Ndjson, $$"""{"record":"claim","source":"cnn","text":"a","{{new string('ö', 500)}}":1}""");

        Assert.True(rows[0].Failure!.Path!.Length < 100);
        Assert.Equal(160, rows[0].Failure!.Message.Count(letter => letter == 'ö') + rows[0].Failure!.Path!.Count(letter => letter == 'ö'));
    }

    [Theory]
    [InlineData("\uFEFF{0}\n{0}", "1 2")]
    [InlineData("{0}\r\n{0}\r\n", "1 2")]
    [InlineData("{0}\n\n \t\r\n{0}", "1 4")]
    [InlineData("", "")]
    [InlineData("\n\n", "")]
    public async Task Blank_lines_are_no_rows_and_count_as_lines(string layout, string lines)
    {
        var rows = await Rows.OfAsync(ImportFormat.Ndjson, layout.Replace("{0}", Good, StringComparison.Ordinal));

        Assert.Equal(lines, string.Join(' ', rows.Select(row => row.Line)));
        Assert.All(rows, row => Assert.Equal(Good, row.Sent));
    }

    [Fact]
    public async Task Only_a_line_feed_ends_a_line()
    {
        var row = await Rows.OneAsync(ImportFormat.Ndjson, Good.Replace("rains", "\u2028rains\u0085", StringComparison.Ordinal).Replace("\u0085", "", StringComparison.Ordinal));

        Assert.Equal("It \u2028rains.", row.As<ClaimRecord>().Draft.Facts.Text);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task However_the_bytes_arrive_the_rows_are_the_same(int atATime)
    {
        var lines = Enumerable.Range(0, 3000).Select(i => Good.Replace("rains", new string('x', i % 97), StringComparison.Ordinal)).ToArray();

        var rows = await Rows.OfAsync(new ImportOptions(ImportFormat.Ndjson), Encoding.UTF8.GetBytes("\uFEFF" + string.Join("\n", lines)), atATime);

        Assert.Equal(lines, rows.Select(row => row.Sent));
    }

    [Fact]
    public async Task A_line_of_more_than_a_mebibyte_costs_itself_and_is_not_held()
    {
        var long1 = $$"""{"record":"claim","source":"cnn","text":"{{new string('x', 20_000_000)}}"}""";

        var rows = await Rows.OfAsync(ImportFormat.Ndjson, $"{Good}\n{long1}\n{Good}\n{long1}");

        Assert.Equal(
            [
                "1 Claim", "2 too-large  The row has more than 1048576 bytes (1 MiB): make it shorter.", "3 Claim",
                "4 too-large  The row has more than 1048576 bytes (1 MiB): make it shorter.",
            ],
            rows.Select(row => row.Summary));
        Assert.Equal((RecordKind.Claim, 1024 * 1024 + 1), (rows[1].Kind, rows[1].Length));
    }

    [Fact]
    public async Task A_line_of_a_mebibyte_is_read_and_one_of_a_byte_more_is_not()
    {
        var line = Good[..^1] + new string(' ', 1024 * 1024 - Good.Length) + "}";

        var rows = await Rows.OfAsync(ImportFormat.Ndjson, $"{line}\n {line}\n{line}\r\n");

        Assert.Equal(["1 Claim", "too-large", "3 Claim"], rows.Select(row => row.Failure?.Code ?? row.Summary));
    }

    [Fact]
    public async Task A_file_in_UTF16_is_refused_as_a_whole()
    {
        var message = await Rows.BrokenAsync(new ImportOptions(ImportFormat.Ndjson), [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Good)]);

        Assert.Equal("The file is written in UTF-16: save it as UTF-8.", message);
    }

    [Theory]
    [InlineData("""{"line":3,"record":"claim","result":"failed","code":"x","message":"y","sent":{0}}""")]
    [InlineData("""{"sent":{0},"result":"failed"}""")]
    public async Task A_row_that_was_given_back_is_read_as_it_was_sent(string layout)
    {
        var asText = layout.Replace("{0}", JsonSerializer.Serialize(Good), StringComparison.Ordinal);
        var rows = await Rows.OfAsync(ImportFormat.Ndjson, layout.Replace("{0}", Good, StringComparison.Ordinal) + "\n" + asText);

        Assert.Equal([Good, Good], rows.Select(row => row.Sent));
        Assert.All(rows, row => Assert.Equal("It rains.", row.As<ClaimRecord>().Draft.Facts.Text));
    }

    [Fact]
    public async Task A_text_in_which_a_letter_was_lost_is_no_row()
    {
        var given = JsonSerializer.Serialize(Good.Replace("rains", "\uFFFD\uFFFD", StringComparison.Ordinal));

        var rows = await Rows.OfAsync(ImportFormat.Ndjson, $$"""{"result":"failed","sent":{{given}}}""");

        Assert.Equal("The row is not valid UTF-8.", Assert.Single(rows).Failure?.Message);
        Assert.Equal(Good.Replace("rains", "\uFFFD\uFFFD", StringComparison.Ordinal), rows[0].Sent);
    }

    [Fact]
    public async Task A_claim_that_speaks_of_what_was_sent_is_a_claim()
    {
        var row = await Rows.OneAsync(ImportFormat.Ndjson, """{"record":"claim","source":"cnn","text":"The word \"sent\": it stands here.","quote":"sent"}""");

        Assert.Equal("""The word "sent": it stands here.""", row.As<ClaimRecord>().Draft.Facts.Text);
    }

    [Theory]
    [InlineData("""{"record":"source","id":"0148af41-d400-776b-8a1a-e20b80958c87","slug":"cnn","externalId":"x","name":"CNN","kind":"broadcaster","parent":"p","country":"US","language":"en","domains":["cnn.com"],"wikidataId":"Q48340","notes":"n","version":3,"createdAt":"2020-01-01T00:00:00Z","updatedAt":"2020-01-02T00:00:00Z"}""", typeof(SourceLine))]
    [InlineData("""{"record":"ratingScale","slug":"s","name":"S","bestRating":5,"worstRating":1,"labels":[{"text":"Yes","normalized":"true","value":5}]}""", typeof(RatingScaleLine))]
    [InlineData("""{"record":"article","externalId":"a","source":"cnn","url":"https://a.example/","archivedUrl":"https://b.example/","title":"T","byline":"B","publishedAt":"2014-09","retrievedAt":"2014-09-01T00:00:00Z","language":"en"}""", typeof(ArticleLine))]
    [InlineData("""{"record":"claim","externalId":"c","source":"cnn","article":"a","text":"T","quote":"Q","claimedAt":"2014","language":"en","modality":"denied","basis":"told","status":"retracted","topics":["a"],"version":2}""", typeof(ClaimLine))]
    [InlineData("""{"record":"link","from":"a","to":{"source":"cnn","externalId":"b"},"relation":"context","status":"rejected","method":"shared_url","rationale":"R","evidenceUrls":["https://a.example/"],"confidence":0.5,"proposedBy":"P"}""", typeof(LinkLine))]
    [InlineData("""{"record":"assessment","claim":"a","state":"published","ratingText":"No","normalized":"false","credibility":5,"likelihood":"unlikely","confidence":"low","title":"T","summary":"S","language":"en","reviewUrl":"https://r.example/","author":{"name":"A","url":null},"publishedAt":"2020-01-01T00:00:00Z"}""", typeof(AssessmentLine))]
    [InlineData("""{"record":"reliability","id":"0148af41-d400-776b-8a1a-e20b80958c87","source":"cnn","grade":"B","rationale":"R","validFrom":"2020-01-01","recordedAt":"2020-01-01T00:00:00Z","recordedBy":"A"}""", typeof(ReliabilityLine))]
    [InlineData("""{"record":"linkReview","id":"0148af41-d400-776b-8a1a-e20b80958c87","link":"0148af41-d400-776b-8a1a-e20b80958c88","decision":"rejected","note":"N","reviewedBy":"A","reviewedAt":"2020-01-01T00:00:00Z","supersededAt":"2020-01-02T00:00:00Z"}""", typeof(LinkReviewLine))]
    [InlineData("""{"record":"correction","assessment":"0148af41-d400-776b-8a1a-e20b80958c87","version":3,"changed":["ratingText","publishedAt"],"note":"N","by":"A","at":"2020-01-01T00:00:00Z"}""", typeof(CorrectionLine))]
    [InlineData("""{"record":"originJudgement","a":{"claim":"c-1"},"b":{"claim":{"source":"cnn","externalId":"c-2"}},"verdict":"same","rationale":"R","judgedBy":"A","judgedAt":"2020-01-01T00:00:00Z","version":1}""", typeof(OriginJudgementLine))]
    [InlineData("""{"record":"originJudgement","a":{"descriptor":"d","relay":"cnn"},"b":{"descriptor":"e","relay":"cnn"},"verdict":"undetermined","rationale":"R"}""", typeof(OriginJudgementLine))]
    [InlineData("""{"record":"sourceRetraction","id":"0148af41-d400-776b-8a1a-e20b80958c87","source":"cnn","reason":"R","saidFrom":"2014","saidTo":"2014-09","claims":[{"claim":"0148af41-d400-776b-8a1a-e20b80958c88","effect":"unsupported"}],"retractedClaims":0,"unsupportedClaims":1,"retractedBy":"A","retractedAt":"2020-01-01T00:00:00Z","version":1}""", typeof(SourceRetractionLine))]
    [InlineData("""{"record":"claimReviewPage","pageUrl":"https://a.example/","publishDate":"2020","claimReviewAuthor":{"name":"A"},"claimReviewMarkups":[{"claimReviewed":"C","rating":{"textualRating":"No"}}],"version":2}""", typeof(ClaimReviewPageLine))]
    public async Task What_an_export_writes_is_written_again_as_it_was(string line, Type type)
    {
        var read = JsonSerializer.Deserialize(line, type, WireJson.Options);

        Assert.Equal(line, JsonSerializer.Serialize(read, type, WireJson.Options));
        Assert.Null((await Rows.OneAsync(ImportFormat.Ndjson, line)).Failure);
    }

    [Theory]
    [InlineData("rating_scale", RecordKind.RatingScale)]
    [InlineData("claim_review_page", RecordKind.ClaimReviewPage)]
    [InlineData("origin_judgement", RecordKind.OriginJudgement)]
    public async Task A_record_may_be_named_with_underscores(string word, RecordKind kind)
    {
        var row = await Rows.OneAsync(ImportFormat.Ndjson, $$"""{"record":"{{word}}"}""");

        Assert.Equal(kind, row.Kind);
        Assert.NotEqual("$.record", row.Failure!.Path);
    }

    [Theory]
    [InlineData("""{"record":"originJudgement","a":{},"b":{"claim":"x"},"verdict":"same","rationale":"R"}""", "$.a.claim", "a.claim or descriptor is needed: exactly one of the two (and 1 more).")]
    [InlineData("""{"record":"originJudgement","a":{"claim":" "},"b":{"claim":"x"},"verdict":"same","rationale":"R"}""", "$.a.claim", "a.claim must not be blank.")]
    [InlineData("""{"record":"originJudgement","a":{"claim":"y"},"b":{"descriptor":"x","relay":"cnn"},"verdict":"same","rationale":"R"}""", "$.b", "b must be of the same kind as a: two claims, or two sources that are not named.")]
    [InlineData("""{"record":"linkReview","id":"0148af41-d400-776b-8a1a-e20b80958c87","link":"0148af41-d400-776b-8a1a-e20b80958c88","decision":"suggested","reviewedBy":"A","reviewedAt":"2020-01-01T00:00:00Z"}""", "$.decision", "decision must be confirmed, rejected or retracted.")]
    [InlineData("""{"record":"reliability","source":"cnn","grade":"G","rationale":"R"}""", "$.grade", "grade must be one of: A, B, C, D, E, F.")]
    [InlineData("""{"record":"claimReviewPage","pageUrl":"https://a.example/","claimReviewMarkups":[]}""", "$.claimReviewMarkups", "claimReviewMarkups must have 1 to 50 entries.")]
    public async Task A_judgement_or_page_is_read_as_strictly_as_a_single_write(string line, string path, string message)
    {
        var failure = (await Rows.OneAsync(ImportFormat.Ndjson, line)).Failure!;

        Assert.Equal((path, message), (failure.Path, failure.Message));
    }

    [Fact]
    public async Task What_an_export_says_of_a_record_is_kept()
    {
        var row = await Rows.OneAsync(
            ImportFormat.Ndjson,
            """{"text":"T","source":"cnn","version":7,"id":"0148af41-d400-776b-8a1a-e20b80958c87","createdAt":"2020-01-01T00:00:00Z","status":"superseded","record":"claim"}""");

        var claim = row.As<ClaimRecord>();
        Assert.Equal(RecordKind.Claim, row.Kind);
        Assert.Equal(
            (new Bookkeeping(Guid.Parse("0148af41-d400-776b-8a1a-e20b80958c87"), 7, new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero)), ClaimStatus.Superseded),
            (claim.Kept, claim.Status));
    }
}
