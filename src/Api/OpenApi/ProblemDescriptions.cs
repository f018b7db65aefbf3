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

    /// <summary>What the server itself may refuse, before it has read an address: whatever was asked, these may come as problems.</summary>
    private static readonly ProblemType[] BeforeAnyAddress = [ProblemType.BadRequest, ProblemType.RequestTimeout, ProblemType.AddressTooLong];

    private const string ExampleTrace = "4bf92f3577b34da6a3ce929d0e0e4736";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var form = RefusalForm.Of($"/{context.ApiDescription.RelativePath}");
        var declared = context.ApiDescription.ActionDescriptor.EndpointMetadata
            .OfType<ProblemMetadata>()
            .SelectMany(metadata => metadata.Types)
            .Concat(Anywhere)
            .Concat(HttpMethods.IsPost(context.ApiDescription.HttpMethod ?? string.Empty) ? AnyPost : [])
            .Concat(HttpMethods.IsGet(context.ApiDescription.HttpMethod ?? string.Empty) ? [] : AnyWrite)
            .Distinct()
            .GroupBy(form.StatusOf)
            .OrderBy(group => group.Key);
        operation.Responses ??= [];
        foreach (var group in declared)
        {
            operation.Responses[group.Key.ToString(CultureInfo.InvariantCulture)] = Describe([.. group], form, context.Document);
        }
    }

    private static OpenApiResponse Describe(ProblemType[] types, RefusalForm form, OpenApiDocument document) => new()
    {
        Description = string.Join("\n", types.Select(form.Describe)),
        Headers = types.Any(type => type.RetryAfterSeconds is not null) ? RetryAfter(types.All(type => type.RetryAfterSeconds is not null)) : null,
        Content = types.SelectMany(type => FormsOf(type, form), (type, sent) => (Type: type, Form: sent))
            .GroupBy(pair => pair.Form, pair => pair.Type)
            .ToDictionary(sent => sent.Key.MediaType, sent => new OpenApiMediaType
            {
                Schema = new OpenApiSchemaReference(sent.Key.SchemaName, document),
                Examples = sent.ToDictionary(type => type.Slug, IOpenApiExample (type) => Example(type, sent.Key)),
            }),
    };

    private static IEnumerable<RefusalForm> FormsOf(ProblemType type, RefusalForm form) =>
        BeforeAnyAddress.Contains(type) ? new[] { form, ProblemForm.Instance }.Distinct() : [form];

    private static OpenApiExample Example(ProblemType type, RefusalForm form) => new OpenApiExample
    {
        Summary = type.Title,
        Value = JsonNode.Parse(form.Write(Problems.Of(type, type.Meaning), ExampleTrace)),
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
