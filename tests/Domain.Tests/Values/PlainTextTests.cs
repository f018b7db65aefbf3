using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.Tests.Values;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("a\0b", "U+0000")]
    [InlineData("a\u001b[31m", "U+001B")]
    [InlineData("a\u0085b", "U+0085")]
    [InlineData("a\u202egnp.exe", "U+202E")]
    [InlineData("a\u2066b", "U+2066")]
    public void What_deceives_or_breaks_readers_is_named(string text, string codePoint) =>
        Assert.StartsWith(codePoint, PlainText.FirstRefused(text), StringComparison.Ordinal);

    /// <summary>As numbers, because test data passes through UTF-8, which cannot carry them.</summary>
    [Theory]
    [InlineData(new[] { 0x61, 0xD800, 0x62 }, "U+D800")]
    [InlineData(new[] { 0x61, 0xDC00, 0x62 }, "U+DC00")]
    [InlineData(new[] { 0x61, 0xD800 }, "U+D800")]
    [InlineData(new[] { 0xDE00, 0xD83D }, "U+DE00")]
    public void Half_a_surrogate_pair_is_named(int[] units, string codePoint) =>
        Assert.StartsWith(
            codePoint, PlainText.FirstRefused(string.Concat(units.Select(unit => (char)unit))), StringComparison.Ordinal);

    [Theory]
    [InlineData("tab\tand\r\nline")]
    [InlineData("vac\u200bcine")]
    [InlineData("می\u200cخواهم")]
    [InlineData("👩\u200d👩\u200d👧")]
    [InlineData("\U000E0041 tag")]
    [InlineData("\u2028 and \u2029")]
    [InlineData("Robert'); DROP TABLE claims;--")]
    public void What_people_write_is_left_alone(string text) => Assert.Null(PlainText.FirstRefused(text));

    [Theory]
    [InlineData("", true)]
    [InlineData("     ", true)]
    [InlineData("\u00a0\u00a0", true)]
    [InlineData("\u200b\u200d", true)]
    [InlineData(" a ", false)]
    public void Text_is_blank_when_nothing_visible_is_left(string text, bool blank) => Assert.Equal(blank, PlainText.IsBlank(text));

    [Fact]
    public void Length_counts_code_points() => Assert.Equal(3, PlainText.Length("a😀é"));
}
