using ClaimCheck.Api.Limits;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ClaimCheck.Api.OpenApi;

/// <summary>Says of each answer to a call that costs something that it tells what is left; what the headers mean is written down once.</summary>
internal sealed class RateLimitDescriptions : IOperationFilter, IDocumentFilter
{
    private const int Longest = 100;

    private static readonly Dictionary<string, IOpenApiHeader> Headers = new()
    {
        [RateLimitHeaders.Policy] = Describe(
            "By which rule calls are limited: `q` units in all, whole again within `w` seconds without a call. Answers to a key that does not work speak of `\"failed-logins\"` instead, those to anybody without a key of `\"address\"`.",
            "\"key\";q=2000;w=10",
            "^\"[a-z-]+\";q=[0-9]+;w=[0-9]+$"),
        [RateLimitHeaders.Limit] = Describe(
            "How many units are left (`r`), and in how many seconds all of them are back, or after a refusal enough of them (`t`). Absent where the request was refused before its key was looked at.",
            "\"key\";r=1999;t=1",
            "^\"[a-z-]+\";r=[0-9]+;t=[0-9]+$"),
    };

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (!context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<OperationCost>().Any(cost => cost.Units > 0))
        {
            return;
        }

        foreach (var (status, response) in operation.Responses ?? [])
        {
            if (response is OpenApiResponse answer)
            {
                answer.Headers ??= new Dictionary<string, IOpenApiHeader>();
                answer.Headers[RateLimitHeaders.Limit] = new OpenApiHeaderReference(RateLimitHeaders.Limit, context.Document);

                // Sent with the others too; said here where somebody looks for it, for it would be most of the document.
                if (status[0] == '2' || status == "429")
                {
                    answer.Headers[RateLimitHeaders.Policy] = new OpenApiHeaderReference(RateLimitHeaders.Policy, context.Document);
                }
            }
        }
    }

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        swaggerDoc.Components ??= new OpenApiComponents();
        swaggerDoc.Components.Headers = Headers;
    }

    private static OpenApiHeader Describe(string description, string example, string pattern) => new()
    {
        Description = description,
        Example = example,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = Longest, Pattern = pattern },
    };
}
