using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ClaimCheck.Api.Http;

/// <summary>Puts the HTTP conventions into a web application.</summary>
public static class ProblemSetup
{
    /// <summary>Adds problem answers, the wire JSON and the <c>uuid</c> route constraint.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="classify">Says which problem an exception of another layer is; null for one it does not know.</param>
    public static IServiceCollection AddClaimCheckProblems(
        this IServiceCollection services,
        Func<Exception, ProblemType?>? classify = null)
    {
        if (classify is not null)
        {
            services.AddSingleton(classify);
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ExceptionClassifier>();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.Configure<RouteOptions>(options => options.SetParameterPolicy<UuidRouteConstraint>("uuid"));
        return services.ConfigureHttpJsonOptions(options => WireJson.Configure(options.SerializerOptions));
    }

    /// <summary>
    /// Adds the headers of every answer, the checks of request headers, and the answers for whatever nobody answered.
    /// It must come before authentication and the endpoints.
    /// </summary>
    public static WebApplication UseClaimCheckProblems(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseMiddleware<AnswerHeaders>();
        app.UseMiddleware<ProblemMiddleware>();
        app.UseMiddleware<RequestHeaderRules>();
        return app;
    }
}
