namespace ClaimCheck.Api.Http;

/// <summary>Looks for the few escapes by which valid JSON can hold what text may not: U+0000, and half of a surrogate pair.</summary>
internal static class EscapedText
{
    private const int Length = 6;

    /// <summary>Whether there may be one. Pairs of surrogates are found too, so a yes has to be looked into.</summary>
    internal static bool MayBeRefused(ReadOnlySpan<byte> json)
    {
        int at;
        while ((at = json.IndexOf("\\u"u8)) >= 0)
        {
            if (json.Length - at >= Length && IsOdd(json.Slice(at + 2, 4)))
            {
                return true;
            }

            json = json[(at + 2)..];
        }

        return false;
    }

    private static bool IsOdd(ReadOnlySpan<byte> digits) =>
        digits.SequenceEqual("0000"u8) || (digits[0] is (byte)'d' or (byte)'D' && digits[1] is not (>= (byte)'0' and <= (byte)'7'));
}
