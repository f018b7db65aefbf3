using ClaimCheck.Api.Access;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace ClaimCheck.Api.OpenApi;

/// <summary>Serves the document and Swagger UI.</summary>
public static class SwaggerPages
{
    private const string Prefix = "swagger";
    private const string DeepLinks = "deep-links.js";
    private const string LinesOfJson = "lines-of-json.js";

    // The one style that Swagger UI has inline, in the drawing at the top of the page. The browser test tells when it changes.
    private const string StyleOfItsLogo = "'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='";

    // Swagger UI brings its own scripts, styles and images.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' " + StyleOfItsLogo + "; img-src 'self' data:; " +
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Serves <c>/openapi/v1.json</c> (OpenAPI 3.1) and <c>/swagger</c>.</summary>
    public static WebApplication UseClaimCheckSwagger(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        // In branches of their own: both middlewares hold every path against their patterns, which all other requests would pay for.
        app.UseWhen(IsBelow("/openapi"), branch => branch.UseSwagger(options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.RouteTemplate = "openapi/{documentName}.json";
        }));
        app.UseWhen(IsBelow($"/{Prefix}"), branch => branch
            .Use((context, next) =>
            {
                context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
                return next(context);
            })
            .UseSwaggerUI(Configure));
        foreach (var script in new[] { DeepLinks, LinesOfJson })
        {
            app.MapGet($"/{Prefix}/{script}", () => SwaggerFiles.Script(script)).ExcludeFromDescription().AllowAnonymous();
        }

        return app;
    }

    private static Func<HttpContext, bool> IsBelow(string path) =>
        context => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase);

    private static void Configure(SwaggerUIOptions options)
    {
        options.RoutePrefix = Prefix;
        options.DocumentTitle = "ClaimCheck";
        options.SwaggerEndpoint($"/openapi/{OpenApiSetup.DocumentName}.json", "ClaimCheck");
        options.EnableDeepLinking();
        options.EnableFilter();
        options.DisplayRequestDuration();
        options.DefaultModelRendering(ModelRendering.Example);
        options.DefaultModelsExpandDepth(0);
        options.EnableTryItOutByDefault();
        options.EnablePersistAuthorization();
        options.InjectJavascript(DevelopmentKeyRoute.Script);
        options.InjectJavascript(DeepLinks);
        options.InjectJavascript(LinesOfJson);
    }
}
