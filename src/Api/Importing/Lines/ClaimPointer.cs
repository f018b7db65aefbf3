using System.Text.Json;
using System.Text.Json.Serialization;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Rules;
using ClaimCheck.Domain.Importing;
using FluentValidation;

namespace ClaimCheck.Api.Importing.Lines;

/// <summary>A claim as a line refers to it: a text, its id or externalId, or an object that also names its source.</summary>
/// <param name="Claim">Its id or externalId.</param>
/// <param name="Source">Its source, by id, slug or externalId.</param>
[JsonConverter(typeof(ClaimPointerJson))]
internal sealed record ClaimPointer(string Claim, string? Source = null) : IWireChecked
{
    static void IWireChecked.Check(JsonElement element, string path, Errors errors)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                break;
            case JsonValueKind.Object:
                Shape.Check<ClaimOfSource>(element, path, errors);
                break;
            default:
                errors.Add(path, "must be a text (a claim's id or externalId) or an object with its source and externalId");
                break;
        }
    }

    internal ClaimReference ToReference() => new(Claim, Source);
}

/// <summary>The object form of a <see cref="ClaimPointer"/>.</summary>
/// <param name="Source">The claim's source, by id, slug or externalId.</param>
/// <param name="ExternalId">The claim's externalId.</param>
internal sealed record ClaimOfSource(string Source, string ExternalId);

/// <summary>The rules for a <see cref="ClaimPointer"/>, under the name of the member that holds it.</summary>
internal static class ClaimPointerRules
{
    public static void HasPointer<T>(this AbstractValidator<T> validator, string member, Func<T, ClaimPointer> pointer)
    {
        validator.RuleFor(line => pointer(line).Claim).IsPlainText(TextRules.ExternalIdLength).OverridePropertyName(member)
            .When(line => pointer(line).Source is null);
        validator.RuleFor(line => pointer(line).Claim).IsPlainText(TextRules.ExternalIdLength).OverridePropertyName($"{member}.ExternalId")
            .When(line => pointer(line).Source is not null);
        validator.RuleFor(line => pointer(line).Source).IsPlainText(TextRules.ExternalIdLength).OverridePropertyName($"{member}.Source");
    }
}

internal sealed class ClaimPointerJson : JsonConverter<ClaimPointer>
{
    public override ClaimPointer Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new ClaimPointer(reader.GetString()!);
        }

        var claim = JsonSerializer.Deserialize<ClaimOfSource>(ref reader, options)!;
        return new ClaimPointer(claim.ExternalId, claim.Source);
    }

    public override void Write(Utf8JsonWriter writer, ClaimPointer value, JsonSerializerOptions options)
    {
        if (value.Source is { } source)
        {
            JsonSerializer.Serialize(writer, new ClaimOfSource(source, value.Claim), options);
        }
        else
        {
            writer.WriteStringValue(value.Claim);
        }
    }
}
