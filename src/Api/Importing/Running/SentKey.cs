using System.Text.Json;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Rules;

namespace ClaimCheck.Api.Importing.Running;

/// <summary>The externalId of a row that cannot be read as a whole, by which whoever sent it knows it.</summary>
internal static class SentKey
{
    /// <summary>The key, as far as the row is JSON up to it; null where there is none that could be shown.</summary>
    public static string? Of(ReadOnlySpan<byte> row)
    {
        var reader = new Utf8JsonReader(row, new JsonReaderOptions { MaxDepth = WireJson.MaxDepth });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isKey = reader.ValueTextEquals("externalId"u8);
                reader.Read();
                if (isKey)
                {
                    return reader.TokenType == JsonTokenType.String ? Shown(reader.GetString()!) : null;
                }

                reader.Skip();
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // It is no JSON, or holds half of a character: what is wrong with the row is told elsewhere.
        }

        return null;
    }

    private static string? Shown(string key) =>
        key.Length <= TextRules.ExternalIdLength && Domain.Values.PlainText.FirstRefused(key) is null ? key : null;
}
