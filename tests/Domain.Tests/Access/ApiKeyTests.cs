using ClaimCheck.Domain.Access;

namespace ClaimCheck.Domain.Tests.Access;

public sealed class ApiKeyTests
{
    private static readonly DateTimeOffset Now = new(2014, 9, 26, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_key_is_read_back_as_it_was_handed_out()
    {
        var token = ApiKeyToken.Create();

        var read = ApiKeyToken.Parse(token.Reveal());

        Assert.Equal(token.Prefix, read?.Prefix);
        Assert.Equal(token.Hash, read?.Hash);
        Assert.StartsWith($"cck_{token.Prefix}_", token.Reveal(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_two_keys_are_alike() => Assert.NotEqual(ApiKeyToken.Create(), ApiKeyToken.Create());

    [Fact]
    public void A_key_that_strays_into_a_text_does_not_show_its_secret()
    {
        var token = ApiKeyToken.Create();

        Assert.DoesNotContain(token.Secret, $"{token}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("cck_")]
    [InlineData("cck_abcdefgh")]
    [InlineData("cck_abcdefgh_short")]
    [InlineData("cck_ABCDEFGH_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("xxx_abcdefgh_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void What_is_not_shaped_like_a_key_is_none(string? text) => Assert.Null(ApiKeyToken.Parse(text));

    [Theory]
    [InlineData(null, null, true)]
    [InlineData(1, null, true)]
    [InlineData(0, null, false)]
    [InlineData(-1, null, false)]
    [InlineData(null, -1, false)]
    [InlineData(1, -1, false)]
    public void A_key_works_until_it_expires_or_is_revoked(int? expiresInHours, int? revokedInHours, bool works)
    {
        var key = new ApiKey(
            Guid.Empty, "abcdefgh", "a test", Role.Reader, Now, "a test",
            expiresInHours is { } expires ? Now.AddHours(expires) : null, revokedInHours is { } revoked ? Now.AddHours(revoked) : null, null);

        Assert.Equal(works, key.WorksAt(Now));
    }
}
