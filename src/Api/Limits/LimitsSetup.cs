using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ClaimCheck.Api.Limits;

/// <summary>Puts the limits into the service.</summary>
internal static class LimitsSetup
{
    /// <summary>Adds what the limits need.</summary>
    public static void AddClaimCheckLimits(this IServiceCollection services, LimitSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<LoginGate>();
        services.AddSingleton<HeldAnswers>();
        services.AddSingleton<Refusals>();
        services.AddSingleton<ConnectionShares>();
        if (settings.UnitsPerSecond > 0)
        {
            services.AddSingleton(provider => new KeyAllowances(settings.UnitsPerSecond, provider.GetRequiredService<TimeProvider>()));
            services.AddSingleton(provider => new AddressAllowances(settings.UnitsPerSecond, provider.GetRequiredService<TimeProvider>()));
        }

        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor;

            // As far back as the chain leads through trusted proxies; what stands before them anybody may have written.
            options.ForwardLimit = null;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var proxy in settings.TrustedProxies)
            {
                options.KnownIPNetworks.Add(proxy);
            }
        });
    }

    /// <summary>Limits connections and how long they may take.</summary>
    /// <param name="kestrel">The server.</param>
    /// <param name="settings">The limits.</param>
    /// <param name="configure">What else each endpoint needs, for Kestrel keeps only one way to configure them.</param>
    public static void Limit(this KestrelServerOptions kestrel, LimitSettings settings, Action<ListenOptions> configure)
    {
        SlowClients.Limit(kestrel.Limits);
        kestrel.Limits.MaxConcurrentConnections = settings.Connections;
        var shares = kestrel.ApplicationServices.GetRequiredService<ConnectionShares>();
        kestrel.ConfigureEndpointDefaults(endpoint =>
        {
            shares.Count(endpoint);
            configure(endpoint);
        });
    }

    /// <summary>Learns from trusted proxies where requests come from. It must come before everything that asks for it.</summary>
    public static void UseTrustedProxies(this WebApplication app)
    {
        if (app.Services.GetRequiredService<LimitSettings>().TrustedProxies.Count > 0)
        {
            app.UseForwardedHeaders();
        }
    }

    /// <summary>Limits what each key may do, and each address without one. It must come after authentication, and before anything that asks the database.</summary>
    public static void UseKeyLimit(this WebApplication app)
    {
        if (app.Services.GetService<KeyAllowances>() is not null)
        {
            app.UseMiddleware<KeyLimit>();
        }
    }
}
