using Microsoft.OpenApi;

namespace ClaimCheck.Api.Http;

/// <summary>Yes or no.</summary>
/// <param name="description">What the parameter does.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class QueryFlagAttribute(string description) : QueryParameterAttribute(description)
{
    /// <inheritdoc/>
    public override string? Read(string text, Type type, out object? value)
    {
        value = text is "true";
        return text is "true" or "false" ? null : "must be true or false";
    }

    /// <inheritdoc/>
    public override void Describe(OpenApiSchema schema, Type type)
    {
        ArgumentNullException.ThrowIfNull(schema);
        schema.Type = JsonSchemaType.Boolean;
    }
}
