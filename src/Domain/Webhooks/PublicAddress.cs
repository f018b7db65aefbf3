using System.Net;
using System.Net.Sockets;

namespace ClaimCheck.Domain.Webhooks;

/// <summary>
/// Which addresses are out on the public internet. Everything else is somebody's inside: the machine itself, its network, the
/// metadata of a cloud, and every way of writing those as an IPv6 address.
/// </summary>
public static class PublicAddress
{
    private static readonly IPNetwork[] Inside =
    [
        // RFC 6890 and IANA's registry of special-purpose addresses.
        IPNetwork.Parse("0.0.0.0/8"),
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.0.0.0/24"),
        IPNetwork.Parse("192.0.2.0/24"),
        IPNetwork.Parse("192.88.99.0/24"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("198.18.0.0/15"),
        IPNetwork.Parse("198.51.100.0/24"),
        IPNetwork.Parse("203.0.113.0/24"),
        IPNetwork.Parse("224.0.0.0/4"),
        IPNetwork.Parse("240.0.0.0/4"),
    ];

    // Under which a network that has no IPv4 of its own reaches those that have (RFC 6052): the last four bytes are the address.
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    // What the world is reached under; within it these parts are set aside.
    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] SetAside =
    [
        // IETF protocol assignments, Teredo among them: an address inside an address.
        IPNetwork.Parse("2001::/23"),
        IPNetwork.Parse("2001:db8::/32"),

        // 6to4, likewise; nothing public is left behind it.
        IPNetwork.Parse("2002::/16"),
        IPNetwork.Parse("3fff::/20"),
    ];

    /// <summary>Whether it is such an address. Those that carry an IPv4 address are judged as what they carry, where they can lead there.</summary>
    public static bool Is(IPAddress address)
    {
        if (address.AddressFamily is AddressFamily.InterNetwork)
        {
            return !Array.Exists(Inside, network => network.Contains(address));
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return Is(address.MapToIPv4());
        }

        if (Translated.Contains(address))
        {
            return Is(new IPAddress(address.GetAddressBytes().AsSpan(12)));
        }

        // What is left of 64:ff9b::/16, ::/96, fc00::/7, fe80::/10, ff00::/8 and the like lies outside of 2000::/3.
        return address.AddressFamily is AddressFamily.InterNetworkV6 && address.ScopeId == 0
            && Global.Contains(address) && !Array.Exists(SetAside, network => network.Contains(address));
    }

    /// <summary>The same address in its plain form: an IPv4 address that is written as an IPv6 address becomes one again.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
