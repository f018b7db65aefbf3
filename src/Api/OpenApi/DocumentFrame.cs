using ClaimCheck.Api.Http;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ClaimCheck.Api.OpenApi;

/// <summary>What the document says about the API as a whole.</summary>
internal sealed class DocumentFrame(ApiTag[] tags) : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        swaggerDoc.Servers =
        [
            new OpenApiServer
            {
                Url = "/",
                Description = "The service that gave this document, be it local, staging or production",
                Extensions = new Dictionary<string, IOpenApiExtension> { ["x-internal"] = new JsonNodeExtension(false) },
            },
        ];
        swaggerDoc.Tags = new HashSet<OpenApiTag>();
        foreach (var tag in tags)
        {
            swaggerDoc.Tags.Add(new OpenApiTag { Name = tag.Name, Description = tag.Description });
        }

        swaggerDoc.Components ??= new OpenApiComponents();
        swaggerDoc.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        foreach (var form in (RefusalForm[])[ProblemForm.Instance, RpcErrorForm.Instance])
        {
            swaggerDoc.Components.Schemas[form.SchemaName] = form.MakeSchema();
        }
    }
}
