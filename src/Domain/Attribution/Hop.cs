using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Domain.Attribution;

/// <summary>How a claim came from the hop (W3C PROV-DM: wasQuotedFrom, wasDerivedFrom, hadPrimarySource).</summary>
public enum AttributionRelation
{
    /// <summary>Repeats its words.</summary>
    QuotedFrom = 1,

    /// <summary>Made from what it said.</summary>
    DerivedFrom,

    /// <summary>It is the first-hand source.</summary>
    PrimarySource,
}

/// <summary>On what terms the hop spoke.</summary>
public enum OnRecord
{
    /// <summary>Named and quotable.</summary>
    OnRecord = 1,

    /// <summary>Quotable, not named.</summary>
    Background,

    /// <summary>Not for publication.</summary>
    OffRecord,

    /// <summary>Not recorded.</summary>
    Unknown,
}

/// <summary>One step back from an outlet towards the origin: a known source, or words that describe an unnamed one.</summary>
/// <param name="Source">The known source; null for an unnamed one.</param>
/// <param name="Descriptor">How an unnamed source is described, such as <c>sources in Tehran</c>; null for a known one.</param>
/// <param name="Relation">How the claim came from it.</param>
/// <param name="OnRecord">On what terms it spoke.</param>
/// <param name="UpstreamClaim">The hop's own claim, where it is recorded here: its lineage continues this one.</param>
/// <param name="Quote">The words in which the hop is cited.</param>
public sealed record Hop(
    SourceRef? Source, string? Descriptor, AttributionRelation Relation, OnRecord OnRecord, Guid? UpstreamClaim, string? Quote)
{
    /// <summary>The slug of a known source, or the descriptor in quotation marks.</summary>
    public string Label => Source?.Slug ?? $"\"{Descriptor}\"";
}
