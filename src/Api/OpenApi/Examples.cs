using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ClaimCheck.Api.Http;

namespace ClaimCheck.Api.OpenApi;

/// <summary>A request or response that carries the example shown for it.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IExample<out TSelf>
{
    /// <summary>An example that runs as it stands.</summary>
    static abstract TSelf Example { get; }
}

/// <summary>The example of a path parameter.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Value">The example.</param>
/// <param name="Description">What the parameter is; null keeps what is said elsewhere.</param>
public sealed record ParameterExample(string Name, string Value, string? Description);

/// <summary>Gives examples to operations.</summary>
public static class Examples
{
    private static readonly JsonSerializerOptions WithoutNulls = new(WireJson.Options)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Shows this value for a path parameter.</summary>
    public static TBuilder WithExample<TBuilder>(this TBuilder builder, string parameter, string value, string? description = null)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new ParameterExample(parameter, value, description));

    /// <summary>The example of a request: what is null need not be sent.</summary>
    internal static JsonNode? OfRequest(Type type) => Declared(type) is { } example
        ? JsonSerializer.SerializeToNode(example, type, WithoutNulls)
        : null;

    /// <summary>The example of an answer, in which null is written as null; of a page, the example of what it is a page of.</summary>
    internal static JsonNode? OfAnswer(Type type)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Page<>))
        {
            return OfAnswer(type.GetGenericArguments()[0]) is { } item
                ? new JsonObject { ["items"] = new JsonArray(item), ["nextCursor"] = null }
                : null;
        }

        return Declared(type) is { } example ? JsonSerializer.SerializeToNode(example, type, WireJson.Options) : null;
    }

    private static object? Declared(Type type)
    {
        var declared = type.GetInterfaces().Any(face =>
            face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IExample<>) && face.GetGenericArguments()[0] == type);
        return declared ? type.GetProperty(nameof(IExample<>.Example))?.GetValue(null) : null;
    }
}
