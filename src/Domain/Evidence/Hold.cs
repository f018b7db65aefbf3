using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Domain.Evidence;

/// <summary>Why claims add less to the floor than they seem to.</summary>
public enum HoldReason
{
    /// <summary>They lead to the same origin.</summary>
    SameOrigin = 1,

    /// <summary>A source stands on the lineages of all of them.</summary>
    SharedSource,

    /// <summary>Sources of one publisher stand on their lineages.</summary>
    SameFamily,

    /// <summary>One is probably copied from the other.</summary>
    ProbableCopy,

    /// <summary>They rest on somebody who is not named and may be anybody.</summary>
    Unnamed,

    /// <summary>They do not say where they come from.</summary>
    NotRecorded,

    /// <summary>A reviewer judged that their origins are the same.</summary>
    ReviewerSame,

    /// <summary>What they relay was taken back.</summary>
    Withdrawn,

    /// <summary>Under the strict policy: whom they name neither was there nor spoke on the record.</summary>
    NotOnRecord,
}

/// <summary>One thing that kept the floor down.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Claims">Whom it concerns; at most <see cref="MostClaims"/> of them.</param>
/// <param name="ClaimCount">How many it concerns.</param>
/// <param name="Sources">The sources concerned.</param>
/// <param name="Texts">The words concerned: descriptors, or passages that two claims share.</param>
/// <param name="Judgements">The judgements concerned.</param>
/// <param name="Explanation">The same as a sentence.</param>
public sealed record Hold(
    HoldReason Reason,
    IReadOnlyList<Guid> Claims,
    int ClaimCount,
    IReadOnlyList<SourceRef> Sources,
    IReadOnlyList<string> Texts,
    IReadOnlyList<Guid> Judgements,
    string Explanation)
{
    /// <summary>The most claims that one hold lists.</summary>
    public const int MostClaims = 100;

    /// <summary>The most holds of one reason that a side lists; of more, those that concern most claims.</summary>
    public const int MostOfOneReason = 100;

    /// <summary>No side has more of them.</summary>
    public const int Most = 10 * MostOfOneReason;
}

/// <summary>A source or claim whose withdrawal would lower a number.</summary>
/// <param name="Source">The source, taking back everything here that came from it or through it; null for a claim.</param>
/// <param name="Claim">The claim; null for a source.</param>
/// <param name="Floor">The floor that would be left; a lower bound where the floor itself is one.</param>
/// <param name="Ceiling">The ceiling that would be left.</param>
public sealed record ChokePoint(SourceRef? Source, Guid? Claim, int Floor, int Ceiling)
{
    /// <summary>The most that a side lists.</summary>
    public const int Most = 200;
}
