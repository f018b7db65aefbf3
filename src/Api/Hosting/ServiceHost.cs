using System.Globalization;
using System.Net.Sockets;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Changes;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Importing.Receiving;
using ClaimCheck.Api.Importing.Running;
using ClaimCheck.Api.Limits;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Suggestions;
using ClaimCheck.Api.Telemetry;
using ClaimCheck.Api.Webhooks;
using ClaimCheck.Api.Webhooks.Sending;
using ClaimCheck.Data;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Values;
using FluentValidation;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ClaimCheck.Api.Hosting;

/// <summary>Puts the service together and runs it.</summary>
internal static class ServiceHost
{
    private const string DefaultUrl = "http://localhost:5080";

    // Longer than a deadline, and with the little that comes after it no more than five seconds. What has not ended by then is cut off.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(3.5);

    /// <summary>Runs until it is told to stop.</summary>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellation)
    {
        var builder = CreateBuilder(args);
        var settings = ServiceSettings.Read(builder.Configuration, builder.Environment);
        await using var startLog = new StartLog(builder.Configuration);
        await using var backend = await Backend.OpenAsync(settings, TimeProvider.System, startLog.Log, cancellation);
        await using var app = Build(builder, backend);
        await PrepareAsync(app, backend, settings, cancellation);

        // Only from here on: preparing a database takes statements that hold names and hashed passwords.
        using var export = OtlpExport.Start(settings, builder.Configuration);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            var address = builder.Configuration["urls"] ?? $"port {builder.Configuration["http_ports"]}";
            throw new UnusableConfigurationException(
                $"The service cannot listen on {address}: {ReasonOf(e)}. Stop what is using the address, or choose another one, for example --urls http://localhost:5081.");
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            throw new UnusableConfigurationException($"The service cannot listen: {e.Message} Set --urls to an address such as http://localhost:5080.");
        }

        await Console.Out.WriteLineAsync($"ClaimCheck is ready: {AddressOf(app)}/swagger");
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }

    /// <summary>The builder, with settings and logging as the service has them.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        if (string.IsNullOrEmpty(builder.Configuration["urls"]) && string.IsNullOrEmpty(builder.Configuration["http_ports"]))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        Logs.Configure(builder.Logging, builder.Environment.IsDevelopment());
        return builder;
    }

    /// <summary>The application over a database; it listens to nothing yet.</summary>
    public static WebApplication Build(WebApplicationBuilder builder, Backend backend)
    {
        var services = builder.Services;
        var limits = LimitSettings.Read(builder.Configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(backend);
        services.AddSingleton(backend.Data);
        services.AddSingleton<ApiMeters>();
        services.AddSingleton<AnswerRecorder>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<DevelopmentKey>();
        services.AddSingleton(provider => new Cursors(provider.GetRequiredService<Readiness>().CursorKey));
        services.TryAddSingleton(ChangeSettings.Read(builder.Configuration));
        services.AddSingleton<ChangeWatch>();
        services.AddSingleton<ChangeFeed>();
        services.AddHostedService<EvidenceWorker>();
        services.AddHostedService<Housekeeping>();
        services.AddSingleton(WebhookSettings.Read(builder.Configuration, builder.Environment));
        services.AddSingleton<WebhookSender>(provider => new(provider.GetRequiredService<WebhookSettings>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<WebhookDispatcher>();
        services.AddHostedService(provider => provider.GetRequiredService<WebhookDispatcher>());
        services.AddSingleton<ImportReceiver>();
        services.AddSingleton<ImportPace>();
        services.AddSingleton<ImportWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<ImportWorker>());
        services.AddSingleton(SuggestionSettings.Read(builder.Configuration));
        services.AddHostedService<SuggestionWorker>();
        services.Configure<HostOptions>(options => options.ShutdownTimeout = StopPatience);
        services.AddClaimCheckProblems(Classify);
        services.AddClaimCheckOpenApi(ClaimCheckApi.Tags);
        services.AddClaimCheckLimits(limits);
        services.AddSingleton(ServiceSettings.ReadPublic(builder.Configuration));
        ApiKeyAuthentication.Add(services);
        AddValidators(services);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limit(limits, endpoint => endpoint.ExplainRefusals());
        });

        var app = builder.Build();
        app.UseMiddleware<KeyInQuery>();
        app.UseMiddleware<RequestSpans>();
        app.UseTrustedProxies();
        app.UseMiddleware<RequestLog>();
        app.UseClaimCheckProblems();
        app.UseRouting();
        Deadline.Use(app, TimeSpan.FromSeconds(limits.DeadlineSeconds));
        var readiness = app.Services.GetRequiredService<Readiness>();
        app.Use(next => context => readiness.GuardAsync(context, next));
        app.UseAuthentication();
        app.UseKeyLimit();
        app.UseAuthorization();
        ImportPace.Use(app);
        WebhookDispatcher.Use(app);
        ReadYourWrites.Use(app);
        app.UseClaimCheckSwagger();
        app.MapClaimCheck();
        return app;
    }

    /// <summary>Brings the database up to date where that is the service's to do, and looks whether it is.</summary>
    public static async Task PrepareAsync(WebApplication app, Backend backend, ServiceSettings settings, CancellationToken cancellation)
    {
        if (backend.IsEmbedded || settings.MigrateOnStart)
        {
            await MigrateCommand.ApplyAsync(backend, cancellation);
        }

        var readiness = app.Services.GetRequiredService<Readiness>();
        var obstacle = await readiness.FindPassingObstacleAsync(cancellation);
        if (obstacle is not null)
        {
            app.Logger.LogWarning("The service starts, but cannot serve yet: {Obstacle}", obstacle);
        }

        if (!backend.IsEmbedded)
        {
            return;
        }

        var clock = app.Services.GetRequiredService<TimeProvider>();
        if (app.Environment.IsDevelopment())
        {
            await app.Services.GetRequiredService<DevelopmentKey>()
                .PrepareAsync(backend.Data, backend.SecretsDirectory!, clock, cancellation);
        }

        if (settings.LoadSample)
        {
            await backend.Data.SampleStory.LoadOnceAsync(new Authorship(null, "Sample story", Role.Admin, clock.Now()), cancellation);
        }
    }

    private static void AddValidators(IServiceCollection services)
    {
        foreach (var found in AssemblyScanner.FindValidatorsInAssembly(typeof(ServiceHost).Assembly, includeInternalTypes: true))
        {
            services.AddSingleton(found.InterfaceType, found.ValidatorType);
        }
    }

    private static ProblemType? Classify(Exception exception) => DatabaseFailure.Classify(exception) switch
    {
        DatabaseFailureKind.Unavailable => ProblemType.Unavailable,
        DatabaseFailureKind.Busy => ProblemType.Overloaded,
        DatabaseFailureKind.StorageFull => ProblemType.StorageFull,
        DatabaseFailureKind.Conflict => ProblemType.Conflict,
        DatabaseFailureKind.Defect => ProblemType.Internal,
        null => null,
    };

    // What the system said. On the way up it is wrapped, once for each family of addresses that a name stands for.
    private static string ReasonOf(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception.Message.TrimEnd('.');
    }

    private static string AddressOf(WebApplication app)
    {
        var address = new Uri(app.Urls.First().Replace("*", "localhost", StringComparison.Ordinal).Replace("+", "localhost", StringComparison.Ordinal));
        var host = address.Host is "0.0.0.0" or "[::]" or "127.0.0.1" or "[::1]" ? "localhost" : address.Host;
        return string.Create(CultureInfo.InvariantCulture, $"{address.Scheme}://{host}:{address.Port}");
    }
}
