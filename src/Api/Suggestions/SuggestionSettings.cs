using ClaimCheck.Api.Limits;
using ClaimCheck.Data;

namespace ClaimCheck.Api.Suggestions;

/// <summary>How much the service puts into the review queue by itself.</summary>
/// <param name="MostOpen"><c>Suggestions__MostOpen</c>: how many of its own suggestions wait for a review at most; 0 for none.</param>
public sealed record SuggestionSettings(int MostOpen)
{
    private const int Most = 100_000;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="UnusableConfigurationException">A setting has a value that it cannot have.</exception>
    public static SuggestionSettings Read(IConfiguration configuration) =>
        new(LimitSettings.ReadNumber(configuration, "Suggestions:MostOpen", 0, Most, otherwise: 500));
}
