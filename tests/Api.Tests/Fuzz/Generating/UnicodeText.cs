using System.Text;
using ClaimCheck.Domain.Values;
using FsCheck;
using FsCheck.Fluent;

namespace ClaimCheck.Api.Tests.Fuzz;

/// <summary>Text from every corner of Unicode.</summary>
internal static class UnicodeText
{
    // What normalisers, tokenisers, templates, terminals, spreadsheets and databases are known to stumble over.
    private static readonly string[] Awkward =
    [
        "\ufeff", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff", "\ufffd", "\u2028", "\u2029", "\u00a0", "\u3000", "\u200b", "\u200c", "\u200d",
        "\u200e", "\u200f", "\u2060", "\u00ad", "\u034f", "\u0344", "\u0958", "\u212b", "\u2126", "\u1e9b\u0323", "q\u0307\u0323", "\u1100\u1161\u11a8",
        "\uac00\u11a8", "\U0001d15e", "\U0002f800", "\ufdfa", "\ufb01", "\u0130", "\u0131", "\u00df", "\u1e9e", "\u03c2", "\u0149", "e\u0301", "\u0301e",
        "\U0001f469\u200d\U0001f680", "\U0001f1ee\U0001f1f7", "\U0001f3f4\U000e0067\U000e007f", "1\ufe0f\u20e3", "\ue000", "\U000f0000", "\u061c",
        "<script>", "&amp;", "<mark>", "'", "\"", "\\", "%", "_", "${x}", "{{x}}", "=1+1", "--", "/*", ";", "\t", "\n", "\r\n", "\r", "\u0640", "\u0660",
    ];

    private static readonly Gen<string> Plain = Gen.Elements("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,-".Select(letter => letter.ToString()));

    private static readonly Gen<string> Decomposed =
        from letter in Gen.Elements('a', 'e', 'o', 'n', 'C', 'Z', '\u03b1', '\u0438', '\u0627')
        from marks in Gen.Choose(0x300, 0x36f).Select(mark => ((char)mark).ToString()).ListOf()
        select letter + string.Concat(marks);

    /// <summary>A few code points, mostly ones that are accepted.</summary>
    private static readonly Gen<string> Piece = Gen.Frequency(
        (8, Plain), (2, Gen.Elements(Awkward)), (1, Decomposed), (2, InPlane(0)), (1, InPlane(1)), (1, InPlane(2)), (1, Gen.Choose(3, 16).SelectMany(InPlane)));

    /// <summary>What no text may hold.</summary>
    internal static readonly Gen<string> Refused = Gen.OneOf(
        Gen.Elements('\0', '\u0001', '\u001b', '\u007f', '\u0085', '\u009f').Select(control => control.ToString()),
        Gen.Choose(0x202a, 0x202e).Select(bidi => ((char)bidi).ToString()),
        Gen.Choose(0x2066, 0x2069).Select(isolate => ((char)isolate).ToString()),
        Gen.Choose(0xd800, 0xdfff).Select(half => ((char)half).ToString()));

    /// <summary>A text that nobody refuses, of a length up to this one in code points.</summary>
    internal static Gen<string> UpTo(int length) =>
        from most in Gen.Frequency(
            (60, Gen.Choose(1, Math.Min(12, length))), (30, Gen.Choose(1, Math.Min(80, length))), (6, Gen.Choose(1, Math.Min(1000, length))), (1, Gen.Constant(length)))
        from pieces in Piece.ArrayOf(most)
        select Acceptable(string.Concat(pieces), most);

    private static Gen<string> InPlane(int plane) => Gen.Choose(plane == 0 ? 0xa1 : 0, 0xffff)
        .Select(offset => (plane << 16) | offset)
        .Select(point => Rune.IsValid(point) ? char.ConvertFromUtf32(point) : "\u00e9");

    private static string Acceptable(string text, int length)
    {
        var kept = string.Concat(text.EnumerateRunes().Where(rune => PlainText.FirstRefused(rune.ToString()) is null).Take(length));
        return PlainText.IsBlank(kept) ? "x" : kept;
    }
}
