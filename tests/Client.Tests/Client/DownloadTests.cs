using System.Text;

namespace ClaimCheck.Client.Tests.Client;

public sealed class DownloadTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_export_that_breaks_off_does_not_end_but_throws()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.BreakOff("application/x-ndjson", "{\"record\":\"claim\"}\n"));
        using var client = service.Connect();
        await using var export = await client.ExportAsync(ExportKind.Claims, cancellation: Cancellation);

        await Assert.ThrowsAnyAsync<IOException>(() => export.CopyToAsync(Stream.Null, Cancellation));
    }

    [Fact]
    public async Task An_export_asks_for_what_it_was_told_to()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Answer(200, "text/csv", "id\r\n"));
        using var client = service.Connect();

        await using var csv = await client.ExportAsync(ExportKind.Claims, ExportFormat.Csv, new Dictionary<string, string> { ["source"] = "bbc news" }, raw: true, Cancellation);
        await using var reviews = await client.ExportAsync(ExportKind.Assessments, ExportFormat.ClaimReview, cancellation: Cancellation);
        await using var all = await client.ExportAsync(ExportKind.All, cancellation: Cancellation);

        Assert.Equal(
            ["/v1/exports/claims?format=csv&raw=true&source=bbc%20news", "/v1/exports/assessments?format=claim_review", "/v1/exports/all.ndjson"],
            service.Requests.Select(request => request.Address));
        await Assert.ThrowsAsync<ArgumentException>(() => client.ExportAsync(ExportKind.All, ExportFormat.Csv, cancellation: Cancellation));
    }

    [Fact]
    public async Task Rows_are_read_page_by_page_to_the_last()
    {
        await using var service = await FaultyService.StartAsync(
            FaultyService.Json(200, """{"items":[{"line":1,"record":"claim","result":"failed","sent":{"a":1}},{"line":2,"record":null,"result":"failed","sent":"{"}],"nextCursor":"abc"}"""),
            FaultyService.Json(200, """{"items":[{"line":3,"record":"link","result":"failed"}],"nextCursor":null}"""));
        using var client = service.Connect();

        var rows = await client.ReadImportRowsAsync(OnTheWire.Id, RowResult.Failed, Cancellation).ToListAsync(Cancellation);

        Assert.Equal([1, 2, 3], rows.Select(row => row.Line));
        Assert.Equal("{\"a\":1}", rows[0].Sent?.GetRawText());
        Assert.Equal(
            [$"/v1/imports/{OnTheWire.Id}/rows?result=failed&limit=200", $"/v1/imports/{OnTheWire.Id}/rows?result=failed&limit=200&cursor=abc"],
            service.Requests.Select(request => request.Address));
    }

    [Fact]
    public async Task Rows_that_are_downloaded_are_read_a_line_at_a_time()
    {
        using var lines = new MemoryStream(Encoding.UTF8.GetBytes("""
            {"line":1,"record":"claim","result":"created","id":"0192f0c1-0000-7000-8000-000000000009"}
            {"line":2,"record":"claim","result":"failed","code":"invalid-request","path":"$.text","message":"is required","sent":{}}

            """));

        var rows = await ImportedRows.ReadAsync(lines, Cancellation).ToListAsync(Cancellation);

        Assert.Equal([RowResult.Created, RowResult.Failed], rows.Select(row => row.Result));
        Assert.Equal("$.text", rows[1].Path);
    }
}
