using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.Tests.Values;

public sealed class SiteNameTests
{
    [Theory]
    [InlineData("https://www.Example.ORG:8443/a?b#c", "example.org")]
    [InlineData("http://blog.example.org", "blog.example.org")]
    [InlineData("https://www.bücher.example/", "xn--bcher-kva.example")]
    [InlineData("https://wwwexample.org", "wwwexample.org")]
    [InlineData("https://[2001:db8::1]/", "[2001:db8::1]")]
    [InlineData("example.org", null)]
    public void The_site_of_an_address_is_its_host_without_www(string address, string? site) => Assert.Equal(site, SiteName.Of(address));

    [Theory]
    [InlineData("Example.org", "example.org")]
    [InlineData("www.example.org", "example.org")]
    [InlineData("BÜCHER.example", "xn--bcher-kva.example")]
    [InlineData("localhost", "localhost")]
    [InlineData("https://example.org", null)]
    [InlineData("example.org/path", null)]
    [InlineData("example.org:80", null)]
    [InlineData("user@example.org", null)]
    [InlineData("example.org?", null)]
    [InlineData("two words", null)]
    [InlineData("*.example.org", null)]
    [InlineData("", null)]
    public void A_site_is_asked_for_by_its_name_alone(string name, string? site) => Assert.Equal(site, SiteName.Read(name));

    [Fact]
    public void A_name_that_is_longer_than_any_host_s_is_none() => Assert.Null(SiteName.Read(new string('a', SiteName.MaxLength + 1)));
}
