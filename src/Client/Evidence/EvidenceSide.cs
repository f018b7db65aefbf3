namespace ClaimCheck.Client;

/// <summary>The claims for or against, and what stands behind them.</summary>
/// <param name="Reports">How many claims.</param>
/// <param name="Outlets">How many sources made them.</param>
/// <param name="Families">How many owners these have.</param>
/// <param name="Origins">How many independent origins.</param>
/// <param name="Status">What that comes to.</param>
/// <param name="Claims">The claims with their lineages.</param>
/// <param name="OriginsBehindCeiling">Every origin that was recorded.</param>
/// <param name="ClaimsBehindFloor">Claims no two of which share anything.</param>
/// <param name="KeptFloorDown">Everything that kept the floor down.</param>
public sealed record EvidenceSide(
    int Reports,
    int Outlets,
    int Families,
    OriginCount Origins,
    string Status,
    IReadOnlyList<SideClaim> Claims,
    IReadOnlyList<Origin> OriginsBehindCeiling,
    IReadOnlyList<Guid> ClaimsBehindFloor,
    IReadOnlyList<Hold> KeptFloorDown);

/// <summary>How many independent origins there are.</summary>
/// <param name="Floor">What an opponent must concede.</param>
/// <param name="Ceiling">The most there can be.</param>
/// <param name="Named">Known sources of which it is not recorded that they were there.</param>
/// <param name="Unnamed">Origins that nobody names.</param>
/// <param name="FirstHand">Origins that witnessed or issued it themselves.</param>
/// <param name="NotRecorded">Claims that do not say where they come from.</param>
/// <param name="FloorIsExact">False where the floor may be another, because the side is too large to be searched through.</param>
public sealed record OriginCount(int Floor, int Ceiling, int Named, int Unnamed, int FirstHand, int NotRecorded, bool FloorIsExact);

/// <summary>A claim of a side.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ExternalId">Its id in your system.</param>
/// <param name="Source">Whose it is.</param>
/// <param name="Text">What it says.</param>
/// <param name="SaidAt">When, as precisely as is known.</param>
/// <param name="Modality">How its source puts it.</param>
/// <param name="Role">How it belongs here: <c>asked contradicts restates corroborates</c>.</param>
/// <param name="Link">The link by which it does; null for the claim asked about.</param>
/// <param name="Suggested">Whether only links that nobody has confirmed bring it here.</param>
/// <param name="Lineage">Through whom it came, its own source first.</param>
/// <param name="Origins">Where it leads: places in <see cref="EvidenceSide.OriginsBehindCeiling"/>, counted from 0.</param>
public sealed record SideClaim(
    Guid Id,
    string? ExternalId,
    SourceRef Source,
    string Text,
    string? SaidAt,
    string Modality,
    string Role,
    Guid? Link,
    bool Suggested,
    IReadOnlyList<LineageStep> Lineage,
    IReadOnlyList<int> Origins);

/// <summary>One step of a lineage.</summary>
/// <param name="Source">The source; null for one that is not named.</param>
/// <param name="Descriptor">How one that is not named is described.</param>
/// <param name="OnRecord">On what terms it spoke; null for a claim's own source.</param>
/// <param name="Relation">How the step before came from it; null for a claim's own source.</param>
/// <param name="Claim">The claim whose record says so.</param>
public sealed record LineageStep(SourceRef? Source, string? Descriptor, string? OnRecord, string? Relation, Guid Claim);

/// <summary>An origin.</summary>
/// <param name="Kind"><c>first_hand named unnamed</c>.</param>
/// <param name="Sources">The sources that it is; several where a reviewer found them to be the same.</param>
/// <param name="Unnamed">What is said of it where it is not named.</param>
/// <param name="Claims">The claims that lead to it.</param>
public sealed record Origin(string Kind, IReadOnlyList<SourceRef> Sources, IReadOnlyList<DescribedOrigin> Unnamed, IReadOnlyList<Guid> Claims);

/// <summary>An origin that is not named.</summary>
/// <param name="Descriptor">How it is described.</param>
/// <param name="Relay">By whom.</param>
public sealed record DescribedOrigin(string Descriptor, SourceRef Relay);

/// <summary>Something that kept the floor down.</summary>
/// <param name="Reason">What it is, in a word.</param>
/// <param name="Claims">The claims concerned, or the first of them.</param>
/// <param name="ClaimCount">How many they are.</param>
/// <param name="Sources">The sources concerned.</param>
/// <param name="Texts">The words concerned.</param>
/// <param name="Judgements">The judgements concerned.</param>
/// <param name="Explanation">All of that in a sentence.</param>
public sealed record Hold(
    string Reason,
    IReadOnlyList<Guid> Claims,
    int ClaimCount,
    IReadOnlyList<SourceRef> Sources,
    IReadOnlyList<string> Texts,
    IReadOnlyList<Guid> Judgements,
    string Explanation);
