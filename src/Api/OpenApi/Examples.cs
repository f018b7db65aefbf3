using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ClaimCheck.Api.Http;

namespace ClaimCheck.Api.OpenApi;

/// <summary>A request or response that carries the example shown for it; members that are null are left out.</summary>
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

    internal static JsonNode? Of(Type type)
    {
        var declared = type.GetInterfaces().Any(face =>
            face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IExample<>) && face.GetGenericArguments()[0] == type);
        var example = declared ? type.GetProperty(nameof(IExample<>.Example))?.GetValue(null) : null;
        return example is null ? null : JsonSerializer.SerializeToNode(example, type, WithoutNulls);
    }
}
