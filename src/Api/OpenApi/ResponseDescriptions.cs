using System.Globalization;
using System.Text.Json.Nodes;
using ClaimCheck.Api.Http;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ClaimCheck.Api.OpenApi;

/// <summary>Adds the examples, further forms and headers of successful answers.</summary>
internal sealed class ResponseDescriptions : IOperationFilter
{
    private const int LongestHeader = 2048;
    private const int LongestForm = 100_000_000;
    private const int MostMembers = 100;

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        foreach (var produced in context.ApiDescription.SupportedResponseTypes.Where(response => response.Type is not null))
        {
            if (Response(operation, produced.StatusCode)?.Content is { } content && Examples.OfAnswer(produced.Type!) is { } example)
            {
                foreach (var mediaType in content.Values.OfType<OpenApiMediaType>())
                {
                    mediaType.Example = example.DeepClone();
                }
            }
        }

        foreach (var form in context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<ResponseFormMetadata>())
        {
            if (Response(operation, form.Status)?.Content is { } content)
            {
                content[form.MediaType] = Describe(form);
            }
        }

        foreach (var header in context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<ResponseHeaderMetadata>())
        {
            if (Response(operation, header.Status) is { } response)
            {
                response.Headers ??= new Dictionary<string, IOpenApiHeader>();
                response.Headers[header.Name] = Describe(header);
            }
        }
    }

    private static OpenApiResponse? Response(OpenApiOperation operation, int status) =>
        operation.Responses?.GetValueOrDefault(status.ToString(CultureInfo.InvariantCulture)) as OpenApiResponse;

    private static OpenApiMediaType Describe(ResponseFormMetadata form) => new()
    {
        Schema = form.Example is JsonObject
            ? new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = form.Description,
                AdditionalProperties = new OpenApiSchema(),
                MaxProperties = MostMembers,
            }
            : new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Description = form.Description,
                MaxLength = LongestForm,
                Pattern = @"^[^\u0000]*$",
            },
        Example = form.Example.DeepClone(),
    };

    private static OpenApiHeader Describe(ResponseHeaderMetadata header) => new()
    {
        Description = header.Description,
        Required = !header.MayLack,
        Example = header.Example,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = LongestHeader, Pattern = "^[ -~]*$" },
    };
}
