using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Domain.Tests.Sources;

public sealed class SlugTests
{
    [Theory]
    [InlineData("BBC News", "bbc-news")]
    [InlineData("  Le Monde  diplomatique! ", "le-monde-diplomatique")]
    [InlineData("Süddeutsche Zeitung", "suddeutsche-zeitung")]
    [InlineData("Informed Comment (Juan Cole)", "informed-comment-juan-cole")]
    [InlineData("الجزيرة", null)]
    [InlineData("", null)]
    public void A_slug_is_made_of_a_name(string name, string? slug) => Assert.Equal(slug, Slug.FromName(name));

    [Theory]
    [InlineData("bbc-news", true)]
    [InlineData("a", true)]
    [InlineData("BBC", false)]
    [InlineData("-bbc", false)]
    [InlineData("bbc--news", false)]
    [InlineData("bbc\n", false)]
    [InlineData("", false)]
    [InlineData("0148af41-d400-7fd1-a5b5-5ee4514f7246", false)]
    public void A_slug_has_one_shape(string text, bool isSlug) => Assert.Equal(isSlug, Slug.IsWellFormed(text));

    [Fact]
    public void A_long_name_makes_a_slug_that_is_short_enough() =>
        Assert.True(Slug.IsWellFormed(Slug.FromName(string.Concat(Enumerable.Repeat("very long name ", 30)))!));
}
