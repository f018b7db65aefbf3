namespace ClaimCheck.Api.Limits;

/// <summary>An allowance for each key.</summary>
/// <param name="unitsPerSecond">How fast each fills.</param>
/// <param name="clock">The service's clock.</param>
internal sealed class KeyAllowances(int unitsPerSecond, TimeProvider clock) : Allowances<Guid>("key", unitsPerSecond, clock);

/// <summary>An allowance for each address from which somebody reads without a key: a tenth of a key's, since anybody may come.</summary>
/// <param name="unitsPerSecond">How fast that of a key fills.</param>
/// <param name="clock">The service's clock.</param>
internal sealed class AddressAllowances(int unitsPerSecond, TimeProvider clock)
    : Allowances<AddressBlock>("address", Math.Max(1, unitsPerSecond / Share), clock)
{
    private const int Share = 10;
}
