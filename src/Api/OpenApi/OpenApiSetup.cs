using System.Globalization;
using ClaimCheck.Api.Changes;
using ClaimCheck.Api.Http;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ClaimCheck.Api.OpenApi;

/// <summary>A group of operations in the document, in the order given.</summary>
/// <param name="Name">Its name, as in <c>WithTags</c>.</param>
/// <param name="Description">What its operations are about.</param>
public sealed record ApiTag(string Name, string Description);

/// <summary>Puts the OpenAPI document and Swagger UI into a web application.</summary>
public static class OpenApiSetup
{
    internal const string DocumentName = "v1";

    /// <summary>Adds the document, with its tags in this order.</summary>
    public static IServiceCollection AddClaimCheckOpenApi(this IServiceCollection services, params ApiTag[] tags)
    {
        services.AddEndpointsApiExplorer();
        services.AddSingleton<ISerializerDataContractResolver>(new JsonSerializerDataContractResolver(WireJson.Options));
        return services.AddSwaggerGen(options => Configure(options, tags));
    }

    private static void Configure(SwaggerGenOptions options, ApiTag[] tags)
    {
        options.SwaggerDoc(DocumentName, new OpenApiInfo
        {
            Title = "ClaimCheck",
            Version = DocumentName,
            Description = SwaggerFiles.Read("introduction.md"),
            Contact = new OpenApiContact { Name = "The newsroom that runs this service" },
            License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        });
        options.SupportNonNullableReferenceTypes();
        options.NonNullableReferenceTypesAsRequired();
        options.UseAllOfToExtendReferenceSchemas();
        options.CustomOperationIds(api => api.ActionDescriptor.EndpointMetadata.OfType<IEndpointNameMetadata>().LastOrDefault()?.EndpointName);
        options.CustomSchemaIds(SchemaNames.Of);

        // The sort is stable: within a tag, operations keep their declared order.
        options.OrderActionsBy(api => Array.FindIndex(tags, tag => tag.Name == TagOf(api)).ToString("D3", CultureInfo.InvariantCulture));
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "ClaimCheck.*.xml"))
        {
            options.IncludeXmlComments(file);
        }

        options.AddSecurityDefinition(Security.Bearer, Security.BearerScheme);
        options.AddSecurityDefinition(Security.ApiKey, Security.ApiKeyScheme);
        options.AddSecurityDefinition(Security.QueryKey, Security.QueryKeyScheme);
        options.OperationFilter<InputDescriptions>();
        options.OperationFilter<ProblemDescriptions>();
        options.OperationFilter<ResponseDescriptions>();
        options.OperationFilter<RateLimitDescriptions>();
        options.OperationFilter<Security>();
        options.SchemaFilter<HonestSchemas>();
        options.DocumentFilter<DocumentFrame>((object)tags);
        options.DocumentFilter<ChangeWebhooks>();
        options.DocumentFilter<RateLimitDescriptions>();
        options.DocumentFilter<OpenAnswers>();
    }

    private static string? TagOf(Microsoft.AspNetCore.Mvc.ApiExplorer.ApiDescription api) =>
        api.ActionDescriptor.EndpointMetadata.OfType<Microsoft.AspNetCore.Http.Metadata.ITagsMetadata>().LastOrDefault()?.Tags is [{ } tag, ..] ? tag : null;
}
