using System.Text.Json;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Data.Sample;

/// <summary>Reads the records of the story.</summary>
internal static class SampleRecords
{
    public static string? Text(JsonElement record, string name) =>
        record.TryGetProperty(name, out var value) ? value.GetString() : null;

    public static string[] Texts(JsonElement record, string name) =>
        record.TryGetProperty(name, out var values) ? [.. values.EnumerateArray().Select(v => v.GetString()!)] : [];

    public static double? Number(JsonElement record, string name) =>
        record.TryGetProperty(name, out var value) ? value.GetDouble() : null;

    public static T Word<T>(JsonElement record, string name, T otherwise) where T : struct, Enum =>
        WordOrNull<T>(record, name) ?? otherwise;

    public static T? WordOrNull<T>(JsonElement record, string name) where T : struct, Enum =>
        Text(record, name) is { } word ? Words<T>.Parse(word) : null;

    public static PartialDate? Date(JsonElement record, string name) =>
        PartialDate.TryParse(Text(record, name), out var date) ? date : null;

    public static void Expect(bool accepted, JsonElement record)
    {
        if (!accepted)
        {
            throw new InvalidDataException($"The sample has a record that was refused: {record.GetRawText()}");
        }
    }
}
