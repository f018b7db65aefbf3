using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace ClaimCheck.Api.Importing.Formats.Reviews;

/// <summary>Finds the script blocks of a web page that hold JSON-LD, without reading the rest of it as HTML.</summary>
/// <param name="window">The page, of which some may have been read.</param>
internal sealed partial class ScriptBlocks(ByteWindow window)
{
    private const int LongestTag = 4096;

    /// <summary>What stands in the blocks, each until the next one is asked for. Of one that is larger than a row may be, just enough to tell.</summary>
    internal async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        while (await SkipToAsync("<script"u8.ToArray(), cancellation))
        {
            var end = await FindAsync(">"u8.ToArray(), LongestTag, cancellation);
            if (end < 0)
            {
                window.Skip(1);
                continue;
            }

            var isJsonLd = TypeOfJsonLd().IsMatch(Encoding.Latin1.GetString(window.Unread[..end]));
            window.Skip(end + 1);
            if (!isJsonLd)
            {
                continue;
            }

            var length = await FindAsync("</script"u8.ToArray(), CutRow.Most + 1, cancellation);
            if (length < 0)
            {
                length = Math.Min(window.Unread.Length, CutRow.Most + 1);
            }

            yield return window.Take(0, length);
            window.Skip(length);
        }
    }

    private async ValueTask<bool> SkipToAsync(byte[] mark, CancellationToken cancellation)
    {
        int at;
        while ((at = IndexOf(window.Unread, mark)) < 0)
        {
            // The mark may have begun already.
            window.Skip(Math.Max(0, window.Unread.Length - mark.Length + 1));
            if (!await window.ReadMoreAsync(cancellation))
            {
                return false;
            }
        }

        window.Skip(at);
        return true;
    }

    /// <summary>Where the mark stands, at most so far on; -1 where it does not.</summary>
    private async ValueTask<int> FindAsync(byte[] mark, int most, CancellationToken cancellation)
    {
        var searched = 0;
        while (true)
        {
            var at = IndexOf(window.Unread[searched..], mark);
            if (at >= 0)
            {
                return searched + at <= most ? searched + at : -1;
            }

            searched = Math.Max(0, window.Unread.Length - mark.Length + 1);
            if (searched > most || !await window.ReadMoreAsync(cancellation))
            {
                return -1;
            }
        }
    }

    /// <summary>Where the mark, which is in lower case, stands in text of any case.</summary>
    private static int IndexOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> mark)
    {
        var from = 0;
        while (true)
        {
            var at = text[from..].IndexOf(mark[0]);
            if (at < 0 || from + at + mark.Length > text.Length)
            {
                return -1;
            }

            from += at;
            if (Ascii.EqualsIgnoreCase(text.Slice(from, mark.Length), mark))
            {
                return from;
            }

            from++;
        }
    }

    [GeneratedRegex(@"\stype\s*=\s*[""']?\s*application/ld\+json\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TypeOfJsonLd();
}
