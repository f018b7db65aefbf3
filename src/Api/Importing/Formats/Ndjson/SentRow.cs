using System.Text;
using System.Text.Json;

namespace ClaimCheck.Api.Importing.Formats.Ndjson;

/// <summary>
/// Lines that were given back with what became of them, to be mended and sent again: what counts of such a line is the row in its
/// member <c>sent</c>.
/// </summary>
internal static class SentRow
{
    private const byte NoUtf8 = 0xFF;

    private static ReadOnlySpan<byte> Replacement => "\uFFFD"u8;

    private static ReadOnlySpan<byte> Result => "result"u8;

    private static ReadOnlySpan<byte> Sent => "sent"u8;

    /// <summary>The row itself: the line, or what is sent in it.</summary>
    internal static ReadOnlyMemory<byte> In(ReadOnlyMemory<byte> line)
    {
        // Hardly any line has the word in it, and looking for a word is cheaper than reading.
        if (line.Span.IndexOf("\"sent\""u8) < 0)
        {
            return line;
        }

        try
        {
            return Find(line) ?? line;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return line;
        }
    }

    private static ReadOnlyMemory<byte>? Find(ReadOnlyMemory<byte> line)
    {
        var reader = new Utf8JsonReader(line.Span);
        ReadOnlyMemory<byte>? sent = null;
        var hasResult = false;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
            {
                continue;
            }

            var isSent = reader.ValueTextEquals(Sent);
            hasResult |= reader.ValueTextEquals(Result);
            reader.Read();
            var begin = (int)reader.TokenStartIndex;
            var text = isSent && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            reader.Skip();
            if (isSent)
            {
                sent = text is null ? line[begin..(int)reader.BytesConsumed] : BytesOf(text);
            }
        }

        return hasResult ? sent : null;
    }

    /// <summary>
    /// The row that a text stands for. What was no UTF-8 comes back as U+FFFD, and is no UTF-8 again here: sent as it came, the row
    /// fails as it did, and no replacement character is stored.
    /// </summary>
    private static byte[] BytesOf(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var at = bytes.AsSpan().IndexOf(Replacement);
        return at < 0 ? bytes : [.. bytes[..at], NoUtf8, .. bytes[(at + Replacement.Length)..]];
    }
}
