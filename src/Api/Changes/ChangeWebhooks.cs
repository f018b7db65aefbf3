using System.Text.Json;
using System.Text.Json.Nodes;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Webhooks;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Changes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ClaimCheck.Api.Changes;

/// <summary>
/// The <c>webhooks</c> of the document (OpenAPI 3.1): what is sent to receivers, one for each type of change, in the form that the feed has
/// too, and one for the message with which a receiver is tried.
/// </summary>
internal sealed class ChangeWebhooks : IDocumentFilter
{
    private static readonly (string Name, string Description, string Pattern, int MaxLength)[] Headers =
    [
        ("webhook-id", "The id of the change: the same each time it is sent, so that it can be told once.", "^[0-9a-f-]{36}$", 36),
        ("webhook-timestamp", "When it is sent: seconds since 1970. Refuse what is more than five minutes off.", "^[0-9]{1,12}$", 12),
        ("webhook-signature",
            "With spaces between them, `v1,` and the Base64 of HMAC-SHA256 over `{webhook-id}.{webhook-timestamp}.{body}`, one for each secret that holds.",
            "^v1,[A-Za-z0-9+/=]{44}( v1,[A-Za-z0-9+/=]{44})*$", 1024),
    ];

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        var schema = context.SchemaGenerator.GenerateSchema(typeof(ChangeResponse), context.SchemaRepository);
        swaggerDoc.Webhooks = Enum.GetValues<ChangeType>().ToDictionary(Words<ChangeType>.Of, type => (IOpenApiPathItem)Sent(
            $"On{type}",
            SummaryOf(type),
            "The body is the change as `GET /v1/changes` tells it: ids and an entity tag, with which to read the rest.",
            schema,
            JsonSerializer.SerializeToNode(ChangeResponse.ExampleOf(type), WireJson.Options)));
        swaggerDoc.Webhooks[WebhookTestMessage.TypeOfAll] = Sent(
            "OnWebhookTest",
            "A receiver is tried",
            "Sent once, when it is asked for. Nothing has changed: verify the signature and answer as to any other.",
            context.SchemaGenerator.GenerateSchema(typeof(WebhookTestMessage), context.SchemaRepository),
            JsonSerializer.SerializeToNode(WebhookTestMessage.Example, WireJson.Options));
    }

    private static OpenApiPathItem Sent(string id, string summary, string description, IOpenApiSchema schema, JsonNode? example) =>
        new()
        {
            Operations = new Dictionary<HttpMethod, OpenApiOperation> { [HttpMethod.Post] = Describe(id, summary, description, schema, example) },
        };

    private static OpenApiOperation Describe(string id, string summary, string description, IOpenApiSchema schema, JsonNode? example) => new()
    {
        OperationId = id,
        Summary = summary,
        Description = $"Sent as Standard Webhooks 1.0 lays down. {description}",
        Tags = new HashSet<OpenApiTagReference> { new(ChangesApi.Tag.Name) },
        Security = [],
        Parameters = [.. Headers.Select(header => new OpenApiParameter
        {
            Name = header.Name,
            In = ParameterLocation.Header,
            Required = true,
            Description = header.Description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = header.Pattern, MaxLength = header.MaxLength },
        })],
        RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new() { Schema = schema, Example = example },
            },
        },
        Responses = new OpenApiResponses
        {
            ["2XX"] = new OpenApiResponse { Description = "It has arrived. Anything else, redirections too, is tried again." },
            ["410"] = new OpenApiResponse { Description = "Send nothing more: the webhook is switched off." },
        },
    };

    private static string SummaryOf(ChangeType type) => type switch
    {
        ChangeType.ClaimCreated => "A claim was recorded",
        ChangeType.ClaimUpdated => "A claim was corrected, superseded or reinstated",
        ChangeType.ClaimRetracted => "A claim was retracted",
        ChangeType.ClaimTakenDown => "A claim was taken down",
        ChangeType.LinkSuggested => "A link was suggested",
        ChangeType.LinkConfirmed => "A link was confirmed",
        ChangeType.LinkRejected => "A link was rejected",
        ChangeType.LinkRetracted => "A link was taken back",
        ChangeType.AssessmentPublished => "A verdict was published",
        ChangeType.AssessmentCorrected => "A published verdict was corrected",
        ChangeType.AssessmentRetracted => "A published verdict was taken back",
        ChangeType.EvidenceChanged => "What stands behind a claim has changed",
        ChangeType.SourceRated => "A source was graded",
        ChangeType.ImportFinished => "An import has ended",
        ChangeType.WebhookDisabled => "A webhook was switched off",
    };
}
