namespace ClaimCheck.Data.Embedded;

/// <summary>Settings of the service's own Postgres: <c>Embedded__DataDirectory</c> and its neighbours.</summary>
public sealed record EmbeddedOptions
{
    /// <summary>Where the cluster, its passwords and its log live. Not set: <see cref="EmbeddedDataDirectory.Default()"/>.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>The folder that holds <c>initdb</c> and <c>postgres</c>. Not set: they are looked for, then unpacked.</summary>
    public string? BinDirectory { get; init; }

    /// <summary>The loopback port; 0 takes any free one.</summary>
    public int Port { get; init; }

    /// <summary>False gives up durability for speed, for throw-away data only.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>How long a fast shutdown may take before Postgres is stopped without a checkpoint.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>Where binaries are looked for; another list lets a test play a machine without Postgres.</summary>
    internal BinaryPlaces? Places { get; init; }

    internal void ThrowIfUnusable()
    {
        if (Port is < 0 or > 65535)
        {
            throw new UnusableConfigurationException(
                $"Embedded__Port is {Port}, which is not a port. Set it to a number from 1 to 65535, or to 0 for any free port.");
        }
    }
}
