using System.Security.Cryptography;
using System.Text;
using ClaimCheck.Cli;

namespace ClaimCheck.Client.Tests.Cli;

public sealed class ImportSourceTests : IDisposable
{
    private readonly Typed typed = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => typed.Dispose();

    [Theory]
    [InlineData("claims.ndjson", ImportFormat.Ndjson, false)]
    [InlineData("claims.jsonl", ImportFormat.Ndjson, false)]
    [InlineData("Claims.CSV", ImportFormat.Csv, false)]
    [InlineData("claims.json", ImportFormat.GoogleFactCheck, false)]
    [InlineData("reviews.jsonld", ImportFormat.JsonLd, false)]
    [InlineData("page.html", ImportFormat.WebPage, false)]
    [InlineData("page.htm", ImportFormat.WebPage, false)]
    [InlineData("claims.ndjson.gz", ImportFormat.Ndjson, true)]
    [InlineData("a.folder.csv/claims.csv.GZ", ImportFormat.Csv, true)]
    [InlineData("claims.gz", null, true)]
    [InlineData("claims", null, false)]
    [InlineData("csv", null, false)]
    [InlineData("claims.csv.bak", null, false)]
    [InlineData("a.csv/claims", null, false)]
    public void A_name_says_what_is_in_the_file(string name, ImportFormat? format, bool isGzip)
    {
        Assert.Equal(format, ImportFileName.FormatOf(name, out var says));
        Assert.Equal(isGzip, says);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("\n \n\t\r\n", 0)]
    [InlineData("{}", 1)]
    [InlineData("{}\n", 1)]
    [InlineData("{}\r\n{}\r\n", 2)]
    [InlineData("{}\n\n{}", 2)]
    [InlineData("\uFEFF{}\n{}\n", null)]
    public async Task Rows_of_NDJSON_are_lines_that_hold_something(string text, int? rows) =>
        Assert.Equal(rows, (await FileScan.OfAsync(typed.Write("a.ndjson", text), countLines: true, Cancellation)).Rows);

    [Fact]
    public async Task Rows_are_counted_across_all_of_a_large_file()
    {
        var text = string.Concat(Enumerable.Range(0, 50_001).Select(i => $$"""{"record":"claim","externalId":"{{i}}"}""" + "\n"));
        var scan = await FileScan.OfAsync(typed.Write("a.ndjson", text), countLines: true, Cancellation);

        Assert.Equal(50_001, scan.Rows);
        Assert.Equal(text.Length, scan.Bytes);
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(text)), scan.Digest.ToArray());
    }

    [Fact]
    public async Task What_is_piped_in_is_kept_until_it_is_sent_and_no_longer()
    {
        using var input = new MemoryStream("{}\n{}\n"u8.ToArray());
        var source = await ImportSource.OpenAsync("-", ImportFormat.Ndjson, null, input, Cancellation);
        var path = source.Path;

        Assert.Equal("{}\n{}\n", await File.ReadAllTextAsync(path, Cancellation));
        Assert.Equal(2, source.Scan.Rows);
        Assert.Equal("stdin.errors.csv", source.ErrorsPath);
        await source.DisposeAsync();
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task What_is_piped_in_compressed_is_seen_to_be()
    {
        using var input = new MemoryStream([0x1F, 0x8B, 8, 0]);
        await using var source = await ImportSource.OpenAsync("-", ImportFormat.Ndjson, null, input, Cancellation);

        Assert.True(source.IsGzip);
        Assert.Null(source.Scan.Rows);
    }

    [Fact]
    public async Task Lines_of_CSV_are_not_counted_for_a_cell_may_hold_several()
    {
        await using var source = await ImportSource.OpenAsync(typed.Write("a.csv", "text\n\"a\nb\"\n"), null, null, Stream.Null, Cancellation);

        Assert.Null(source.Scan.Rows);
    }

    [Fact]
    public async Task The_same_file_with_the_same_options_has_the_same_key()
    {
        var scan = await FileScan.OfAsync(typed.Write("a.ndjson", "{}"), countLines: true, Cancellation);
        var other = await FileScan.OfAsync(typed.Write("b.ndjson", "{} "), countLines: true, Cancellation);
        var options = new ImportOptions { Format = ImportFormat.Ndjson };
        string[] keys =
        [
            ImportKey.Of(scan, options),
            ImportKey.Of(other, options),
            ImportKey.Of(scan, options with { Format = ImportFormat.Csv }),
            ImportKey.Of(scan, options with { Mode = ImportMode.DryRun }),
            ImportKey.Of(scan, options with { OnError = OnError.Abort }),
            ImportKey.Of(scan, options with { LinkStatus = LinkStatus.Confirmed }),
            ImportKey.Of(scan, options with { Claimant = "bbc" }),
            ImportKey.Of(scan, options with { Compress = true }),
            ImportKey.Of(scan, options with { Columns = new Dictionary<string, string> { ["a"] = "text" } }),
            ImportKey.Of(scan, options with { Columns = new Dictionary<string, string> { ["a"] = "quote" } }),
            ImportKey.After(ImportKey.Of(scan, options), OnTheWire.Id),
        ];

        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(keys[0], ImportKey.Of(scan, options with { RowCount = 1, Digest = scan.Digest, RespondAsync = true }));
        Assert.All(keys, key => Assert.Matches("^[!-~]{20,255}$", key));
    }

    [Fact]
    public void Columns_in_another_order_are_the_same_options()
    {
        var scan = new FileScan(new byte[32], 1, 1);

        Assert.Equal(
            ImportKey.Of(scan, new() { Columns = new Dictionary<string, string> { ["a"] = "text", ["b"] = "quote" } }),
            ImportKey.Of(scan, new() { Columns = new Dictionary<string, string> { ["b"] = "quote", ["a"] = "text" } }));
    }
}
