using System.Text;
using System.Text.Json;
using ClaimCheck.Api.Importing.Lines;
using ClaimCheck.Domain.Importing;

namespace ClaimCheck.Api.Importing.Formats.Ndjson;

/// <summary>Says what a line is about, by its member <c>record</c>, without reading the rest of it if that comes first.</summary>
internal static class RecordMember
{
    private static readonly (byte[] Word, RecordKind Kind)[] Kinds =
        [.. RecordName.Words.Select(word => (Encoding.UTF8.GetBytes(word.Key), word.Value))];

    internal static RecordKind? Of(ReadOnlySpan<byte> line)
    {
        try
        {
            return Find(new Utf8JsonReader(line));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static RecordKind? Find(Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isRecord = reader.ValueTextEquals("record"u8);
            reader.Read();
            if (isRecord)
            {
                return reader.TokenType == JsonTokenType.String ? KindOf(ref reader) : null;
            }

            reader.Skip();
        }

        return null;
    }

    private static RecordKind? KindOf(ref Utf8JsonReader reader)
    {
        foreach (var (word, kind) in Kinds)
        {
            if (reader.ValueTextEquals(word))
            {
                return kind;
            }
        }

        return null;
    }
}
