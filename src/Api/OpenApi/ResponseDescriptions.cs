using System.Globalization;
using ClaimCheck.Api.Http;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ClaimCheck.Api.OpenApi;

/// <summary>Adds the examples and headers of successful answers.</summary>
internal sealed class ResponseDescriptions : IOperationFilter
{
    private const int LongestHeader = 2048;

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

    private static OpenApiHeader Describe(ResponseHeaderMetadata header) => new()
    {
        Description = header.Description,
        Required = !header.MayLack,
        Example = header.Example,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = LongestHeader, Pattern = "^[ -~]*$" },
    };
}
