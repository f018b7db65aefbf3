namespace ClaimCheck.Domain.Evidence.Copying;

/// <summary>What shows that one text was probably copied from another. The strongest one is named, in this order.</summary>
public enum CopySign
{
    /// <summary>Most of the shorter one's wording stands in the other, in the same order.</summary>
    NearVerbatim = 1,

    /// <summary>They share a long passage of words that two writers would hardly choose alike.</summary>
    RareWording,

    /// <summary>They state the same precise number of the same thing in partly the same words.</summary>
    SharedNumber,
}

/// <summary>One claim that is probably copied from another.</summary>
/// <param name="Copy">The one said later; where the order is not known, the one with the larger id.</param>
/// <param name="Original">The other one.</param>
/// <param name="OrderKnown">Whether the dates tell which was said later. If not, one of the two is still probably a copy.</param>
/// <param name="Sign">What shows it.</param>
/// <param name="Containment">How much of the shorter wording stands in the other one, from 0 to 1.</param>
/// <param name="Shared">
/// What a reader is shown: the passages, or the numbers in their surroundings, that both have, longest first; at most
/// <see cref="MaxShared"/>, each of at most <see cref="MaxSharedLength"/> characters, as the original writes them.
/// </param>
public sealed record ProbableCopy(
    Guid Copy, Guid Original, bool OrderKnown, CopySign Sign, double Containment, IReadOnlyList<string> Shared)
{
    /// <summary>The most passages shown.</summary>
    public const int MaxShared = 3;

    /// <summary>The most characters of one passage.</summary>
    public const int MaxSharedLength = 200;
}
