using System.Net;
using ClaimCheck.Api.Hosting;
using ClaimCheck.Api.Limits;
using ClaimCheck.Data;

namespace ClaimCheck.Api.Webhooks;

/// <summary>Where webhooks may lead, and how much is sent and kept.</summary>
/// <param name="AllowHttp"><c>Webhooks__AllowHttp</c>: whether a receiver may do without TLS; in Development it may unless this says no.</param>
/// <param name="AllowedNetworks"><c>Webhooks__AllowedNetworks</c>: networks that are not public and may be sent to all the same; in Development this machine.</param>
/// <param name="SecretKeys"><c>Webhooks__SecretKeys</c>: the keys, 32 bytes each, under which secrets are kept: the first seals, all of them open. Without any the database has one of its own.</param>
/// <param name="InFlight"><c>Webhooks__InFlight</c>: how many messages may be on their way to one receiver at a time, over all instances.</param>
/// <param name="InFlightInAll"><c>Webhooks__InFlightInAll</c>: how many messages one instance may have on their way at a time.</param>
/// <param name="TimeoutSeconds"><c>Webhooks__TimeoutSeconds</c>: how long a receiver has to answer.</param>
/// <param name="RetentionDays"><c>Webhooks__RetentionDays</c>: how long deliveries are kept that are not to be sent any more.</param>
public sealed record WebhookSettings(
    bool AllowHttp,
    IReadOnlyList<IPNetwork> AllowedNetworks,
    IReadOnlyList<byte[]> SecretKeys,
    int InFlight,
    int InFlightInAll,
    int TimeoutSeconds,
    int RetentionDays)
{
    private const int KeyLength = 32;
    private const int MostInFlight = 64;
    private const int MostInFlightInAll = 4096;
    private const int MostTimeoutSeconds = 60;

    // The ten attempts of a message, with the longest pauses that a receiver may ask for, take nine and a half.
    private const int LeastRetentionDays = 10;
    private const int MostRetentionDays = 365;

    /// <summary>How long a receiver has to answer.</summary>
    public TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);

    /// <summary>Reads the settings.</summary>
    /// <exception cref="UnusableConfigurationException">A setting has a value that it cannot have.</exception>
    public static WebhookSettings Read(IConfiguration configuration, IHostEnvironment environment) => new(
        ServiceSettings.ReadFlag(configuration, "Webhooks:AllowHttp", otherwise: environment.IsDevelopment()),
        ReadNetworks(configuration, otherwise: environment.IsDevelopment() ? "127.0.0.0/8,::1/128" : ""),
        ReadKeys(configuration),
        LimitSettings.ReadNumber(configuration, "Webhooks:InFlight", 1, MostInFlight, otherwise: 4),
        LimitSettings.ReadNumber(configuration, "Webhooks:InFlightInAll", 1, MostInFlightInAll, otherwise: 256),
        LimitSettings.ReadNumber(configuration, "Webhooks:TimeoutSeconds", 1, MostTimeoutSeconds, otherwise: 15),
        LimitSettings.ReadNumber(configuration, "Webhooks:RetentionDays", LeastRetentionDays, MostRetentionDays, otherwise: 30));

    private static IPNetwork[] ReadNetworks(IConfiguration configuration, string otherwise) =>
        [.. Parts(configuration["Webhooks:AllowedNetworks"] ?? otherwise).Select(text => IPNetwork.TryParse(text, out var network)
            ? network
            : throw new UnusableConfigurationException(
                $"Webhooks__AllowedNetworks names \"{text}\": set it to networks with commas between them, for example 10.1.0.0/16,fd00:1::/64."))];

    /// <summary>What is wrong with a key is told without the key.</summary>
    private static byte[][] ReadKeys(IConfiguration configuration) =>
        [.. Parts(configuration["Webhooks:SecretKeys"] ?? "").Select(text =>
        {
            var key = new byte[KeyLength + 1];
            return Convert.TryFromBase64String(text, key, out var length) && length == KeyLength
                ? key[..KeyLength]
                : throw new UnusableConfigurationException(
                    "Webhooks__SecretKeys holds what is no key: set it to 32 random bytes in base64, as openssl rand -base64 32 makes them, several with commas between them.");
        })];

    private static string[] Parts(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
