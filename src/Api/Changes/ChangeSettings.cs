using ClaimCheck.Api.Limits;
using ClaimCheck.Data;

namespace ClaimCheck.Api.Changes;

/// <summary>How far the feed of changes reaches back.</summary>
/// <param name="RetentionDays"><c>Changes__RetentionDays</c>: for how many days a cursor is good that nobody has gone on from.</param>
public sealed record ChangeSettings(int RetentionDays)
{
    private const int MostDays = 3650;

    /// <summary>After how long a stream in which nothing happens says that it still stands: proxies must not take it for dead.</summary>
    internal TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>After how long a stream ends: a key that was revoked must not listen for ever.</summary>
    internal TimeSpan LongestStream { get; init; } = TimeSpan.FromMinutes(10);

    internal TimeSpan Retention => TimeSpan.FromDays(RetentionDays);

    /// <summary>Reads the settings.</summary>
    /// <exception cref="UnusableConfigurationException">A setting has a value that it cannot have.</exception>
    public static ChangeSettings Read(IConfiguration configuration) =>
        new(LimitSettings.ReadNumber(configuration, "Changes:RetentionDays", 1, MostDays, otherwise: 30));
}
