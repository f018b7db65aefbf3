namespace ClaimCheck.Domain.Evidence.Counting;

/// <summary>Where one claim leads.</summary>
/// <param name="Sources">Every source on its lineage, ascending, those on withdrawn parts included.</param>
/// <param name="Families">Their topmost owners, ascending.</param>
/// <param name="Ends">The origins it leads to, each once in every quality; none where that is not recorded, or where all of it was withdrawn.</param>
/// <param name="TakenBack">The origins to which ways led that were withdrawn: they count no more, but what was judged of them still holds.</param>
/// <param name="Withdrawn">The sources and upstream claims at which parts of it were withdrawn.</param>
internal sealed record Trace(int[] Sources, int[] Families, TraceEnd[] Ends, TraceEnd[] TakenBack, Withdrawal[] Withdrawn);

/// <summary>A place at which a lineage is broken off.</summary>
/// <param name="Source">The relay that took back what it said.</param>
/// <param name="Claim">The upstream claim that was retracted; -1 where the relay's withdrawal is recorded with the claim itself.</param>
internal readonly record struct Withdrawal(int Source, int Claim);

/// <summary>An origin: a known source, or words for an unnamed one behind a relay.</summary>
/// <param name="Source">The number of the source, or of the relay.</param>
/// <param name="Descriptor">The descriptor's key; null for a known source.</param>
internal readonly record struct OriginKey(int Source, string? Descriptor);

/// <summary>An origin at the end of one claim's lineage.</summary>
/// <param name="Key">Which.</param>
/// <param name="Recorder">The number of the claim that records the words for an unnamed one; -1 for a known source, which is itself wherever it is named.</param>
/// <param name="Kind">What the claim says it is.</param>
/// <param name="Descriptor">The words of the one that recorded it.</param>
/// <param name="IsOnRecord">Whether it spoke on the record or was there: what the strict policy asks for of one that is named.</param>
/// <param name="Any">What every way to it passes.</param>
/// <param name="Clean">What every way to it passes that passes nobody unnamed; null where there is no such way.</param>
internal sealed record TraceEnd(
    OriginKey Key, int Recorder, OriginKind Kind, string? Descriptor, bool IsOnRecord, Passage Any, Passage? Clean)
{
    /// <summary>Whether a claim that ends here may add to the floor.</summary>
    public bool AddsToFloor => Kind != OriginKind.Unnamed && Clean is not null;

    /// <summary>The same end, reached by either of two ways.</summary>
    public TraceEnd Or(TraceEnd other) => this with
    {
        Any = Any.Common(other.Any),
        Clean = Clean is null || other.Clean is null ? Clean ?? other.Clean : Clean.Common(other.Clean),
    };
}

/// <summary>What lies on all the ways from a claim to an origin: whoever takes one of these back takes the origin away.</summary>
/// <param name="Sources">Ascending.</param>
/// <param name="Claims">Ascending; the claim itself, and claims upstream of it.</param>
internal sealed record Passage(int[] Sources, int[] Claims)
{
    /// <summary>Whether nobody stands in the way.</summary>
    public bool IsEmpty => Sources.Length == 0 && Claims.Length == 0;

    /// <summary>What lies on the ways of both.</summary>
    public Passage Common(Passage other) => new(Both(Sources, other.Sources), Both(Claims, other.Claims));

    /// <summary>The passage that begins with these.</summary>
    public Passage After(IEnumerable<int> sources, IEnumerable<int> claims) => new(Merged(Sources, sources), Merged(Claims, claims));

    /// <summary>Whether somebody whose withdrawal is supposed stands in the way.</summary>
    public bool IsBlockedBy(Suspect suspect) =>
        Array.BinarySearch(suspect.IsSource ? Sources : Claims, suspect.Number) >= 0;

    private static int[] Both(int[] one, int[] other) => [.. one.Where(number => Array.BinarySearch(other, number) >= 0)];

    private static int[] Merged(int[] one, IEnumerable<int> other) => [.. one.Union(other).Order()];
}

/// <summary>A source or claim whose withdrawal is supposed.</summary>
/// <param name="IsSource">Whether it is a source.</param>
/// <param name="Number">Its number.</param>
internal readonly record struct Suspect(bool IsSource, int Number);
