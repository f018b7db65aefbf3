using ClaimCheck.Api.Http;
using Microsoft.OpenApi;

namespace ClaimCheck.Api.OpenApi;

/// <summary>Says of each member what the strict reader says: whether it must be there and whether it may be null.</summary>
internal static class ObjectMembers
{
    internal static void Describe(OpenApiSchema schema, IDictionary<string, IOpenApiSchema> properties, Type type)
    {
        var isPatch = type.IsAssignableTo(typeof(IMergePatchBody));
        schema.Required = new HashSet<string>();
        foreach (var member in Shape.MembersOf(type).Where(member => properties.ContainsKey(member.Name)))
        {
            if (member.IsRequired && !isPatch)
            {
                schema.Required.Add(member.Name);
            }

            // In a patch, null takes a member away; one that is required cannot go.
            properties[member.Name] = WithNull(properties[member.Name], isPatch ? !member.IsRequired : member.TakesNull);
        }
    }

    private static IOpenApiSchema WithNull(IOpenApiSchema schema, bool takesNull)
    {
        switch (schema)
        {
            case OpenApiSchema { Type: { } type } plain:
                plain.Type = takesNull ? type | JsonSchemaType.Null : type & ~JsonSchemaType.Null;
                return plain;
            case OpenApiSchema { AllOf: [var only] } extended when takesNull:
                extended.AllOf = null;
                extended.AnyOf = [only, Null()];
                return extended;
            case OpenApiSchema { AllOf: [OpenApiSchemaReference only] } extended:
                // Since 3.1 a description may stand beside a reference, so nothing needs to be wrapped.
                only.Description = extended.Description;
                return only;
            case OpenApiSchemaReference reference when takesNull:
                return new OpenApiSchema { AnyOf = [reference, Null()] };
            default:
                return schema;
        }
    }

    private static OpenApiSchema Null() => new() { Type = JsonSchemaType.Null };
}
