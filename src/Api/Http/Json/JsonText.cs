using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace ClaimCheck.Api.Http;

/// <summary>Reads bytes as one JSON value, strictly, and says in plain words where that fails.</summary>
internal static class JsonText
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The value; or what is wrong with the bytes, which are called <paramref name="subject"/> in what is said of them.</summary>
    internal static ProblemAnswer? Read(ReadOnlySpan<byte> bytes, out JsonElement element, string subject = "the body")
    {
        element = default;
        if (bytes.StartsWith(ByteOrderMark))
        {
            bytes = bytes[ByteOrderMark.Length..];
        }

        if (bytes.Trim(" \t\r\n"u8).IsEmpty)
        {
            return Refuse(subject, "is empty: a JSON object is needed");
        }

        if (!Utf8.IsValid(bytes))
        {
            return Refuse(subject, "is not valid UTF-8");
        }

        return TryReadSound(bytes, out element) ? null : ReadClosely(bytes, out element, subject);
    }

    /// <summary>
    /// Reads what is sound, which nearly everything is: what the serializer does not look for, it is asked to look for, and what it
    /// cannot see is not there.
    /// </summary>
    private static bool TryReadSound(ReadOnlySpan<byte> bytes, out JsonElement element)
    {
        element = default;
        if (EscapedText.MayBeRefused(bytes))
        {
            return false;
        }

        try
        {
            element = JsonElement.Parse(bytes, WireJson.SoundDocumentOptions);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static ProblemAnswer? ReadClosely(ReadOnlySpan<byte> bytes, out JsonElement element, string subject)
    {
        element = default;
        try
        {
            element = JsonElement.Parse(bytes, WireJson.DocumentOptions);
        }
        catch (JsonException exception)
        {
            return Refuse(subject, IsTooDeep(bytes)
                ? $"is nested more than {WireJson.MaxDepth} levels deep"
                : $"is not valid JSON at {Position(bytes, exception)}");
        }

        var errors = new Errors();
        var holdsNul = WellFormed.Check(element, JsonPath.Root, errors);
        if (!errors.IsEmpty)
        {
            return errors.As(ProblemType.InvalidRequest);
        }

        return holdsNul is null ? null : NulRefused(holdsNul);
    }

    private static ProblemAnswer NulRefused(string path)
    {
        var errors = new Errors();
        errors.Add(path, "must not contain the character U+0000");
        return errors.As(ProblemType.TextRefused);
    }

    private static ProblemAnswer Refuse(string subject, string complaint)
    {
        var errors = new Errors();
        var message = $"{subject} {complaint}";
        errors.Add(JsonPath.Root, message);
        return Problems.Of(
            ProblemType.InvalidRequest, char.ToUpperInvariant(message[0]) + message[1..] + ".", errors.ToDictionary());
    }

    private static string Position(ReadOnlySpan<byte> bytes, JsonException exception)
    {
        var line = exception.LineNumber ?? 0;
        var rest = bytes;
        for (var skipped = 0L; skipped < line; skipped++)
        {
            rest = rest[(rest.IndexOf((byte)'\n') + 1)..];
        }

        var before = rest[..(int)Math.Min(rest.Length, exception.BytePositionInLine ?? 0)];
        var column = 1;
        foreach (var b in before)
        {
            // Continuation bytes belong to the character before them.
            column += (b & 0xC0) == 0x80 ? 0 : 1;
        }

        return string.Create(CultureInfo.InvariantCulture, $"line {line + 1}, column {column}");
    }

    /// <summary>Whether it would be read up to the same place, were deeper nesting allowed.</summary>
    private static bool IsTooDeep(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth >= WireJson.MaxDepth && reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                {
                    return true;
                }
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return false;
    }
}
