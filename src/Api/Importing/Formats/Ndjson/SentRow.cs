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

    private static ReadOnlySpan<byte> Record => "record"u8;

    private static ReadOnlySpan<byte> ClaimReview => "claimReview"u8;

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

    /// <summary>What was sent as a row, as a line: a review that came on a page or in an answer of Google's is none by itself.</summary>
    /// <param name="sent">The row.</param>
    /// <param name="isReview">Whether it was read as a review.</param>
    internal static ReadOnlyMemory<byte> AsLine(ReadOnlyMemory<byte> sent, bool isReview) =>
        isReview && RecordMember.Of(sent.Span) is null
            ? (byte[])[.. "{\"record\":\"claimReview\",\"claimReview\":"u8, .. sent.Span, (byte)'}']
            : sent;

    /// <summary>
    /// The row that a text stands for. What was no UTF-8 comes back as U+FFFD, and is no UTF-8 again here: sent as it came, the row
    /// fails as it did, and no replacement character is stored.
    /// </summary>
    internal static byte[] BytesOf(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var at = bytes.AsSpan().IndexOf(Replacement);
        return at < 0 ? bytes : [.. bytes[..at], NoUtf8, .. bytes[(at + Replacement.Length)..]];
    }

    private static ReadOnlyMemory<byte>? Find(ReadOnlyMemory<byte> line)
    {
        var reader = new Utf8JsonReader(line.Span);
        ReadOnlyMemory<byte>? sent = null;
        var (hasResult, isReview) = (false, false);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
            {
                continue;
            }

            var (isSent, isRecord) = (reader.ValueTextEquals(Sent), reader.ValueTextEquals(Record));
            hasResult |= reader.ValueTextEquals(Result);
            reader.Read();
            isReview |= isRecord && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(ClaimReview);
            var begin = (int)reader.TokenStartIndex;
            var text = isSent && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            reader.Skip();
            if (isSent)
            {
                sent = text is null ? line[begin..(int)reader.BytesConsumed] : BytesOf(text);
            }
        }

        if (hasResult && sent is { } row)
        {
            return AsLine(row, isReview);
        }

        return null;
    }
}
