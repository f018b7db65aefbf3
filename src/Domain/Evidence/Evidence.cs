using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Domain.Evidence;

/// <summary>Which named origins count.</summary>
public enum EvidencePolicy
{
    /// <summary>All of them.</summary>
    Standard = 1,

    /// <summary>Those that are first-hand or spoke on the record.</summary>
    Strict,
}

/// <summary>What the two numbers say together.</summary>
public enum EvidenceStatus
{
    /// <summary>The floor is at least 2.</summary>
    IndependentlyCorroborated = 1,

    /// <summary>The ceiling is at least 2, the floor is not.</summary>
    IndependenceNotEstablished,

    /// <summary>The ceiling is 1.</summary>
    SingleOrigin,

    /// <summary>The ceiling is 0.</summary>
    LineageNotRecorded,
}

/// <summary>Who stands behind a claim, who denies it, and why the count is what it is.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Policy">Which named origins counted.</param>
/// <param name="Supporting">Whoever says it or speaks for it.</param>
/// <param name="Contradicting">Whoever contradicts it, counted in the same way.</param>
/// <param name="ChokePoints">Whose withdrawal would lower a number of the supporting side, the gravest first.</param>
/// <param name="Circular">Sources that cite each other in a circle, by different claims.</param>
/// <param name="OnBothSides">Claims that the links put on both sides at once: somebody should look at those links.</param>
/// <param name="JudgementsDisagree">Judgements of "different" that are overruled by others of "same".</param>
/// <param name="WasCut">Whether only the nearest <see cref="Neighbourhood.MostClaims"/> claims were looked at.</param>
/// <param name="Summary">The same in a few sentences, fit for an editor's note.</param>
public sealed record Evidence(
    KnownClaim Claim,
    EvidencePolicy Policy,
    EvidenceSide Supporting,
    EvidenceSide Contradicting,
    IReadOnlyList<ChokePoint> ChokePoints,
    IReadOnlyList<CircularCitation> Circular,
    IReadOnlyList<Guid> OnBothSides,
    IReadOnlyList<Guid> JudgementsDisagree,
    bool WasCut,
    string Summary)
{
    /// <summary>What the numbers of the supporting side say.</summary>
    public EvidenceStatus Status => Supporting.Status;

    /// <summary>Whether anybody contradicts it.</summary>
    public bool IsContested => Contradicting.Claims.Count > 0;
}

/// <summary>One side of the evidence.</summary>
/// <param name="Claims">Its active claims, the one asked about first, then by how they belong here and by id.</param>
/// <param name="Outlets">How many sources made them.</param>
/// <param name="Families">How many topmost owners those have.</param>
/// <param name="Origins">The two numbers, and what they are made of.</param>
/// <param name="Behind">The origins behind the ceiling.</param>
/// <param name="Witnesses">Claims behind the floor, no two of which share anything; where the floor rests on the ceiling alone, one that leads to an origin.</param>
/// <param name="Holds">What kept the floor down.</param>
public sealed record EvidenceSide(
    IReadOnlyList<CountedClaim> Claims,
    int Outlets,
    int Families,
    OriginCount Origins,
    IReadOnlyList<CountedOrigin> Behind,
    IReadOnlyList<Guid> Witnesses,
    IReadOnlyList<Hold> Holds)
{
    /// <summary>How many claims there are: what a counter of reports would say.</summary>
    public int Reports => Claims.Count;

    /// <summary>What its numbers say.</summary>
    public EvidenceStatus Status => OriginCount.StatusOf(Origins.Floor, Origins.Ceiling);
}

