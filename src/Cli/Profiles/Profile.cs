namespace ClaimCheck.Cli;

/// <summary>Where the service is and what key to send there.</summary>
internal sealed class Profile(Uri address, string key)
{
    public Uri Address { get; } = address;

    public ClaimCheckClient Connect(ClaimCheckClientOptions options) => new(Address, key, options);

    /// <summary>The address: nothing shows the key.</summary>
    public override string ToString() => Address.ToString();

    /// <summary>Whether it is sent this key, for tests.</summary>
    internal bool HasKey(string other) => key == other;
}
