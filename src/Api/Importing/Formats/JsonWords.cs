using System.Text.Json;

namespace ClaimCheck.Api.Importing.Formats;

/// <summary>Compares what a reader stands at.</summary>
internal static class JsonWords
{
    /// <summary>Whether the name or text that was read is this word; one that is no Unicode is none.</summary>
    internal static bool Is(this ref Utf8JsonReader reader, ReadOnlySpan<byte> word)
    {
        try
        {
            return reader.ValueTextEquals(word);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
