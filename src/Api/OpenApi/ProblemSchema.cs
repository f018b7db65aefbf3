using System.Text.Json.Nodes;
using ClaimCheck.Api.Http;
using Microsoft.OpenApi;

namespace ClaimCheck.Api.OpenApi;

/// <summary>The schema of every problem answer.</summary>
internal static class ProblemSchema
{
    internal const string Name = "ProblemDetails";
    private const string AnyText = @"^[^\u0000]*$";
    private const int LongestText = 2000;
    private const int MostMessages = 50;

    internal static OpenApiSchema Make() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "A refusal or failure, as RFC 9457 defines it. Branch on `type`; show `detail` and `errors` to people.",
        Required = new HashSet<string> { "type", "title", "status", "detail", "traceId" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text("The stable name of the kind of problem.", "^urn:claimcheck:[a-z-]+$", 100, ProblemType.NotFound.Uri),
            ["title"] = Text("The same few words each time it occurs.", AnyText, 100, ProblemType.NotFound.Title),
            ["status"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Format = "int32",
                Minimum = "400",
                Maximum = "599",
                Description = "The HTTP status.",
                Examples = [404],
            },
            ["detail"] = Text("What happened this time and what to change.", AnyText, LongestText, ProblemType.NotFound.Meaning),
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "Messages by JSON path (`$.attribution[0].source`), query parameter or header.",
                MaxProperties = MostMessages,
                AdditionalProperties = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    MaxItems = MostMessages,
                    Items = Text("What is wrong there.", AnyText, LongestText, "is required"),
                },
            },
            ["existingId"] = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Format = "uuid",
                MaxLength = CanonicalId.Length,
                Description = "With `already-exists`: the id of what is stored already.",
            },
            ["importId"] = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Format = "uuid",
                MaxLength = CanonicalId.Length,
                Description = "Where a body of an import was refused: the id of the import, which stays `incomplete`.",
            },
            ["traceId"] = Text("Quote it when reporting a fault.", AnyText, 100, "4bf92f3577b34da6a3ce929d0e0e4736"),
        },
    };

    private static OpenApiSchema Text(string description, string pattern, int maxLength, JsonNode example) => new()
    {
        Type = JsonSchemaType.String,
        Description = description,
        Pattern = pattern,
        MaxLength = maxLength,
        Examples = [example],
    };
}
