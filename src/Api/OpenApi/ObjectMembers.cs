using System.Text.Json.Serialization;
using ClaimCheck.Api.Http;
using Microsoft.OpenApi;

namespace ClaimCheck.Api.OpenApi;

/// <summary>Says of each member what the strict reader says: whether it must be there and whether it may be null.</summary>
internal static class ObjectMembers
{
    internal static void Describe(OpenApiSchema schema, IDictionary<string, IOpenApiSchema> properties, Type type)
    {
        var isPatch = type.IsAssignableTo(typeof(IMergePatchBody));
        var leftOut = LeftOutWhereNull(type);
        schema.Required = new HashSet<string>();
        foreach (var member in Shape.MembersOf(type).Where(member => properties.ContainsKey(member.Name)))
        {
            if (leftOut.Contains(member.Name))
            {
                properties[member.Name] = WithNull(properties[member.Name], takesNull: false);
                continue;
            }

            if (member.IsRequired && !isPatch)
            {
                schema.Required.Add(member.Name);
            }

            // In a patch, null takes a member away; one that is required cannot go.
            properties[member.Name] = WithNull(properties[member.Name], isPatch ? !member.IsRequired : member.TakesNull);
        }
    }

    /// <summary>The members that an answer leaves out where they would be null.</summary>
    private static HashSet<string> LeftOutWhereNull(Type type) =>
        [.. WireJson.Options.GetTypeInfo(type).Properties
            .Where(member => member.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true) is [_, ..])
            .Select(member => member.Name)];

    private static IOpenApiSchema WithNull(IOpenApiSchema schema, bool takesNull)
    {
        switch (schema)
        {
            // Swashbuckle wraps a reference so that a description can stand beside it, and writes null where it cannot be met.
            case OpenApiSchema { AllOf: [var only] } extended when takesNull:
                return new OpenApiSchema { AnyOf = [only, Null()], Description = extended.Description };
            case OpenApiSchema { AllOf: [OpenApiSchemaReference only] } extended:
                // Since 3.1 a description may stand beside a reference, so nothing needs to be wrapped.
                only.Description = extended.Description;
                return only;
            case OpenApiSchema { Type: { } type } plain:
                plain.Type = takesNull ? type | JsonSchemaType.Null : type & ~JsonSchemaType.Null;
                return plain;
            case OpenApiSchemaReference reference when takesNull:
                return new OpenApiSchema { AnyOf = [reference, Null()], Description = reference.Description };
            default:
                return schema;
        }
    }

    private static OpenApiSchema Null() => new() { Type = JsonSchemaType.Null };
}
