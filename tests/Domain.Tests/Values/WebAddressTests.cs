using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.Tests.Values;

public sealed class WebAddressTests
{
    [Theory]
    [InlineData("https://Example.ORG/a", "https://example.org/a")]
    [InlineData("HTTPS://example.org:443/a/", "https://example.org/a")]
    [InlineData("http://example.org:80/", "http://example.org")]
    [InlineData("http://example.org:8080/a", "http://example.org:8080/a")]
    [InlineData("https://example.org/a#part", "https://example.org/a")]
    [InlineData("https://example.org/a?utm_source=x&id=7&UTM_medium=y&fbclid=z", "https://example.org/a?id=7")]
    [InlineData("https://example.org/a?b=2&a=1", "https://example.org/a?b=2&a=1")]
    [InlineData("https://example.org/a?utm_source=x", "https://example.org/a")]
    [InlineData("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4")]
    [InlineData("https://example.org/a%2fb?c=%e4", "https://example.org/a%2Fb?c=%E4")]
    [InlineData("https://[2001:DB8::1]/a", "https://[2001:db8::1]/a")]
    public void Spellings_of_one_page_become_one(string address, string expected)
    {
        Assert.Equal(expected, WebAddress.Canonicalise(address));
        Assert.Equal(expected, WebAddress.Canonicalise(expected));
    }

    [Fact]
    public void Http_and_https_may_be_different_pages() =>
        Assert.NotEqual(WebAddress.Canonicalise("http://example.org/a"), WebAddress.Canonicalise("https://example.org/a"));

    [Theory]
    [InlineData("")]
    [InlineData("example.org/a")]
    [InlineData("//evil.example/x")]
    [InlineData("http:///x")]
    [InlineData("javascript:alert(1)")]
    [InlineData("java\tscript:alert(1)")]
    [InlineData("ftp://example.org/a")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:secret@example.org/")]
    [InlineData("https://user@example.org/")]
    [InlineData("https://example.org:99999/")]
    [InlineData("https://example.org/a b")]
    [InlineData("https://example.org/\0")]
    [InlineData("https:\\\\example.org\\a")]
    public void What_is_not_a_plain_web_address_is_refused(string text)
    {
        Assert.False(WebAddress.IsAcceptable(text));
        Assert.Throws<FormatException>(() => WebAddress.Canonicalise(text));
    }

    [Fact]
    public void Length_is_limited()
    {
        var longest = "https://example.org/" + new string('a', WebAddress.MaxLength - 20);

        Assert.True(WebAddress.IsAcceptable(longest));
        Assert.False(WebAddress.IsAcceptable(longest + "a"));
    }

    [Theory]
    [InlineData("https://bücher.example/")]
    [InlineData("https://üüüüüüüüüü.üüüüüüüüüü.example/")]
    public void Length_is_limited_in_the_canonical_form_too(string start)
    {
        var addresses = Enumerable.Range(WebAddress.MaxLength - 100, 101).Select(length => start + new string('a', length - start.Length)).ToList();

        Assert.All(
            addresses.Where(WebAddress.IsAcceptable),
            address => Assert.InRange(WebAddress.Canonicalise(address).Length, 1, WebAddress.MaxLength));
        Assert.True(WebAddress.IsAcceptable(addresses[0]));
        Assert.False(WebAddress.IsAcceptable(addresses[^1]));
    }
}
