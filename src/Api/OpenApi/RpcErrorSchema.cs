using System.Text.Json.Nodes;
using ClaimCheck.Api.Http;
using Microsoft.OpenApi;

namespace ClaimCheck.Api.OpenApi;

/// <summary>The schema of every refusal that is written as Google's APIs write them.</summary>
internal static class RpcErrorSchema
{
    internal const string Name = "RpcError";
    private const string AnyText = @"^[^\u0000]*$";
    private const string Word = "^[A-Z_]+$";
    private const int LongestText = 10_000;
    private const int MostViolations = 50;
    private const int MostMetadata = 10;

    internal static OpenApiSchema Make() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "A refusal or failure in the form of Google's APIs.",
        Required = new HashSet<string> { "error" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["error"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "What is wrong. Branch on `status`, or on the `type` in the metadata; show `message` to people.",
                Required = new HashSet<string> { "code", "message", "status", "details" },
                Properties = new Dictionary<string, IOpenApiSchema>
                {
                    ["code"] = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Integer,
                        Format = "int32",
                        Minimum = "400",
                        Maximum = "599",
                        Description = "The HTTP status.",
                        Examples = [404],
                    },
                    ["message"] = Text("What happened this time and what to change.", AnyText, LongestText, ProblemType.NotFound.Meaning),
                    ["status"] = new OpenApiSchema
                    {
                        Type = JsonSchemaType.String,
                        Description = "A word of google.rpc.Code.",
                        Enum = [.. RpcStatus.All.Select(JsonNode (word) => word)],
                        MaxLength = 100,
                        Examples = [RpcStatus.Of(ProblemType.NotFound)],
                    },
                    ["details"] = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Array,
                        Description = "What a program can make use of: google.rpc.ErrorInfo, and google.rpc.BadRequest where parts of the request are to blame.",
                        MaxItems = 2,
                        Items = Detail(),
                    },
                },
            },
        },
    };

    private static OpenApiSchema Detail() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "One detail; `@type` says of which kind, and so which of the other members it has.",
        Required = new HashSet<string> { "@type" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["@type"] = Text("The kind of detail.", AnyText, 100, RpcErrorForm.ErrorInfo),
            ["reason"] = Text("With ErrorInfo: the last part of `metadata.type`, in capitals.", Word, 100, "NOT_FOUND"),
            ["domain"] = Text("With ErrorInfo: whose reasons these are.", AnyText, 100, RpcErrorForm.Domain),
            ["metadata"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "With ErrorInfo: `type`, the stable name that ClaimCheck has for this (see its `ProblemDetails`); `traceId`, to be quoted when reporting a fault; with `ALREADY_EXISTS` the `existingId`.",
                MaxProperties = MostMetadata,
                AdditionalProperties = Text("The value.", AnyText, LongestText, ProblemType.NotFound.Uri),
            },
            ["fieldViolations"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Description = "With BadRequest: what is wrong and where.",
                MaxItems = MostViolations,
                Items = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Description = "One thing that is wrong.",
                    Required = new HashSet<string> { "field", "description" },
                    Properties = new Dictionary<string, IOpenApiSchema>
                    {
                        ["field"] = Text("The member, query parameter or header; empty for the body as a whole.", AnyText, LongestText, "claimReviewMarkups[0].claimReviewed"),
                        ["description"] = Text("What is wrong there.", AnyText, LongestText, "is required"),
                    },
                },
            },
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
