using System.Text;
using ClaimCheck.Domain.Webhooks;

namespace ClaimCheck.Domain.Tests.Webhooks;

public sealed class WebhookSecretTests
{
    [Fact]
    public void A_message_is_signed_as_the_public_check_vector_says()
    {
        Assert.True(WebhookSecret.TryParse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", out var secret));

        var signature = secret.Sign(
            "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), Encoding.UTF8.GetBytes("""{"test": 2432232314}"""));

        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature);
    }

    [Theory]
    [InlineData("another id", 1614265330, """{"test": 2432232314}""")]
    [InlineData("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265331, """{"test": 2432232314}""")]
    [InlineData("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, """{"test": 2432232315}""")]
    public void The_signature_is_another_where_anything_of_the_message_is(string id, long timestamp, string body)
    {
        Assert.True(WebhookSecret.TryParse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", out var secret));

        Assert.NotEqual(
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            secret.Sign(id, DateTimeOffset.FromUnixTimeSeconds(timestamp), Encoding.UTF8.GetBytes(body)));
    }

    [Fact]
    public void A_secret_is_read_back_as_it_was_handed_out_and_is_never_the_same_twice()
    {
        var secret = WebhookSecret.Create();

        Assert.True(WebhookSecret.TryParse(secret.Reveal(), out var read));
        Assert.Equal(32, secret.Bytes.Length);
        Assert.Equal(secret.Bytes.ToArray(), read.Bytes.ToArray());
        Assert.NotEqual(secret.Reveal(), WebhookSecret.Create().Reveal());
        Assert.Matches(WebhookSecret.Pattern, secret.Reveal());
    }

    [Theory]
    [InlineData(23, false)]
    [InlineData(24, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_secret_has_24_to_64_bytes(int bytes, bool isOne) =>
        Assert.Equal(isOne, WebhookSecret.TryParse("whsec_" + Convert.ToBase64String(new byte[bytes]), out _));

    [Theory]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS")]
    [InlineData("whsec_MfKQ9r8GKYqr TwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa_-")]
    public void What_is_not_shaped_like_a_secret_is_none(string text) => Assert.False(WebhookSecret.TryParse(text, out _));

    [Fact]
    public void A_secret_that_strays_into_a_text_does_not_show_itself()
    {
        var secret = WebhookSecret.Create();

        Assert.DoesNotContain(secret.Reveal()[WebhookSecret.Prefix.Length..], $"{secret}", StringComparison.Ordinal);
    }
}
