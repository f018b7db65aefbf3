namespace ClaimCheck.Client;

/// <summary>How to count. What is left out is as the service does it by default.</summary>
public sealed record EvidenceQuery
{
    /// <summary><c>standard</c>, or <c>strict</c>: a named origin counts only if it was there or spoke on the record.</summary>
    public string? Policy { get; init; }

    /// <summary>A year, month, day or instant: only what was known then.</summary>
    public string? AsOf { get; init; }

    /// <summary>Looks back in the record only this far, whatever <see cref="AsOf"/> says.</summary>
    public string? RecordedAsOf { get; init; }

    /// <summary>Whether links count that nobody has confirmed or rejected yet.</summary>
    public bool IncludeSuggested { get; init; }
}

/// <summary>Who stands behind a claim, who denies it, and why the count is what it is. Words of closed sets are as on the wire; docs/evidence.md explains them.</summary>
/// <param name="Claim">The claim asked about.</param>
/// <param name="Text">What it says.</param>
/// <param name="Policy"><c>standard</c> or <c>strict</c>.</param>
/// <param name="AsOf">Only what was known then.</param>
/// <param name="RecordedAsOf">Only what was recorded by then.</param>
/// <param name="IncludesSuggested">Whether links count that nobody has confirmed.</param>
/// <param name="Status">What the count comes to.</param>
/// <param name="Contested">Whether anybody contradicts it.</param>
/// <param name="Summary">All of it as sentences for an editor's note.</param>
/// <param name="Supporting">The claims for it.</param>
/// <param name="Contradicting">The claims against it.</param>
/// <param name="ChokePoints">Whose withdrawal would lower a number.</param>
/// <param name="Circular">Sources that cite each other in a circle.</param>
/// <param name="OnBothSides">Claims that stand on both sides.</param>
/// <param name="JudgementsDisagree">Judgements on origins that contradict each other.</param>
/// <param name="Complete">False where there is more around the claim than was looked at.</param>
public sealed record Evidence(
    Guid Claim,
    string Text,
    string Policy,
    string? AsOf,
    string? RecordedAsOf,
    bool IncludesSuggested,
    string Status,
    bool Contested,
    string Summary,
    EvidenceSide Supporting,
    EvidenceSide Contradicting,
    IReadOnlyList<ChokePoint> ChokePoints,
    IReadOnlyList<Circle> Circular,
    IReadOnlyList<Guid> OnBothSides,
    IReadOnlyList<Guid> JudgementsDisagree,
    bool Complete);

/// <summary>A source or claim whose withdrawal would lower a number.</summary>
/// <param name="Source">The source, or null.</param>
/// <param name="Claim">The claim, or null.</param>
/// <param name="Floor">The floor without it.</param>
/// <param name="Ceiling">The ceiling without it.</param>
public sealed record ChokePoint(SourceRef? Source, Guid? Claim, int Floor, int Ceiling);

/// <summary>Sources that cite each other in a circle.</summary>
/// <param name="Sources">The sources.</param>
/// <param name="Claims">The claims in which they do.</param>
public sealed record Circle(IReadOnlyList<SourceRef> Sources, IReadOnlyList<Guid> Claims);
