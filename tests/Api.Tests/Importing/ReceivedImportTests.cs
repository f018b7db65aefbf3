using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace ClaimCheck.Api.Tests.Importing;

/// <summary>What arrives: whether it is whole, whether it was sent before, and when it is answered.</summary>
public sealed class ReceivedImportTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static int files;

    private readonly string file = $"rc{Interlocked.Increment(ref files)}";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_gzip_body_that_was_cut_off_is_incomplete_and_stores_nothing()
    {
        var rows = string.Concat(Enumerable.Range(1, 500).Select(i => $$"""{"record":"claim","source":"cnn","externalId":"{{file}}-{{i}}","text":"Row {{RandomNumberGenerator.GetHexString(40)}}."}""" + "\n"));
        var whole = Gzip(rows);
        (string, string) gzip = ("Content-Encoding", "gzip");

        var cut = await api.Contributor.StartImportAsync(whole[..^9], headers: gzip);
        var damaged = whole.ToArray();
        damaged[whole.Length / 2] ^= 0xff;
        var broken = await api.Contributor.StartImportAsync(damaged, headers: gzip);

        foreach (var reply in new[] { cut, broken })
        {
            Assert.Equal((HttpStatusCode.BadRequest, "incomplete-import"), (reply.Status, reply.Problem));
            var import = await api.Contributor.ReadAsync($"/v1/imports/{reply.Text("importId")}");
            Assert.Equal(("incomplete", "0 0 0 0 0"), (import.Text("state"), import.Counts()));
        }

        Assert.Empty((await api.Reader.ReadAsync($"/v1/claims?externalId={file}-1")).Items);
        Assert.Equal("500 0 0 0 0", (await api.Contributor.ImportBytesAsync(whole, headers: gzip)).Counts());
    }

    [Fact]
    public async Task A_body_that_is_not_what_its_headers_announce_is_incomplete()
    {
        var row = $$"""{"record":"claim","source":"cnn","externalId":"{{file}}","text":"One row."}""";
        var digest = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(row)));

        var tooFew = await api.Contributor.ImportAsync(row, headers: ("Import-Row-Count", "2"));
        var other = await api.Contributor.ImportAsync(row + " ", headers: ("Content-Digest", $"sha-256=:{digest}:"));
        var nothing = await api.Contributor.ImportAsync("\n \n");

        Assert.All([tooFew, other, nothing], reply => Assert.Equal("incomplete-import", reply.Problem));
        var import = await api.Contributor.ImportAsync(row, headers: Announced("1", digest));
        Assert.Equal("1 0 0 0 0", import.Counts());
    }

    [Theory]
    [InlineData("Import-Row-Count", "-1")]
    [InlineData("Import-Row-Count", "many")]
    [InlineData("Content-Digest", "sha-256=:AAAA:")]
    [InlineData("Content-Digest", "md5=:AAAA:")]
    public async Task A_header_that_announces_nonsense_is_refused(string name, string value) =>
        Assert.Equal("invalid-header", (await api.Contributor.StartImportAsync("{}"u8.ToArray(), headers: (name, value))).Problem);

    [Fact]
    public async Task What_is_no_import_is_refused_with_what_would_be_one()
    {
        var other = await api.Contributor.StartImportAsync("{}"u8.ToArray(), mediaType: "application/xml");
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, true), (other.Status, other.Message.Headers.Contains("Accept-Post")));
        Assert.Equal("unsupported-media-type", (await api.Contributor.StartImportAsync("{}"u8.ToArray(), mediaType: "application/x-ndjson; charset=utf-16")).Problem);
        Assert.Equal("unsupported-media-type", (await api.Contributor.StartImportAsync("{}"u8.ToArray(), headers: ("Content-Encoding", "br"))).Problem);
        Assert.Equal("invalid-query", (await api.Contributor.ImportAsync("{}", "?columns=a:b,a:c", "text/csv")).Problem);
        Assert.Equal("forbidden", (await api.Contributor.ImportAsync("{}", "?linkStatus=confirmed")).Problem);
    }

    [Fact]
    public async Task A_column_may_have_a_colon_in_its_name()
    {
        var import = await api.Contributor.ImportAsync($"dc:title,source,externalId\nIt rains.,cnn,{file}\n", "?columns=dc:title:text", "text/csv");

        Assert.Equal("1 0 0 0 0", import.Counts());
    }

    [Fact]
    public async Task Under_an_idempotency_key_a_file_is_imported_once_and_asked_about_as_often_as_one_likes()
    {
        var row = Encoding.UTF8.GetBytes($$"""{"record":"claim","source":"cnn","externalId":"{{file}}","text":"Once."}""");
        (string, string) key = ("Idempotency-Key", RandomNumberGenerator.GetHexString(32));

        var first = await api.Contributor.StartImportAsync(row, headers: key);
        var second = await api.Contributor.StartImportAsync(row, headers: key);
        var other = await api.Contributor.StartImportAsync([.. row, (byte)' '], headers: key);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (first.Status, second.Status));
        Assert.Equal(first.Id, second.Id);
        Assert.Equal("idempotency-key-reused", other.Problem);
        Assert.Equal("1 0 0 0 0", (await api.Contributor.WaitForImportAsync(first.Id)).Counts());
    }

    [Fact]
    public async Task Whoever_prefers_it_is_answered_before_the_rows_are_stored_and_can_watch_them()
    {
        var reply = await api.Contributor.StartImportAsync(
            Encoding.UTF8.GetBytes($$"""{"record":"claim","source":"cnn","externalId":"{{file}}","text":"Later."}"""), headers: ("Prefer", "respond-async"));

        Assert.Equal(HttpStatusCode.Accepted, reply.Status);
        Assert.Equal($"/v1/imports/{reply.Id}", reply.Message.Headers.Location!.ToString());
        Assert.Equal("respond-async", reply.Message.Headers.GetValues("Preference-Applied").Single());
        var events = await api.Contributor.GetStringAsync($"/v1/imports/{reply.Id}/events", Stop);
        Assert.EndsWith("\n\n", events, StringComparison.Ordinal);
        Assert.Contains("event: end\ndata: {", events, StringComparison.Ordinal);
        Assert.Contains("\"created\":1", events, StringComparison.Ordinal);
    }

    private static (string, string)[] Announced(string rows, string digest) =>
        [("Import-Row-Count", rows), ("Content-Digest", $"sha-256=:{digest}:")];

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
