using Microsoft.OpenApi;

namespace ClaimCheck.Api.Http;

/// <summary>The OpenAPI schema of a text with a form of its own.</summary>
internal static class WireTextSchema
{
    internal static void Describe(OpenApiSchema schema, IWireText form)
    {
        schema.Type = JsonSchemaType.String | ((schema.Type ?? 0) & JsonSchemaType.Null);
        schema.Properties?.Clear();
        schema.Required?.Clear();
        schema.AdditionalPropertiesAllowed = true;
        schema.Format = form.Format;
        schema.Pattern = form.Pattern;
        schema.MaxLength = form.MaxLength;
        schema.Examples ??= [form.Example];
    }
}
