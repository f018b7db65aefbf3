using System.Text;
using System.Text.RegularExpressions;

namespace ClaimCheck.Domain.Values;

/// <summary>Absolute http and https addresses: what is accepted, and the one form under which two spellings are the same page.</summary>
public static partial class WebAddress
{
    /// <summary>The longest address accepted, in characters.</summary>
    public const int MaxLength = 2048;

    /// <summary>
    /// What holds of every address, for the OpenAPI document: the rest takes a grammar. The format <c>uri</c> would forbid the
    /// letters beyond ASCII that addresses are full of.
    /// </summary>
    public const string Pattern = @"^[Hh][Tt][Tt][Pp][Ss]?://[^\u0000-\u0020\\]+$";

    /// <summary>What may be sent, for error texts.</summary>
    public const string Expected = "an absolute http or https address without user name and password, at most 2048 characters";

    // Parameters by which publishers and platforms follow a reader; they never choose the page.
    private static readonly HashSet<string> TrackingParameters = new(StringComparer.OrdinalIgnoreCase)
    {
        "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid", "igshid", "igsh",
        "mc_cid", "mc_eid", "_ga", "_gl", "ocid", "cmpid", "ns_campaign", "ns_mchannel", "ns_source", "at_campaign", "at_medium",
        "ref_src", "ref_url", "guccounter", "guce_referrer", "guce_referrer_sig", "_hsenc", "_hsmi", "mkt_tok", "oly_anon_id",
        "oly_enc_id", "vero_id", "wickedid", "xtor",
    };

    /// <summary>Whether the text is an address that may be stored. It is never fetched.</summary>
    public static bool IsAcceptable(string text) => TryRead(text, out _);

    /// <summary>The host of an address for which <see cref="IsAcceptable"/> holds, in lower case and in ASCII; null for any other text.</summary>
    public static string? HostOf(string address) => TryRead(address, out var uri) ? HostOf(uri) : null;

    /// <summary>
    /// The form two spellings of one page share: scheme and host in lower case (host in ASCII, RFC 3492), no default port, no
    /// fragment, no tracking parameters (the rest keep their order), no trailing slash, percent-escapes in upper case.
    /// http and https stay different: they may be different pages.
    /// </summary>
    /// <param name="address">An address for which <see cref="IsAcceptable"/> holds.</param>
    /// <exception cref="FormatException">The address is not acceptable.</exception>
    public static string Canonicalise(string address)
    {
        if (!TryRead(address, out var uri))
        {
            throw new FormatException("not " + Expected);
        }

        var canonical = new StringBuilder()
            .Append(uri.Scheme).Append("://").Append(HostOf(uri));
        if (!uri.IsDefaultPort)
        {
            canonical.Append(':').Append(uri.Port);
        }

        canonical.Append(EscapesInUpperCase(uri.AbsolutePath.TrimEnd('/')));
        var kept = uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Where(p => !IsTracking(p));
        var query = string.Join('&', kept);
        if (query.Length > 0)
        {
            canonical.Append('?').Append(EscapesInUpperCase(query));
        }

        return canonical.ToString();
    }

    private static string HostOf(Uri uri) => uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;

    private static string EscapesInUpperCase(string text) => Escape().Replace(text, escape => escape.Value.ToUpperInvariant());

    private static bool IsTracking(string parameter)
    {
        var name = parameter.Split('=', 2)[0];
        return name.StartsWith("utm_", StringComparison.OrdinalIgnoreCase) || TrackingParameters.Contains(name);
    }

    private static bool TryRead(string text, out Uri uri)
    {
        uri = null!;
        if (text.Length > MaxLength || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '\\')
            || PlainText.FirstRefused(text) is not null || !text.Contains("://", StringComparison.Ordinal)
            || !Uri.TryCreate(text, UriKind.Absolute, out var read))
        {
            return false;
        }

        uri = read;
        return (read.Scheme == Uri.UriSchemeHttp || read.Scheme == Uri.UriSchemeHttps)
            && read.Host.Length > 0
            && read.UserInfo.Length == 0
            && HasHostInAscii(read)

            // The canonical form has the host in ASCII, which may be the longer one.
            && read.AbsoluteUri.Length + Math.Max(0, read.IdnHost.Length - read.Host.Length) <= MaxLength;
    }

    /// <summary>Whether the host is an IPv6 address, or a name that has a form in ASCII made of nothing but what names are made of.</summary>
    private static bool HasHostInAscii(Uri uri)
    {
        try
        {
            return uri.HostNameType == UriHostNameType.IPv6
                || uri.IdnHost.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_');
        }
        catch (UriFormatException)
        {
            return false;
        }
    }

    [GeneratedRegex("%[0-9a-fA-F]{2}")]
    private static partial Regex Escape();
}
