using ClaimCheck.Domain.Attribution;

namespace ClaimCheck.Domain.Tests.Attribution;

public sealed class DescriptorTests
{
    [Theory]
    [InlineData("sources in Tehran", "Sources  in\tTehran")]
    [InlineData("sources in Tehran", "“sources in Tehran”.")]
    [InlineData("sources in Tehran", "ｓources in Ｔehran")]
    [InlineData("sources in Tehran", "sources\u200b in Tehran ")]
    [InlineData("sources in Tehran", "sources in \ufffeTehran")]
    [InlineData("منابع في طهران", "منابع  في طهران.")]
    public void Descriptors_that_read_alike_have_one_key(string one, string other) =>
        Assert.Equal(Descriptor.KeyOf(one), Descriptor.KeyOf(other));

    [Theory]
    [InlineData("sources in Tehran", "a source in Tehran")]
    [InlineData("U.S. officials", "US officials")]
    public void Descriptors_that_read_differently_have_keys_of_their_own(string one, string other) =>
        Assert.NotEqual(Descriptor.KeyOf(one), Descriptor.KeyOf(other));

    [Fact]
    public void Of_mere_punctuation_nothing_is_left() => Assert.Empty(Descriptor.KeyOf(" «…».".Replace("…", "", StringComparison.Ordinal)));
}
