using System.Globalization;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Changes;
using ClaimCheck.Api.Limits;
using ClaimCheck.Api.Suggestions;
using ClaimCheck.Api.Webhooks;
using ClaimCheck.Data;
using ClaimCheck.Data.Embedded;
using Npgsql;

namespace ClaimCheck.Api.Hosting;

/// <summary>What can be set: by environment variables (<c>Embedded__Port</c>), arguments (<c>--Embedded:Port</c>) or appsettings.json.</summary>
/// <param name="ConnectionString"><c>ConnectionStrings__ClaimCheck</c>: an external server; null for the service's own.</param>
/// <param name="MigrateOnStart"><c>Database__MigrateOnStart</c>: whether an external database is brought up to date at start; the service's own always is.</param>
/// <param name="ReadFromReplicas"><c>Database__ReadFromReplicas</c>: whether reads may go to a replica, where the connection string names several hosts.</param>
/// <param name="LoadSample"><c>Sample__Load</c>: whether the sample story goes into an empty embedded database; in Development it does unless this says no.</param>
/// <param name="Embedded">The service's own server.</param>
/// <param name="Limits">How much anybody may ask for.</param>
/// <param name="Public">What may be read without a key.</param>
/// <param name="Changes">How far the feed of changes reaches back.</param>
/// <param name="Webhooks">Where webhooks may lead, and how much is sent and kept.</param>
/// <param name="Suggestions">How much the service puts into the review queue by itself.</param>
/// <param name="Collector"><c>OTEL_EXPORTER_OTLP_ENDPOINT</c>: where traces and metrics go; null for nowhere.</param>
public sealed record ServiceSettings(
    string? ConnectionString,
    bool MigrateOnStart,
    bool ReadFromReplicas,
    bool LoadSample,
    EmbeddedOptions Embedded,
    LimitSettings Limits,
    PublicReading Public,
    ChangeSettings Changes,
    WebhookSettings Webhooks,
    SuggestionSettings Suggestions,
    Uri? Collector)
{
    private const double ShareOfDatabase = 0.8;
    private const string CollectorSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Reads the settings.</summary>
    /// <exception cref="UnusableConfigurationException">A setting has a value that it cannot have.</exception>
    public static ServiceSettings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var connectionString = NotBlank(configuration.GetConnectionString("ClaimCheck"));
        CheckConnectionString(connectionString);
        var readFromReplicas = ReadFlag(configuration, "Database:ReadFromReplicas", otherwise: false);
        if (readFromReplicas && (connectionString is null || !new DatabaseOptions(connectionString).HasSeveralHosts))
        {
            throw new UnusableConfigurationException(
                "Database__ReadFromReplicas is true, but ConnectionStrings__ClaimCheck does not name several hosts. An example: Host=db1.example.org,db2.example.org;...");
        }

        return new ServiceSettings(
            connectionString,
            ReadFlag(configuration, "Database:MigrateOnStart", otherwise: false),
            readFromReplicas,
            ReadFlag(configuration, "Sample:Load", otherwise: environment.IsDevelopment()),
            new EmbeddedOptions
            {
                DataDirectory = NotBlank(configuration["Embedded:DataDirectory"]),
                BinDirectory = NotBlank(configuration["Embedded:BinDirectory"]),
                Port = ReadPort(configuration),
            },
            LimitSettings.Read(configuration),
            ReadPublic(configuration),
            ChangeSettings.Read(configuration),
            WebhookSettings.Read(configuration, environment),
            SuggestionSettings.Read(configuration),
            ReadCollector(configuration));
    }

    /// <summary>The service's database. It is given up on a good while before the deadline of a request, so that there is time to try again or to say so.</summary>
    internal DatabaseOptions DatabaseAt(string connectionString) =>
        new(connectionString, ReadFromReplicas)
        {
            Patience = TimeSpan.FromSeconds(Limits.DeadlineSeconds) * ShareOfDatabase,
            SecretKeys = Webhooks.SecretKeys,
        };

    /// <summary>Reads what may be read without a key.</summary>
    /// <exception cref="UnusableConfigurationException">The setting has a value that it cannot have.</exception>
    internal static PublicReading ReadPublic(IConfiguration configuration) =>
        new(ReadFlag(configuration, "Public:ClaimReviews", otherwise: false));

    private static string? NotBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    internal static bool ReadFlag(IConfiguration configuration, string key, bool otherwise)
    {
        var text = NotBlank(configuration[key]);
        if (text is null)
        {
            return otherwise;
        }

        return bool.TryParse(text, out var flag)
            ? flag
            : throw new UnusableConfigurationException($"{key.Replace(":", "__", StringComparison.Ordinal)} is \"{text}\": set it to true or false.");
    }

    private static int ReadPort(IConfiguration configuration)
    {
        var text = NotBlank(configuration["Embedded:Port"]);
        if (text is null)
        {
            return 0;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var port)
            ? port
            : throw new UnusableConfigurationException(
                $"Embedded__Port is \"{text}\": set it to a number from 1 to 65535, or to 0 for any free port.");
    }

    private static Uri? ReadCollector(IConfiguration configuration)
    {
        var text = NotBlank(configuration[CollectorSetting]);
        if (text is null)
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new UnusableConfigurationException(
                $"{CollectorSetting} is \"{text}\": set it to the address of an OpenTelemetry collector, for example http://localhost:4317.");
    }

    private static void CheckConnectionString(string? connectionString)
    {
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(connectionString);
            if (connectionString is not null && string.IsNullOrEmpty(builder.Host))
            {
                throw new UnusableConfigurationException(
                    "ConnectionStrings__ClaimCheck names no host. An example: Host=db.example.org;Database=claimcheck;Username=claimcheck;Password=...");
            }
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            // The message may quote the string, and with it a password.
            throw new UnusableConfigurationException(
                "ConnectionStrings__ClaimCheck is not an Npgsql connection string. An example: Host=db.example.org;Database=claimcheck;Username=claimcheck;Password=...");
        }
    }
}
