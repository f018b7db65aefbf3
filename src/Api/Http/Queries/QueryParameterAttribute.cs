using Microsoft.OpenApi;

namespace ClaimCheck.Api.Http;

/// <summary>
/// Makes the parameters of a property's type parameters of the query that it stands in, in its place: what several operations ask
/// for alike. The property is never null.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class QueryPartAttribute : Attribute;

/// <summary>Makes a property a query parameter of the same name in camelCase, and says how its text is read.</summary>
/// <param name="description">What the parameter does, for the OpenAPI document.</param>
[AttributeUsage(AttributeTargets.Property)]
public abstract class QueryParameterAttribute(string description) : Attribute
{
    /// <summary>What the parameter does.</summary>
    public string Description { get; } = description;

    /// <summary>A value that works as it stands.</summary>
    public string? Example { get; init; }

    /// <summary>Whether the request is refused without it.</summary>
    public bool Required { get; init; }

    /// <summary>Reads the text for a property of this type: null when it is fine, else what is wrong, such as "must be a whole number".</summary>
    public abstract string? Read(string text, Type type, out object? value);

    /// <summary>
    /// Whether the parameter takes the schema that bodies have for its type, so that generated clients have one type for
    /// both. If not, <see cref="Describe"/> makes one for the parameter alone.
    /// </summary>
    public virtual bool TakesSchemaOfItsType => false;

    /// <summary>Completes the schema of a parameter that has one for itself.</summary>
    public virtual void Describe(OpenApiSchema schema, Type type)
    {
    }
}
