using ClaimCheck.Api.Limits;
using ClaimCheck.Data;

namespace ClaimCheck.Api.Changes;

/// <summary>How far the feed of changes reaches back.</summary>
/// <param name="RetentionDays"><c>Changes__RetentionDays</c>: for how many days a cursor is good that nobody has gone on from.</param>
public sealed record ChangeSettings(int RetentionDays)
{
    private const int MostDays = 3650;

    internal TimeSpan Retention => TimeSpan.FromDays(RetentionDays);

    /// <summary>Reads the settings.</summary>
    /// <exception cref="UnusableConfigurationException">A setting has a value that it cannot have.</exception>
    public static ChangeSettings Read(IConfiguration configuration) =>
        new(LimitSettings.ReadNumber(configuration, "Changes:RetentionDays", 1, MostDays, otherwise: 30));
}
