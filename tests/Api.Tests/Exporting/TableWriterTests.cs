using System.Buffers;
using System.Text;
using ClaimCheck.Api.Exporting;

namespace ClaimCheck.Api.Tests.Exporting;

public sealed class TableWriterTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("＋1", "'＋1")]
    [InlineData("－1", "'－1")]
    [InlineData("＠SUM(A1)", "'＠SUM(A1)")]
    [InlineData("'=1+1", "''=1+1")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    public void A_cell_that_a_spreadsheet_would_reckon_out_begins_with_an_apostrophe(string text, string cell) =>
        Assert.Equal(cell, Write(text, raw: false));

    [Theory]
    [InlineData("=1+1", "=1+1")]
    [InlineData("＝1,1", "\"＝1,1\"")]
    public void Raw_it_stands_as_it_is(string text, string cell) => Assert.Equal(cell, Write(text, raw: true));

    [Theory]
    [InlineData("1=1", "1=1")]
    [InlineData("", "")]
    [InlineData("'quoted'", "'quoted'")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("He said \"no\"", "\"He said \"\"no\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("Ж😀é", "Ж😀é")]
    public void Any_other_cell_is_quoted_where_it_must_be(string text, string cell) => Assert.Equal(cell, Write(text, raw: false));

    [Fact]
    public void A_table_has_a_byte_order_mark_a_header_and_lines_that_end_as_RFC_4180_has_them()
    {
        var table = new TableWriter<(string A, string? B)>([new("a", row => row.A), new("b", row => row.B)], raw: false);
        var output = new ArrayBufferWriter<byte>();

        table.Begin(output);
        table.Write(output, ("1", null));
        table.Write(output, ("", "2"));
        table.End(output);

        Assert.Equal([0xEF, 0xBB, 0xBF, .. "a,b\r\n1,\r\n,2\r\n"u8], output.WrittenSpan.ToArray());
    }

    private static string Write(string text, bool raw)
    {
        var output = new ArrayBufferWriter<byte>();
        new TableWriter<string>([new("text", row => row)], raw).Write(output, text);
        return Encoding.UTF8.GetString(output.WrittenSpan)[..^2];
    }
}
