using System.Text;

namespace ClaimCheck.Api.Tests.Access;

/// <summary>The forms in which a secret might be found where it has no business.</summary>
internal static class SecretForms
{
    /// <summary>As it is, in hexadecimal, and in base64 wherever in a longer text it may begin.</summary>
    internal static IEnumerable<string> Of(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        yield return secret;
        yield return Convert.ToHexStringLower(bytes);
        yield return Convert.ToHexString(bytes);
        for (var before = 0; before < 3; before++)
        {
            // The letters at either end depend on what stands beside the secret.
            var begin = (before * 8 + 5) / 6;
            var inside = Convert.ToBase64String([.. new byte[before], .. bytes, 0, 0, 0])[begin..((before + bytes.Length) * 8 / 6)];
            yield return inside;
            yield return inside.Replace('+', '-').Replace('/', '_');
        }
    }

    /// <summary>The secrets that are found in the bytes, in whatever form.</summary>
    internal static IEnumerable<string> FoundIn(byte[] bytes, IEnumerable<string> secrets) =>
        secrets.SelectMany(Of).Distinct().Where(form => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(form)) >= 0);
}
