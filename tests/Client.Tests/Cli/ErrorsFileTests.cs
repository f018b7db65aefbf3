using System.Text;
using System.Text.Json;
using ClaimCheck.Cli;

namespace ClaimCheck.Client.Tests.Cli;

public sealed class ErrorsFileTests : IDisposable
{
    private readonly Typed typed = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => typed.Dispose();

    [Fact]
    public async Task Each_row_that_failed_is_a_line()
    {
        var path = typed.PathOf("claims.csv.errors.csv");
        ImportedRow[] rows =
        [
            new(7, "claim", RowResult.Failed, "a,1", null, "invalid-request", "$.text", "is \"required\"", JsonSerializer.SerializeToElement(new { a = 1, b = "é" })),
            new(9, null, RowResult.Failed, Sent: JsonSerializer.SerializeToElement("{\"broken\"\n")),
        ];

        Assert.Equal(2, await ErrorsFile.WriteAsync(path, rows.ToAsyncEnumerable(), Cancellation));

        var bytes = await File.ReadAllBytesAsync(path, Cancellation);
        Assert.True(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble));
        Assert.Equal(
            "line,record,externalId,code,path,message,sent\r\n"
            + "7,claim,\"a,1\",invalid-request,$.text,\"is \"\"required\"\"\",\"{\"\"a\"\":1,\"\"b\"\":\"\"\\u00E9\"\"}\"\r\n"
            + "9,,,,,,\"{\"\"broken\"\"\n\"\r\n",
            Encoding.UTF8.GetString(bytes.AsSpan(Encoding.UTF8.Preamble.Length)));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("＝1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠1")]
    public void No_cell_is_a_formula(string text) => Assert.StartsWith("'", Csv.Line(text).TrimStart('"'), StringComparison.Ordinal);

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a=b", "a=b")]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData(" a", "\" a\"")]
    [InlineData("=\"a\"", "\"'=\"\"a\"\"\"")]
    public void A_cell_is_quoted_where_it_has_to_be(string? text, string expected) => Assert.Equal(expected + "\r\n", Csv.Line(text));

    [Fact]
    public async Task With_no_rows_there_is_no_file()
    {
        Assert.Equal(0, await ErrorsFile.WriteAsync(typed.PathOf("a.errors.csv"), AsyncEnumerable.Empty<ImportedRow>(), Cancellation));

        Assert.Empty(Directory.GetFiles(typed.Folder));
    }

    [Fact]
    public async Task A_list_that_breaks_off_leaves_the_file_as_it_was()
    {
        var path = typed.Write("a.errors.csv", "of before");

        await Assert.ThrowsAsync<IOException>(() => ErrorsFile.WriteAsync(path, BreakOff(), Cancellation));

        Assert.Equal("of before", await File.ReadAllTextAsync(path, Cancellation));
        Assert.Single(Directory.GetFiles(typed.Folder));
    }

    private static async IAsyncEnumerable<ImportedRow> BreakOff()
    {
        yield return new(1, "claim", RowResult.Failed);
        await Task.Yield();
        throw new IOException("Broken off.");
    }
}
