using System.Globalization;
using System.Text.Json.Nodes;
using ClaimCheck.Api.Http;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ClaimCheck.Api.OpenApi;

/// <summary>Lists the declared problems under their statuses, with an example of each.</summary>
internal sealed class ProblemDescriptions : IOperationFilter
{
    /// <summary>What any request can meet, whatever its operation.</summary>
    private static readonly ProblemType[] Anywhere = [ProblemType.BadRequest, ProblemType.Internal];

    /// <summary>What any POST can meet besides: <see cref="RequestHeaderRules"/> looks at each.</summary>
    private static readonly ProblemType[] AnyPost = [ProblemType.InvalidHeader];

    /// <summary>What whatever writes can meet besides.</summary>
    private static readonly ProblemType[] AnyWrite = [ProblemType.StorageFull];

    private const string ExampleTrace = "4bf92f3577b34da6a3ce929d0e0e4736";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var declared = context.ApiDescription.ActionDescriptor.EndpointMetadata
            .OfType<ProblemMetadata>()
            .SelectMany(metadata => metadata.Types)
            .Concat(Anywhere)
            .Concat(HttpMethods.IsPost(context.ApiDescription.HttpMethod ?? string.Empty) ? AnyPost : [])
            .Concat(HttpMethods.IsGet(context.ApiDescription.HttpMethod ?? string.Empty) ? [] : AnyWrite)
            .Distinct()
            .GroupBy(type => type.Status)
            .OrderBy(group => group.Key);
        operation.Responses ??= [];
        foreach (var group in declared)
        {
            operation.Responses[group.Key.ToString(CultureInfo.InvariantCulture)] = Describe([.. group], context.Document);
        }
    }

    private static OpenApiResponse Describe(ProblemType[] types, OpenApiDocument document) => new()
    {
        Description = string.Join("\n", types.Select(type => $"- `{type.Uri}`: {type.Meaning}")),
        Headers = types.Any(type => type.RetryAfterSeconds is not null) ? RetryAfter(types.All(type => type.RetryAfterSeconds is not null)) : null,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [ProblemAnswer.MediaType] = new OpenApiMediaType
            {
                Schema = new OpenApiSchemaReference(ProblemSchema.Name, document),
                Examples = types.ToDictionary(type => type.Slug, Example),
            },
        },
    };

    private static IOpenApiExample Example(ProblemType type) => new OpenApiExample
    {
        Summary = type.Title,
        Value = JsonNode.Parse(Problems.Of(type, type.Meaning).Write(ExampleTrace)),
    };

    private static Dictionary<string, IOpenApiHeader> RetryAfter(bool isAlwaysSent) => new()
    {
        ["Retry-After"] = new OpenApiHeader
        {
            Description = "After how many seconds to repeat.",
            Required = isAlwaysSent,
            Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "0", Maximum = "86400" },
        },
    };
}