/// <summary>How many independent origins stand behind a side.</summary>
/// <param name="Floor">What an opponent must concede.</param>
/// <param name="Ceiling">The most there can be: <paramref name="Named"/>, <paramref name="Unnamed"/> and <paramref name="FirstHand"/> together.</param>
/// <param name="Named">Origins that are known sources of which nobody says that they were there.</param>
/// <param name="Unnamed">Origins that nobody names.</param>
/// <param name="FirstHand">Origins that witnessed or issued it themselves.</param>
/// <param name="NotRecorded">Claims of the side whose origin is not recorded.</param>
/// <param name="FloorIsExact">
/// False where the side is too entangled to be searched through: then the floor may be higher. Also where too many of its
/// texts are alike to tell copies pair by pair: then it may be higher or lower.
/// </param>
public sealed record OriginCount(
    int Floor, int Ceiling, int Named, int Unnamed, int FirstHand, int NotRecorded, bool FloorIsExact = true)
{
    /// <summary>What two numbers say together.</summary>
    public static EvidenceStatus StatusOf(int floor, int ceiling) => (floor, ceiling) switch
    {
        ( >= 2, _) => EvidenceStatus.IndependentlyCorroborated,
        (_, >= 2) => EvidenceStatus.IndependenceNotEstablished,
        (_, 1) => EvidenceStatus.SingleOrigin,
        _ => EvidenceStatus.LineageNotRecorded,
    };
}

/// <summary>How a claim belongs to a side.</summary>
public enum ClaimRole
{
    /// <summary>It is the claim asked about.</summary>
    Asked = 1,

    /// <summary>It contradicts one of the same assertion.</summary>
    Contradicts,

    /// <summary>The same assertion in other words.</summary>
    Restates,

    /// <summary>Another assertion that speaks for it, or one that restates such a one.</summary>
    Corroborates,
}

/// <summary>A claim of a side.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Role">How it belongs here.</param>
/// <param name="ByLink">The link by which it does; null for the claim asked about.</param>
/// <param name="IsSuggested">Whether only a link that nobody has confirmed, somewhere on the way, brings it here.</param>
/// <param name="Lineage">Through whom it came, its own source first; where a hop names an upstream claim, that one's lineage follows the hop.</param>
/// <param name="Origins">Where it leads, as indexes into <see cref="EvidenceSide.Behind"/>; empty where that is not recorded or was withdrawn.</param>
/// <param name="IsOnRecord">Whether an origin that it leads to, and that stands, spoke to somebody on the record.</param>
public sealed record CountedClaim(
    KnownClaim Claim,
    ClaimRole Role,
    Guid? ByLink,
    bool IsSuggested,
    IReadOnlyList<LineageStep> Lineage,
    IReadOnlyList<int> Origins,
    bool IsOnRecord);

/// <summary>One step of a lineage.</summary>
/// <param name="Source">The source; null for one that is not named.</param>
/// <param name="Descriptor">How one that is not named is described.</param>
/// <param name="OnRecord">On what terms it spoke; null for a claim's own source.</param>
/// <param name="Relation">How the step before it came from it; null for a claim's own source.</param>
/// <param name="Claim">The claim whose record says so.</param>
public sealed record LineageStep(
    SourceRef? Source, string? Descriptor, Attribution.OnRecord? OnRecord, Attribution.AttributionRelation? Relation, Guid Claim)
{
    /// <summary>The most steps of one claim that are written out.</summary>
    public const int Most = 100;
}

/// <summary>What stands at the end of a lineage.</summary>
public enum OriginKind
{
    /// <summary>The source itself witnessed or issued it.</summary>
    FirstHand = 1,

    /// <summary>A known source.</summary>
    Named,

    /// <summary>Somebody who is described, not named.</summary>
    Unnamed,
}

/// <summary>An origin behind the ceiling.</summary>
/// <param name="Kind">The strongest of what is said about it.</param>
/// <param name="Sources">The known sources it is; several where a reviewer judged them the same.</param>
/// <param name="Unnamed">The words by which it is described, each with the relay that cites it.</param>
/// <param name="Claims">The claims that lead to it.</param>
public sealed record CountedOrigin(
    OriginKind Kind,
    IReadOnlyList<SourceRef> Sources,
    IReadOnlyList<DescribedOrigin> Unnamed,
    IReadOnlyList<Guid> Claims);

/// <summary>An unnamed source as somebody described it.</summary>
/// <param name="Descriptor">In the words of the claim that was recorded first.</param>
/// <param name="Relay">The nearest named source that cites it.</param>
public sealed record DescribedOrigin(string Descriptor, SourceRef Relay);

/// <summary>Sources that cite each other in a circle.</summary>
/// <param name="Sources">Them, by slug.</param>
/// <param name="Claims">The claims by which they do.</param>
public sealed record CircularCitation(IReadOnlyList<SourceRef> Sources, IReadOnlyList<Guid> Claims);
