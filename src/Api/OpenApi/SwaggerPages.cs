using ClaimCheck.Api.Http;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace ClaimCheck.Api.OpenApi;

/// <summary>Serves the document and Swagger UI.</summary>
public static class SwaggerPages
{
    // Swagger UI brings its own scripts , styles and images; nothing is inline.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Serves <c>/openapi/v1.json</c> (OpenAPI 3.1) and <c>/swagger</c>.</summary>
    public static WebApplication UseClaimCheckSwagger(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseSwagger(options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.RouteTemplate = "openapi/{documentName}.json";
        });
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/swagger", StringComparison.OrdinalIgnoreCase),
            branch => branch.Use((context, next) =>
            {
                context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
                return next(context);
            }));
        app.UseSwaggerUI(Configure);
        return app;
    }

    private static void Configure(SwaggerUIOptions options)
    {
        options.RoutePrefix = "swagger";
        options.DocumentTitle = "ClaimCheck";
        options.SwaggerEndpoint($"/openapi/{OpenApiSetup.DocumentName}.json", "ClaimCheck");
        options.EnableDeepLinking();
        options.EnableFilter();
        options.DisplayRequestDuration();
        options.DefaultModelRendering(ModelRendering.Example);
        options.DefaultModelsExpandDepth(0);
        options.EnableTryItOutByDefault();
        options.EnablePersistAuthorization();
    }
}
