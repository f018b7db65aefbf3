namespace ClaimCheck.Domain.Values;

/// <summary>Publishers as readers of verdicts know them: by the host of their site, in lower case and without <c>www.</c></summary>
public static class SiteName
{
    /// <summary>The longest name of a host.</summary>
    public const int MaxLength = 253;

    /// <summary>What may be asked for, for error texts.</summary>
    public const string Expected = "the name of a site, such as example.org, without protocol and path";

    private const string Web = "www.";

    /// <summary>The site of an address; null for a text that is no address.</summary>
    public static string? Of(string address) => WebAddress.HostOf(address) is { } host ? WithoutWeb(host) : null;

    /// <summary>The site that a name stands for, however its letters are cased or encoded; null where it is no name of a site.</summary>
    public static string? Read(string name) => name.Length > MaxLength || name.AsSpan().ContainsAny("/:?#@") ? null : Of($"https://{name}");

    private static string WithoutWeb(string host) => host.Length > Web.Length && host.StartsWith(Web, StringComparison.Ordinal) ? host[Web.Length..] : host;
}
