using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.Evidence;

/// <summary>Everything known around one claim that its count of origins depends on.</summary>
/// <param name="Claim">The claim asked about; it is among <paramref name="Claims"/>.</param>
/// <param name="Claims">The claims of both sides, those upstream of them, and those that judgements compare them with; each once, in any order.</param>
/// <param name="Links">Links between them that count: confirmed ones, and suggested ones if asked for.</param>
/// <param name="Sources">The sources of all of them, of their hops, and the owners of those, by id.</param>
/// <param name="Judgements">Reviewers' judgements on their origins that stand.</param>
/// <param name="WasCut">Whether there is more around the claim than was fetched: then both numbers are lower bounds.</param>
public sealed record Neighbourhood(
    Guid Claim,
    IReadOnlyList<KnownClaim> Claims,
    IReadOnlyList<KnownLink> Links,
    IReadOnlyDictionary<Guid, KnownSource> Sources,
    IReadOnlyList<KnownJudgement> Judgements,
    bool WasCut = false)
{
    /// <summary>The most claims of each side that one answer is made from.</summary>
    public const int MostClaims = 10_000;
}

/// <summary>A claim as far as evidence is concerned.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ExternalId">Its id in the system it came from.</param>
/// <param name="Source">Whose it is.</param>
/// <param name="Text">What it says; empty where it was taken down.</param>
/// <param name="Said">When it was said: its own date, else its article's.</param>
/// <param name="Modality">How its source puts it.</param>
/// <param name="Basis">How its source knows.</param>
/// <param name="Status">Only an active claim counts.</param>
/// <param name="Attribution">Through whom it came, nearest first.</param>
/// <param name="WithdrawnSources">Sources among its hops that have taken back what it relays.</param>
public sealed record KnownClaim(
    Guid Id,
    string? ExternalId,
    SourceRef Source,
    string Text,
    PartialDate? Said,
    Modality Modality,
    Basis Basis,
    ClaimStatus Status,
    IReadOnlyList<Hop> Attribution,
    IReadOnlyList<Guid> WithdrawnSources);

/// <summary>A link that counts.</summary>
/// <param name="Id">Its id.</param>
/// <param name="From">The claim the relation is said of.</param>
/// <param name="To">The other claim.</param>
/// <param name="Relation">What the first is to the second.</param>
/// <param name="IsSuggested">Whether nobody has confirmed it yet.</param>
public sealed record KnownLink(Guid Id, Guid From, Guid To, LinkRelation Relation, bool IsSuggested);

/// <summary>A source as far as evidence is concerned.</summary>
/// <param name="Source">Its id and slug.</param>
/// <param name="Name">Its name, for sentences.</param>
/// <param name="Family">The id of its topmost owner: its own where it has none.</param>
public sealed record KnownSource(SourceRef Source, string Name, Guid Family);

/// <summary>An unnamed source: the same words behind the same named relay are taken to mean the same people.</summary>
/// <param name="DescriptorKey">From <see cref="Descriptor.KeyOf"/>.</param>
/// <param name="Relay">The nearest named source that cites it.</param>
public readonly record struct UnnamedOrigin(string DescriptorKey, Guid Relay);

/// <summary>A judgement that stands: on the origins of two claims, or on two unnamed sources.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Verdict">What was judged.</param>
/// <param name="Claims">The two claims; null where unnamed sources were judged.</param>
/// <param name="Unnamed">The two unnamed sources; null where claims were judged.</param>
public sealed record KnownJudgement(
    Guid Id, OriginVerdict Verdict, (Guid A, Guid B)? Claims, (UnnamedOrigin A, UnnamedOrigin B)? Unnamed);
