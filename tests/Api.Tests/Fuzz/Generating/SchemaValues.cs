using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ClaimCheck.Api.FactCheckTools;
using ClaimCheck.Api.Rules;
using ClaimCheck.Api.Tests.Contract;
using ClaimCheck.Domain.Values;
using FsCheck;
using FsCheck.Fluent;

namespace ClaimCheck.Api.Tests.Fuzz;

/// <summary>Values that a schema of the document allows. Those that stand for something stored mostly name something that is.</summary>
internal static class SchemaValues
{
    private const int MostKnown = 100_000;
    private const int LongestText = 2000;

    // Of a whole file, which may be half a gigabyte, so much will do.
    private const int MostText = 20_000;

    // What the members and parameters refer to that name a stored thing; a schema cannot say it.
    private static readonly Dictionary<string, string> Referred = new()
    {
        ["source"] = "sources", ["parent"] = "sources", ["family"] = "sources", ["idOrSlug"] = "sources", ["article"] = "articles",
        ["claim"] = "claims", ["target"] = "claims", ["upstreamClaim"] = "claims", ["scale"] = "rating-scales",
        ["relay"] = "sources", ["delivery"] = KnownThings.Deliveries, ["cursor"] = KnownThings.Cursors, ["since"] = KnownThings.Cursors, ["pageToken"] = KnownThings.PageTokens,
    };

    // Members that say which resource, in which version, the path is about. Anything else is refused.
    private static readonly Dictionary<string, string> AboutThePath = new()
    {
        [ClaimReviewMarkupPageResponse.VersionPattern] = RequestPlan.ItsVersion,
        [ClaimReviewMarkupPageResponse.NamePattern] = RequestPlan.ItsName,
    };

    // Of what these patterns allow, hardly anything makes sense.
    private static readonly Dictionary<string, Gen<string>> Sensible = new()
    {
        [new PartialDateJson().Pattern!] = Moments.OfAnyPrecision,
        [WebAddress.Pattern] = Moments.Address,
    };

    /// <summary>Any value of a schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="name">The member or parameter it is for.</param>
    internal static Gen<JsonTree> Of(JsonElement schema, string name)
    {
        schema = SchemaCheck.Resolve(schema);
        if (schema.TryGetProperty("anyOf", out var ways))
        {
            return Gen.OneOf(ways.EnumerateArray().Select(way => Of(way, name)));
        }

        var types = schema.TryGetProperty("type", out var type) ? TypesOf(type) : ["string"];
        return Gen.Frequency(types.Select(one => (one == "null" ? 1 : 6, OfType(one, schema, name))));
    }

    /// <summary>A parameter of a path, a query or a header, as it stands before it is escaped.</summary>
    internal static Gen<string> TextOf(DocumentedParameter parameter, string kindOfPath) =>
        parameter.Name == "id"
            ? Known(kindOfPath)
            : Of(parameter.Schema, parameter.Name).Select(value => value is JsonTree.Text text ? text.Value : value.ToString());

    private static Gen<JsonTree> OfType(string type, JsonElement schema, string name) => type switch
    {
        "null" => Gen.Constant<JsonTree>(new JsonTree.Token("null")),
        "boolean" => Gen.Elements("true", "false").Select(JsonTree (raw) => new JsonTree.Token(raw)),
        "integer" => Gen.Choose(Bound(schema, "minimum", -1000), Bound(schema, "maximum", 1000)).Select(JsonTree (whole) => Number(whole)),
        "number" => Gen.Choose(0, 1_000_000).Select(JsonTree (millionths) => Number(millionths / 1e6)),
        "array" => ArrayOf(schema, name),
        "object" => ObjectOf(schema),
        _ => StringOf(schema, name).Select(JsonTree (text) => new JsonTree.Text(text)),
    };

    private static Gen<JsonTree> ArrayOf(JsonElement schema, string name) =>
        from count in Gen.Frequency((1, Gen.Constant(Bound(schema, "minItems", 0))), (8, Gen.Choose(1, 3)), (1, Gen.Choose(1, Bound(schema, "maxItems", 5))))
        from items in Of(schema.GetProperty("items"), name).ArrayOf(count)
        select (JsonTree)new JsonTree.Items([.. items]);

    private static Gen<JsonTree> ObjectOf(JsonElement schema)
    {
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()!).ToHashSet() : [];
        var members = schema.TryGetProperty("properties", out var properties)
            ? properties.EnumerateObject().Select(member => MemberOf(member, required.Contains(member.Name)))
            : [];
        return Gen.CollectToArray(members).Select(JsonTree (given) => new JsonTree.Members([.. given.SelectMany(member => member)]));
    }

    private static Gen<KeyValuePair<string, JsonTree>[]> MemberOf(JsonProperty member, bool isRequired)
    {
        var value = Of(member.Value, member.Name).Select(value => new[] { KeyValuePair.Create(member.Name, value) });
        return isRequired ? value : Gen.Frequency((2, Gen.Constant(Array.Empty<KeyValuePair<string, JsonTree>>())), (1, value));
    }

    private static Gen<string> StringOf(JsonElement schema, string name)
    {
        if (schema.TryGetProperty("enum", out var words))
        {
            return Gen.Elements(words.EnumerateArray().Select(word => word.GetString()!));
        }

        if (Referred.TryGetValue(name, out var kind))
        {
            return Known(kind);
        }

        return DocumentedOperation.Text(schema, "format") is { } format
            ? OfFormat(format, name)
            : OfPattern(DocumentedOperation.Text(schema, "pattern"), Math.Min(Bound(schema, "maxLength", LongestText), MostText));
    }

    private static Gen<string> OfFormat(string format, string name) => format switch
    {
        "uuid" => Known("claims"),
        "date" => Moments.Day,
        "date-time" => name.StartsWith("expires", StringComparison.Ordinal) ? Moments.InTheFuture : Moments.Instant,
        _ => throw new NotSupportedException($"No text of the format {format} is made here."),
    };

    private static Gen<string> OfPattern(string? pattern, int maxLength)
    {
        if (pattern is not null && Sensible.TryGetValue(pattern, out var sensible))
        {
            return sensible;
        }

        if (pattern is not null && AboutThePath.TryGetValue(pattern, out var placeholder))
        {
            return Gen.Frequency((5, Gen.Constant(placeholder)), (1, PatternText.Of(pattern)));
        }

        // A pattern that only excludes some characters stands for text.
        var text = pattern is null || (pattern.StartsWith("^[^", StringComparison.Ordinal) && pattern.IndexOf(']', StringComparison.Ordinal) == pattern.Length - 3)
            ? UnicodeText.UpTo(maxLength)
            : PatternText.Of(pattern);
        return text.Where(made => (pattern is null || SchemaCheck.Matches(pattern, made)) && made.EnumerateRunes().Count() <= maxLength);
    }

    private static Gen<string> Known(string kind) => Gen.Choose(0, MostKnown).Select(number => KnownThings.Some(kind, number));

    private static JsonTree.Token Number(double value) => new(value.ToString("R", CultureInfo.InvariantCulture));

    private static int Bound(JsonElement schema, string word, int otherwise) => schema.TryGetProperty(word, out var bound) ? bound.GetInt32() : otherwise;

    private static string[] TypesOf(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(one => one.GetString()!)] : [type.GetString()!];
}
