using System.Text.Json;
using System.Text.Json.Nodes;
using ClaimCheck.Api.Http;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ClaimCheck.Api.OpenApi;

/// <summary>Describes bodies, query parameters and examples from the metadata that the strict readers leave on endpoints.</summary>
internal sealed class InputDescriptions : IOperationFilter
{
    private const int LongestText = 512 * 1024 * 1024;

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        operation.Parameters ??= [];
        foreach (var parameter in metadata.OfType<QueryMetadata>().SelectMany(query => query.Parameters))
        {
            operation.Parameters.Add(Describe(parameter, context));
        }

        foreach (var header in metadata.OfType<RequestHeaderMetadata>().DistinctBy(header => header.Name))
        {
            operation.Parameters.Add(Describe(header));
        }

        foreach (var example in metadata.OfType<ParameterExample>())
        {
            if (operation.Parameters.FirstOrDefault(parameter => parameter.Name == example.Name) is OpenApiParameter parameter)
            {
                parameter.Example = example.Value;
                parameter.Description = example.Description ?? parameter.Description;
            }
        }

        if (metadata.OfType<BodyMetadata>().LastOrDefault() is { } body)
        {
            operation.RequestBody = Describe(body, context);
        }

        if (metadata.OfType<TextBodyMetadata>().LastOrDefault() is { } texts)
        {
            operation.RequestBody = Describe(texts);
        }
    }

    private static OpenApiRequestBody Describe(BodyMetadata body, OperationFilterContext context) => new()
    {
        Required = true,
        Description = body.IsPatch ? "The members to change (JSON Merge Patch): null removes, what is left out stays." : null,
        Content = body.MediaTypes.ToDictionary(mediaType => mediaType, _ => new OpenApiMediaType
        {
            Schema = context.SchemaGenerator.GenerateSchema(body.Type, context.SchemaRepository),
            Example = Examples.OfRequest(body.Type),
        }),
    };

    private static OpenApiRequestBody Describe(TextBodyMetadata texts) => new()
    {
        Required = true,
        Content = texts.Forms.ToDictionary(form => form.MediaType, form => form.IsJson
            ? new OpenApiMediaType
            {
                Schema = new OpenApiSchema { Description = "Any JSON: what is not an item of the kind that is meant is a row that fails." },
                Example = JsonNode.Parse(form.Example),
            }
            : new OpenApiMediaType
            {
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = LongestText, Pattern = @"^[^\u0000]*$" },
                Example = form.Example,
            }),
    };

    private static OpenApiParameter Describe(RequestHeaderMetadata header) => new()
    {
        Name = header.Name,
        In = ParameterLocation.Header,
        Description = header.Description,
        Required = header.IsRequired,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = header.MinLength, MaxLength = header.MaxLength, Pattern = header.Pattern },
        Example = header.Example,
    };

    private static OpenApiParameter Describe(QueryParameter parameter, OperationFilterContext context)
    {
        var schema = SchemaOf(parameter, context);
        return new OpenApiParameter
        {
            Name = parameter.Name,
            In = ParameterLocation.Query,
            Description = parameter.Form.Description,
            Required = parameter.Form.Required,
            Schema = schema,
            Example = ExampleOf(parameter, schema),
        };
    }

    private static IOpenApiSchema SchemaOf(QueryParameter parameter, OperationFilterContext context)
    {
        var byDefault = parameter.Form.Required ? null : JsonSerializer.SerializeToNode(parameter.Default, WireJson.Options);
        var schema = new OpenApiSchema();
        if (parameter.Form.TakesSchemaOfItsType)
        {
            var ofType = context.SchemaGenerator.GenerateSchema(parameter.Type, context.SchemaRepository);
            if (ofType is OpenApiSchemaReference { Reference.Id: { } name })
            {
                // The generator puts the type's description beside the reference, where the parameter's own already stands.
                return new OpenApiSchemaReference(name, context.Document) { Default = byDefault };
            }

            schema = (OpenApiSchema)ofType;
        }
        else
        {
            parameter.Form.Describe(schema, parameter.Type);
        }

        schema.Default = byDefault;
        return schema;
    }

    private static JsonNode? ExampleOf(QueryParameter parameter, IOpenApiSchema schema)
    {
        if (parameter.Form.Example is not { } example)
        {
            return null;
        }

        return schema.Type is JsonSchemaType.Integer or JsonSchemaType.Boolean ? JsonNode.Parse(example) : example;
    }
}
