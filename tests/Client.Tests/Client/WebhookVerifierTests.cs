using System.Text;

namespace ClaimCheck.Client.Tests.Client;

/// <summary>What a receiver takes for a message of the service, and what not.</summary>
public sealed class WebhookVerifierTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Timestamp = "1614265330";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private const string Body = """{"test": 2432232314}""";

    private static readonly DateTimeOffset Sent = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    [Theory]
    [InlineData(Signature)]
    [InlineData("v1,AAAA " + Signature)]
    [InlineData(Signature + " v2,whatever")]
    public void The_public_check_vector_holds_among_whatever_other_signatures(string signatures) =>
        Assert.True(Holds(new(Secret), signatures: signatures));

    [Fact]
    public void One_of_several_secrets_is_enough()
    {
        Assert.True(Holds(new("whsec_" + Convert.ToBase64String(new byte[32]), Secret)));
        Assert.False(Holds(new("whsec_" + Convert.ToBase64String(new byte[32]))));
    }

    [Theory]
    [InlineData("msg_other", Timestamp, Signature, Body)]
    [InlineData(Id, "1614265331", Signature, Body)]
    [InlineData(Id, Timestamp, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OA=", Body)]
    [InlineData(Id, Timestamp, "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", Body)]
    [InlineData(Id, Timestamp, "", Body)]
    [InlineData(Id, Timestamp, Signature, """{"test":2432232314}""")]
    [InlineData(null, Timestamp, Signature, Body)]
    [InlineData(Id, null, Signature, Body)]
    [InlineData(Id, Timestamp, null, Body)]
    [InlineData(Id, "soon", Signature, Body)]
    public void What_was_changed_on_the_way_or_is_missing_does_not_hold(string? id, string? timestamp, string? signatures, string body) =>
        Assert.False(new WebhookVerifier(Secret).Holds(id, timestamp, signatures, Encoding.UTF8.GetBytes(body), Sent));

    [Theory]
    [InlineData(-301, false)]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public void A_message_holds_for_five_minutes(int secondsLater, bool holds) => Assert.Equal(holds, Holds(new(Secret), secondsLater: secondsLater));

    [Theory]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_not base64")]
    public void What_is_no_secret_is_said_to_be_none(string secret) => Assert.Throws<FormatException>(() => new WebhookVerifier(secret));

    private static bool Holds(WebhookVerifier verifier, string signatures = Signature, int secondsLater = 0) =>
        verifier.Holds(Id, Timestamp, signatures, Encoding.UTF8.GetBytes(Body), Sent.AddSeconds(secondsLater));
}
