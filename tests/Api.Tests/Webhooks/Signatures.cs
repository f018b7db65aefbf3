using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ClaimCheck.Api.Tests.Webhooks;

/// <summary>Verifies messages as a receiver does, without any of the service's own code.</summary>
internal static class Signatures
{
    public static void Holds(Received message, string secret)
    {
        var signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{message.Id}.{message.Headers["webhook-timestamp"]}.")).Concat(message.Body);
        var expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), signed.ToArray()));
        Assert.Contains(expected, message.Signatures);
    }
}
