using System.Net;
using System.Text.Json;
using ClaimCheck.Api.Tests.Exporting;
using ClaimCheck.Api.Tests.Http;

namespace ClaimCheck.Api.Tests.Importing;

/// <summary>Odd files, sent as anybody would send them: each has its answer, none is a fault of the service.</summary>
public sealed class OddImportTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    /// <summary>Those of the list that take more than a file, by the tests that they have.</summary>
    private static readonly Dictionary<string, (int Status, string Test)> Apart = new()
    {
        ["csv-roundtrip"] = (200, nameof(A_table_that_was_exported_comes_back_as_it_was)),
        ["text-line-separators"] = (201, nameof(A_table_that_was_exported_comes_back_as_it_was)),
        ["ndjson-same-file-twice"] = (202, nameof(ReceivedImportTests.Under_an_idempotency_key_a_file_is_imported_once_and_asked_about_as_often_as_one_likes)),
        ["idem-other-body"] = (422, nameof(ReceivedImportTests.Under_an_idempotency_key_a_file_is_imported_once_and_asked_about_as_often_as_one_likes)),
        ["ndjson-slow-upload"] = (408, nameof(Limits.SlowClientTests.An_import_that_drips_gets_a_408_and_is_incomplete)),
        ["auth-read-only-writes"] = (403, nameof(ImportTests.What_takes_another_role_fails_with_that_reason)),
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. OddImports.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_odd_file_has_its_answer(string name)
    {
        var answer = await AnswerAsync(OddImports.All[name]);

        TestContext.Current.SendDiagnosticMessage($"{name}: {answer}");
        Assert.StartsWith(OddImports.All[name].Answer, answer, StringComparison.Ordinal);
        Assert.True(answer[0] == '4' || answer == OddImports.All[name].Answer, answer);
    }

    [Fact]
    public async Task A_table_that_was_exported_comes_back_as_it_was()
    {
        const string rows = "text,source,externalId,topics,attribution\n"
            + "=cmd|' /C calc'!A0,cnn,odd-1,,\n"
            + "-2+3,cnn,odd-2,,\"bbc-news > \"\"=a formula\"\"\"\n"
            + "\"\r=1\",cnn,odd-3,,\n"
            + "'=1,cnn,odd-4,,\n"
            + "\"Two\nlines, and \"\"quotes\"\"\",cnn,odd-5,one; two,\n"
            + "a\u2028b\u2029c,cnn,odd-6,,\n";
        Assert.Equal("6 0 0 0 0", (await api.Contributor.ImportAsync(rows, mediaType: "text/csv")).Counts());

        foreach (var query in new[] { "format=csv", "format=csv&raw=true", "format=ndjson" })
        {
            var exported = await Download.OfAsync(api.Reader, $"/v1/exports/claims?source=cnn&{query}");
            var again = await api.Contributor.ImportBytesAsync(exported.Bytes, mediaType: exported.Headers.ContentType!.MediaType!);

            Assert.Equal(0, again.Body.GetProperty("counts").GetProperty("failed").GetInt32() + again.Body.GetProperty("counts").GetProperty("updated").GetInt32());
            Assert.Equal(exported.Bytes, (await Download.OfAsync(api.Reader, $"/v1/exports/claims?source=cnn&{query}")).Bytes);
        }

        var lines = await Download.OfAsync(api.Reader, "/v1/exports/claims?externalId=odd-6");
        Assert.Equal("a\u2028b\u2029c", Assert.Single(lines.Lines).GetProperty("text").GetString());
    }

    [Fact]
    public async Task Every_import_of_the_shared_list_is_here_with_an_answer_that_the_list_allows()
    {
        var folder = Environment.GetEnvironmentVariable("CLAIMCHECK_SHARED") ?? Path.Combine(Repository.Root, "..", "shared");
        var path = Path.Combine(folder, "bad-inputs.json");
        Assert.SkipUnless(File.Exists(path), "The list is not here: it is looked for in ../shared, or where CLAIMCHECK_SHARED says.");
        using var list = JsonDocument.Parse(await File.ReadAllBytesAsync(path, Stop));

        foreach (var listed in list.RootElement.GetProperty("cases").EnumerateArray())
        {
            var name = listed.GetProperty("name").GetString()!;
            int[] allowed = [.. listed.GetProperty("expect_status").EnumerateArray().Select(status => status.GetInt32())];
            if (OddImports.All.TryGetValue(name, out var odd))
            {
                Assert.Contains(odd.Answer[0] == '4' ? int.Parse(odd.Answer[..3], null) : 200, allowed);
            }
            else if (Apart.TryGetValue(name, out var apart))
            {
                Assert.Contains(apart.Status, allowed);
            }
            else
            {
                Assert.DoesNotContain(listed.GetProperty("kind").GetString(), (string[])["ndjson", "csv", "compression"]);
            }
        }
    }

    private async Task<string> AnswerAsync(OddImport odd)
    {
        (string, string)[] headers = odd.Encoding is { } encoding ? [("Content-Encoding", encoding)] : [];
        var reply = await api.Contributor.ImportBytesAsync(odd.Body, mediaType: odd.MediaType, headers: headers);
        if (reply.Status != HttpStatusCode.OK)
        {
            return $"{(int)reply.Status} {reply.Problem} {reply.Text("detail")}";
        }

        Assert.Equal("completed", reply.Text("state"));
        var counts = reply.Body.GetProperty("counts");
        var failures = reply.Body.GetProperty("failures").EnumerateArray().ToArray();
        Assert.Equal(failures.Length, counts.GetProperty("failed").GetInt32());
        var stored = counts.GetProperty("created").GetInt32() + counts.GetProperty("unchanged").GetInt32();
        Assert.Equal(reply.Body.GetProperty("rows").GetInt32(), stored + failures.Length);
        return string.Join("; ", failures.Select(row =>
            $"{row.GetProperty("line")} {row.GetProperty("code")} {(row.TryGetProperty("path", out var path) ? path.ToString() : "-")}").Prepend($"{stored} stored"));
    }
}
