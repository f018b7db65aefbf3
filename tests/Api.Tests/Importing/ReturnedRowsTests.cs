using System.Net;
using System.Text;

namespace ClaimCheck.Api.Tests.Importing;

/// <summary>Rows that failed come back as they were sent, with the reason, to be mended and sent again.</summary>
public sealed class ReturnedRowsTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static int files;

    private readonly string file = $"rt{Interlocked.Increment(ref files)}";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_that_fails_costs_that_row_only_and_comes_back_as_it_was_sent_with_the_reason()
    {
        var import = await api.Contributor.ImportAsync($$"""
            {"record":"claim","source":"cnn","externalId":"{{file}}-1","text":"Fine."}
            {"record":"claim","source":"{{file}}-unknown","externalId":"{{file}}-2","text":"Whose?"}
            {"record":"claim","source":"cnn","externalId":"{{file}}-3","text":""}
            nonsense
            {"record":"claim","source":"cnn","externalId":"{{file}}-4","text":"Fine as well."}
            """);

        Assert.Equal("2 0 0 0 3", import.Counts());
        var failed = await api.Contributor.RowsAsync(import.Id, "?result=failed");
        Assert.Equal([2, 3, 4], failed.Select(row => row.GetProperty("line").GetInt32()));
        Assert.Equal(("unknown-reference", "$.source"), (failed[0].GetProperty("code").GetString(), failed[0].GetProperty("path").GetString()));
        Assert.Equal($"{file}-unknown", failed[0].GetProperty("sent").GetProperty("source").GetString());
        Assert.Equal(("invalid-request", "$.text"), (failed[1].GetProperty("code").GetString(), failed[1].GetProperty("path").GetString()));
        Assert.Equal("nonsense", failed[2].GetProperty("sent").GetString());

        var lines = await api.Contributor.GetStringAsync($"/v1/imports/{import.Id}/rows?result=failed&format=ndjson", Stop);
        var again = await api.Contributor.ImportAsync(lines.Replace($"{file}-unknown", "cnn", StringComparison.Ordinal));
        Assert.Equal("1 0 0 0 2", again.Counts());
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public async Task Rows_of_a_csv_file_that_failed_come_back_with_their_columns_and_can_be_sent_again(char between)
    {
        var import = await api.Contributor.ImportAsync(
            $"source,externalId,text\r\ncnn,{file}-1,Fine.\r\n{file}-unknown,{file}-2,\"Whose then?\"\r\n".Replace(',', between), mediaType: "text/csv");

        Assert.Equal("1 0 0 0 1", import.Counts());
        Assert.Equal("3 unknown-reference source", import.Failure());
        var failed = await api.Contributor.GetStringAsync($"/v1/imports/{import.Id}/rows?result=failed&format=csv", Stop);
        var again = await api.Contributor.ImportAsync(failed.Replace($"{file}-unknown", "cnn", StringComparison.Ordinal), mediaType: "text/csv");
        Assert.Equal("1 0 0 0 0", again.Counts());
    }

    [Theory]
    [InlineData("ndjson", "application/x-ndjson")]
    [InlineData("csv", "text/csv")]
    public async Task A_row_that_is_no_UTF8_fails_again_until_it_is_mended(string format, string mediaType)
    {
        byte[] rows = [.. Encoding.UTF8.GetBytes($"externalId,source,text\n{file},cnn,caf"), 0xE9, .. "\n"u8];
        var import = await api.Contributor.ImportBytesAsync(rows, mediaType: "text/csv");
        Assert.Equal("2 invalid-request -", import.Failure());

        var failed = await api.Contributor.GetByteArrayAsync($"/v1/imports/{import.Id}/rows?result=failed&format={format}", Stop);
        var again = await api.Contributor.ImportBytesAsync(failed, mediaType: mediaType);

        Assert.Equal(("0 0 0 0 1", true), (again.Counts(), again.Body.GetRawText().Contains("is not valid UTF-8", StringComparison.Ordinal)));
        Assert.Empty((await api.Reader.ReadAsync($"/v1/claims?externalId={file}")).Items);
    }

    [Fact]
    public async Task Rows_come_back_as_a_table_that_a_spreadsheet_reads_and_in_which_they_are_byte_for_byte()
    {
        var import = await api.Contributor.ImportAsync($"\uFEFF\"text\";source\n\"zażółć; \"\"x\"\"\";{file}-nobody\n=1+1;\n", mediaType: "text/csv");
        Assert.Equal("0 0 0 0 2", import.Counts());

        var table = Encoding.UTF8.GetString(await api.Contributor.GetByteArrayAsync($"/v1/imports/{import.Id}/rows?format=csv", Stop));

        Assert.Equal(
            [
                "\uFEFF\"text\";source;import_record;import_external_id;import_id;import_sent;import_line;import_result;import_code;import_column;import_message",
                $"\"zażółć; \"\"x\"\"\";{file}-nobody;claim;;;;2;failed;unknown-reference;source;source names no source that is known: {file}-nobody.",
                "=1+1;;claim;;;;3;failed;invalid-request;source;source is required.",
                "",
            ],
            table.Split("\r\n"));
    }

    [Fact]
    public async Task In_a_table_every_row_has_its_own_cells_or_none_and_ours_behind_them()
    {
        var import = await api.Contributor.ImportAsync(
            $"source,text,externalId,quote\ncnn,Fine.,{file}-1,\ncnn,Too short\ncnn,\"never closed,,\n", mediaType: "text/csv");
        Assert.Equal("1 0 0 0 2", import.Counts());

        var table = await api.Contributor.GetStringAsync($"/v1/imports/{import.Id}/rows?format=csv", Stop);
        var created = (await api.Contributor.RowsAsync(import.Id))[0].GetProperty("id").GetString();
        Assert.Equal(
            [
                $",,,,claim,{file}-1,{created},,2,created,,,",
                ",,,,claim,,,\"cnn,Too short\",3,failed,invalid-request,,The row has 2 cells and the header 4: put cells that hold a delimiter into quotes.",
                ",,,,claim,,,\"cnn,\"\"never closed,,\",4,failed,invalid-request,text,text begins with a quote that is never closed.",
                "",
            ],
            table.Split("\r\n")[1..]);
        Assert.Equal("0 0 0 0 3", (await api.Contributor.ImportAsync(table, mediaType: "text/csv")).Counts());
    }

    [Theory]
    [InlineData("application/ld+json", """[{"@type":"ClaimReview","url":"https://f.example/1","claimReviewed":"It rains.","reviewRating":{"alternateName":"False"},"author":{"name":"Desk"},"itemReviewed":{"author":{"name":"SAYS"}}}]""")]
    [InlineData("application/json", """{"claims":[{"text":"It snows.","claimant":"SAYS","claimReview":[{"publisher":{"name":"Desk","site":"f.example"},"url":"https://f.example/2","textualRating":"False"}]}]}""")]
    [InlineData("application/x-ndjson", """{"record":"claim","source":"cnn","text":"SAYS"}""")]
    public async Task Whatever_a_row_came_in_it_can_be_mended_and_sent_again_as_a_line_and_as_a_table(string mediaType, string body)
    {
        var broken = body.Replace("SAYS", "", StringComparison.Ordinal);
        var import = await api.Contributor.ImportAsync(broken, mediaType: mediaType);
        Assert.True(import.Counts() == "0 0 0 0 1", import.Body.ToString());

        foreach (var (format, type) in new[] { ("ndjson", "application/x-ndjson"), ("csv", "text/csv") })
        {
            var failed = await api.Contributor.GetStringAsync($"/v1/imports/{import.Id}/rows?result=failed&format={format}", Stop);
            Assert.Equal("0 0 0 0 1", (await api.Contributor.ImportAsync(failed, mediaType: type)).Counts());
            var mended = failed.Replace("\"claimant\":\"\"", $"\"claimant\":\"{file}{format}\"", StringComparison.Ordinal)
                .Replace("\"\"claimant\"\":\"\"\"\"", $"\"\"claimant\"\":\"\"{file}{format}\"\"", StringComparison.Ordinal)
                .Replace("\"author\":{\"name\":\"\"}", $"\"author\":{{\"name\":\"{file}{format}\"}}", StringComparison.Ordinal)
                .Replace("\"\"author\"\":{\"\"name\"\":\"\"\"\"}", $"\"\"author\"\":{{\"\"name\"\":\"\"{file}{format}\"\"}}", StringComparison.Ordinal)
                .Replace("\"text\":\"\"", $"\"text\":\"{file}{format}\"", StringComparison.Ordinal)
                .Replace("\"\"text\"\":\"\"\"\"", $"\"\"text\"\":\"\"{file}{format}\"\"", StringComparison.Ordinal);
            var again = await api.Contributor.ImportAsync(mended, mediaType: type);
            Assert.True(again.Counts() == "1 0 0 0 0", mended + again.Body);

            // Not even by way of another table of failures is it lost.
            var second = await api.Contributor.ImportAsync(failed, mediaType: type);
            var back = await api.Contributor.GetStringAsync($"/v1/imports/{second.Id}/rows?result=failed&format={format}", Stop);
            Assert.Equal("0 0 0 0 1", (await api.Contributor.ImportAsync(back, mediaType: type)).Counts());
        }
    }

    [Fact]
    public async Task Rows_of_a_megabyte_come_a_few_at_a_time_and_all_of_them()
    {
        var row = $$"""{"record":"claim","source":"{{file}}-nobody","text":"{{new string('x', 9_000)}}","language":"{{new string('y', 900_000)}}"}""" + "\n";
        var import = await api.Contributor.ImportAsync(string.Concat(Enumerable.Repeat(row, 11)));
        Assert.Equal("0 0 0 0 11", import.Counts());

        foreach (var filter in new[] { "result=failed&", "" })
        {
            List<int> lines = [];
            for (string? cursor = ""; cursor is not null;)
            {
                var page = await api.Contributor.ReadAsync($"/v1/imports/{import.Id}/rows?{filter}limit=200{cursor}");
                Assert.True(page.Status == HttpStatusCode.OK, page.Body.ToString());
                Assert.InRange(page.Items.Length, 1, 5);
                lines.AddRange(page.Items.Select(item => item.GetProperty("line").GetInt32()));
                cursor = page.Text("nextCursor") is { Length: > 0 } next ? $"&cursor={next}" : null;
            }

            Assert.Equal(Enumerable.Range(1, 11), lines);
            var all = await api.Contributor.GetStringAsync($"/v1/imports/{import.Id}/rows?{filter}format=ndjson", Stop);
            Assert.Equal(11, all.Count(letter => letter == '\n'));
        }
    }
}
