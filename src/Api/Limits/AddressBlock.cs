using System.Buffers.Binary;
using System.Net;

namespace ClaimCheck.Api.Limits;

/// <summary>Whoever an address stands for: an IPv4 address, or the 64 leading bits of an IPv6 one, which is what one household or office gets.</summary>
/// <param name="Bits">The address, or those bits.</param>
/// <param name="IsIPv6">Which of both.</param>
internal readonly record struct AddressBlock(ulong Bits, bool IsIPv6)
{
    private const int LongestAddress = 16;
    private const int IPv4Length = 4;

    /// <summary>The block of an address; null, for whoever comes through a Unix socket, is a block of its own.</summary>
    public static AddressBlock Of(IPAddress? address)
    {
        if (address is null)
        {
            return default;
        }

        Span<byte> bytes = stackalloc byte[LongestAddress];
        address.TryWriteBytes(bytes, out var length);
        return length == IPv4Length || address.IsIPv4MappedToIPv6
            ? new AddressBlock(BinaryPrimitives.ReadUInt32BigEndian(bytes[(length - IPv4Length)..]), false)
            : new AddressBlock(BinaryPrimitives.ReadUInt64BigEndian(bytes), true);
    }
}
