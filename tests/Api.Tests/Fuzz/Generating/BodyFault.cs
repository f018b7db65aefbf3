using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace ClaimCheck.Api.Tests.Fuzz;

/// <summary>What can happen to the bytes of a body on their way.</summary>
internal enum BodyFault
{
    None = 1,
    ByteOrderMark,
    Spaces,
    Empty,
    Blank,
    Truncated,
    CutShort,
    Twice,
    TrailingComma,
    TrailingWord,
    Comment,
    SingleQuotes,
    Utf16,
    BrokenByte,
    OverlongNul,
    RawNul,
    TooLarge,
}

internal static class BodyFaults
{
    private const int OverTheLimit = (1024 * 1024) + 1;

    /// <summary>One of them, none included.</summary>
    internal static readonly Gen<BodyFault> Any = Gen.Elements(Enum.GetValues<BodyFault>());

    /// <summary>The bytes as they are sent.</summary>
    internal static byte[] Apply(this BodyFault fault, string json) => fault switch
    {
        BodyFault.None or BodyFault.CutShort => Bytes(json),
        BodyFault.ByteOrderMark => [0xef, 0xbb, 0xbf, .. Bytes(json)],
        BodyFault.Spaces => Bytes($" \t\r\n{json}\n "),
        BodyFault.Empty => [],
        BodyFault.Blank => Bytes("  \r\n"),
        BodyFault.Truncated => Bytes(json)[..^(1 + (json.Length / 3))],
        BodyFault.Twice => Bytes(json + json),
        BodyFault.TrailingComma => Bytes(json[..^1] + "," + json[^1]),
        BodyFault.TrailingWord => Bytes(json + " xyz"),
        BodyFault.Comment => Bytes(json + "/* x */"),
        BodyFault.SingleQuotes => Bytes(json.Replace('"', '\'')),
        BodyFault.Utf16 => Encoding.Unicode.GetBytes(json),
        BodyFault.BrokenByte => Inside(json, 0xff),
        BodyFault.OverlongNul => Inside(json, 0xc0, 0x80),
        BodyFault.RawNul => Inside(json, 0),
        BodyFault.TooLarge => Bytes(json + new string(' ', OverTheLimit)),
    };

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Inside(string json, params byte[] bytes)
    {
        var middle = json.Length / 2;
        return [.. Bytes(json[..middle]), .. bytes, .. Bytes(json[middle..])];
    }
}
