namespace ClaimCheck.Domain.Evidence;

/// <summary>A newsroom's rule about what a claim needs before it is printed as fact.</summary>
public enum SourcingPolicy
{
    /// <summary>Two independent origins.</summary>
    TwoSource = 1,

    /// <summary>An origin that is named or was there.</summary>
    NamedSource,

    /// <summary>An origin that was there or spoke on the record.</summary>
    OnRecordSource,

    /// <summary>Two independent origins, each of which was there or spoke on the record.</summary>
    TwoOnRecordSources,

    /// <summary>An origin that was there.</summary>
    FirstHandSource,

    /// <summary>Nobody who contradicts it.</summary>
    Uncontested,
}
