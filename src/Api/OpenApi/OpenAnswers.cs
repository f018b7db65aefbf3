using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ClaimCheck.Api.OpenApi;

/// <summary>
/// Opens the schemas of answers, so that a member which a later version of the service adds is no breach of the document.
/// Those of requests stay closed, for the service refuses members that it does not know; so do those used both ways.
/// </summary>
internal sealed class OpenAnswers : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        var schemas = swaggerDoc.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>();
        var sent = new HashSet<string>();
        foreach (var operation in swaggerDoc.Paths.Values.SelectMany(path => path.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>()))
        {
            foreach (var body in operation.RequestBody?.Content?.Values ?? Enumerable.Empty<OpenApiMediaType>())
            {
                Collect(body.Schema, schemas, sent);
            }
        }

        foreach (var answer in schemas.Where(schema => !sent.Contains(schema.Key)).Select(schema => schema.Value).OfType<OpenApiSchema>())
        {
            answer.AdditionalPropertiesAllowed = true;
        }
    }

    /// <summary>Collects the names of all schemas that this one is made of.</summary>
    private static void Collect(IOpenApiSchema? schema, IDictionary<string, IOpenApiSchema> schemas, HashSet<string> names)
    {
        if (schema is OpenApiSchemaReference { Reference.Id: { } name })
        {
            if (names.Add(name))
            {
                Collect(schemas[name], schemas, names);
            }

            return;
        }

        IEnumerable<IOpenApiSchema?> parts =
            [.. schema?.Properties?.Values ?? [], .. schema?.AnyOf ?? [], .. schema?.OneOf ?? [], .. schema?.AllOf ?? [], schema?.Items];
        foreach (var part in parts.Where(part => part is not null))
        {
            Collect(part, schemas, names);
        }
    }
}
