using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using ClaimCheck.Api.Graph;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Domain;
using ClaimCheck.Domain.ClaimReviews;
using ClaimCheck.Domain.Evidence;

namespace ClaimCheck.Api.ClaimReviews;

/// <summary>
/// A schema.org QuantitativeValue from the floor to the ceiling. schema.org gives neither Claim nor ClaimReview an `additionalProperty`,
/// but this type has one.
/// </summary>
/// <param name="Type">Always `QuantitativeValue`.</param>
/// <param name="Name">What is counted.</param>
/// <param name="MinValue">The floor: what an opponent of the claim must concede.</param>
/// <param name="MaxValue">The ceiling: the most there can be.</param>
/// <param name="UnitText">What a unit is.</param>
/// <param name="AdditionalProperty">Each number and what it says: `floor`, `ceiling`, `status`, `named`, `unnamed`, `firstHand`, `contested` and `exact`.</param>
public sealed record OriginRangeResponse(
    [property: JsonPropertyName("@type"), RegularExpression("^QuantitativeValue$")] string Type,
    [property: MaxLength(OriginRangeResponse.LongestName)] string Name,
    [property: Range(0, int.MaxValue)] int MinValue,
    [property: Range(0, int.MaxValue)] int MaxValue,
    [property: MaxLength(OriginRangeResponse.LongestName)] string UnitText,
    [property: MaxLength(OriginRangeResponse.Properties)] IReadOnlyList<OriginPropertyResponse> AdditionalProperty)
{
    internal const int LongestName = 100;
    private const int Properties = 8;

    internal static OriginRangeResponse Of(OriginNote note) => new(
        "QuantitativeValue", "Independent origins behind the claim", note.Floor, note.Ceiling, "origin",
        [
            OriginPropertyResponse.Of("floor", OriginValue.Of(note.Floor)),
            OriginPropertyResponse.Of("ceiling", OriginValue.Of(note.Ceiling)),
            OriginPropertyResponse.Of("status", OriginValue.Of(Words<EvidenceStatus>.Of(note.Status))),
            OriginPropertyResponse.Of("named", OriginValue.Of(note.Named)),
            OriginPropertyResponse.Of("unnamed", OriginValue.Of(note.Unnamed)),
            OriginPropertyResponse.Of("firstHand", OriginValue.Of(note.FirstHand)),
            OriginPropertyResponse.Of("contested", OriginValue.Of(note.IsContested)),
            OriginPropertyResponse.Of("exact", OriginValue.Of(note.IsExact)),
        ]);
}

/// <summary>A schema.org PropertyValue.</summary>
/// <param name="Type">Always `PropertyValue`.</param>
/// <param name="PropertyId">The term that docs/claim-review.md defines.</param>
/// <param name="Name">Its name within these.</param>
/// <param name="Value">A number, a word, or true or false.</param>
public sealed record OriginPropertyResponse(
    [property: JsonPropertyName("@type"), RegularExpression("^PropertyValue$")] string Type,
    [property: JsonPropertyName("propertyID"), MaxLength(OriginRangeResponse.LongestName)] string PropertyId,
    [property: MaxLength(OriginRangeResponse.LongestName)] string Name,
    OriginValue Value)
{
    internal static OriginPropertyResponse Of(string name, OriginValue value) => new("PropertyValue", $"{JsonLdTerms.Namespace}origins.{name}", name, value);
}

/// <summary>What a property says: a whole number, a word, or true or false.</summary>
[JsonConverter(typeof(OriginValueJson)), Alternatives(typeof(int), typeof(string), typeof(bool), TextLength = OriginRangeResponse.LongestName)]
public sealed class OriginValue
{
    private OriginValue(object content) => Content = content;

    internal object Content { get; }

    /// <summary>A number.</summary>
    public static OriginValue Of(int number) => new(number);

    /// <summary>A word.</summary>
    public static OriginValue Of(string word) => new(word);

    /// <summary>Yes or no.</summary>
    public static OriginValue Of(bool truth) => new(truth);
}

/// <summary>Writes what a property says as what it is.</summary>
internal sealed class OriginValueJson : JsonConverter<OriginValue>
{
    public override OriginValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Nobody sends one.");

    public override void Write(Utf8JsonWriter writer, OriginValue value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Content, value.Content.GetType(), options);
}
