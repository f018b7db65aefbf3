using System.Globalization;
using System.Net;
using ClaimCheck.Data;

namespace ClaimCheck.Api.Limits;

/// <summary>How much anybody may ask for.</summary>
/// <param name="UnitsPerSecond"><c>Limits__UnitsPerSecond</c>: what each key gets, in the units of <see cref="OperationCosts"/>; 0 for no limit.</param>
/// <param name="FailedLoginsPerMinute"><c>Limits__FailedLoginsPerMinute</c>: how many keys that do not work an address may try; 0 for no limit.</param>
/// <param name="Connections"><c>Limits__Connections</c>: how many connections may be open at a time.</param>
/// <param name="ConnectionsPerAddress"><c>Limits__ConnectionsPerAddress</c>: how many of them from one address, trusted proxies apart.</param>
/// <param name="DeadlineSeconds"><c>Limits__DeadlineSeconds</c>: after how long a request that is not done is answered 503.</param>
/// <param name="TrustedProxies"><c>Limits__TrustedProxies</c>: the proxies whose <c>X-Forwarded-For</c> is believed.</param>
public sealed record LimitSettings(
    int UnitsPerSecond,
    int FailedLoginsPerMinute,
    int Connections,
    int ConnectionsPerAddress,
    int DeadlineSeconds,
    IReadOnlyList<IPNetwork> TrustedProxies)
{
    private const int MostUnitsPerSecond = 1_000_000;
    private const int MostFailedLoginsPerMinute = 10_000;
    private const int MostConnections = 1_000_000;
    private const int MostDeadlineSeconds = 60;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="UnusableConfigurationException">A setting has a value that it cannot have.</exception>
    public static LimitSettings Read(IConfiguration configuration) => new(
        ReadNumber(configuration, "Limits:UnitsPerSecond", 0, MostUnitsPerSecond, otherwise: 200),
        ReadNumber(configuration, "Limits:FailedLoginsPerMinute", 0, MostFailedLoginsPerMinute, otherwise: 10),
        ReadNumber(configuration, "Limits:Connections", 1, MostConnections, otherwise: 10_000),
        ReadNumber(configuration, "Limits:ConnectionsPerAddress", 1, MostConnections, otherwise: 1_000),
        ReadNumber(configuration, "Limits:DeadlineSeconds", 1, MostDeadlineSeconds, otherwise: 3),
        ReadProxies(configuration));

    internal static int ReadNumber(IConfiguration configuration, string key, int least, int most, int otherwise)
    {
        var text = configuration[key];
        if (string.IsNullOrWhiteSpace(text))
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new UnusableConfigurationException(string.Create(
                CultureInfo.InvariantCulture,
                $"{key.Replace(":", "__", StringComparison.Ordinal)} is \"{text}\": set it to a whole number from {least} to {most}."));
    }

    private static IPNetwork[] ReadProxies(IConfiguration configuration) =>
        [.. (configuration["Limits:TrustedProxies"] ?? string.Empty)
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(ReadProxy)];

    private static IPNetwork ReadProxy(string text)
    {
        if (IPAddress.TryParse(text, out var address))
        {
            return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        }

        return IPNetwork.TryParse(text, out var network)
            ? network
            : throw new UnusableConfigurationException(
                $"Limits__TrustedProxies names \"{text}\": set it to addresses or networks with commas between them, for example 10.0.0.5,fd00:1::/64.");
    }
}
