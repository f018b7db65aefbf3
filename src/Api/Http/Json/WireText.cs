using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClaimCheck.Api.Http;

/// <summary>A value that is written as a text with a form of its own; the same reading serves bodies and queries.</summary>
public interface IWireText
{
    /// <summary>The form, as a regular expression for the OpenAPI document; null where a format says it.</summary>
    string? Pattern { get; }

    /// <summary>The OpenAPI format, such as <c>date-time</c>; null where there is none.</summary>
    string? Format { get; }

    /// <summary>The most characters it can have.</summary>
    int MaxLength { get; }

    /// <summary>A value that stands for all others in the documentation.</summary>
    string Example { get; }

    /// <summary>Reads the text; null when it is fine, else what is wrong with it, such as "must be a date".</summary>
    string? Read(string text, out object? value);
}

/// <summary>Reads and writes a value object as a text: register it in <see cref="WireJson.Configure"/>.</summary>
/// <typeparam name="T">The value object.</typeparam>
public abstract class WireText<T> : JsonConverter<T>, IWireText
    where T : notnull
{
    /// <inheritdoc/>
    public virtual string? Pattern => null;

    /// <inheritdoc/>
    public virtual string? Format => null;

    /// <inheritdoc/>
    public abstract int MaxLength { get; }

    /// <inheritdoc/>
    public abstract string Example { get; }

    /// <summary>Reads the text; null when it is fine, else what is wrong with it.</summary>
    public abstract string? Read(string text, out T? value);

    /// <summary>The value as it stands on the wire.</summary>
    public abstract string Write(T value);

    /// <inheritdoc/>
    public string? Read(string text, out object? value)
    {
        var complaint = Read(text, out T? read);
        value = read;
        return complaint;
    }

    /// <inheritdoc/>
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String || Read(reader.GetString()!, out T? value) is not null)
        {
            throw new JsonException();
        }

        return value;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(Write(value));
    }
}
