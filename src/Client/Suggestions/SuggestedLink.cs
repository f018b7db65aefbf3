namespace ClaimCheck.Client;

/// <summary>What another claim may be to the one asked about. Nothing of it is evidence before somebody accepts it.</summary>
/// <param name="Claim">The other claim.</param>
/// <param name="From">The claim the relation is said of.</param>
/// <param name="To">The claim at the other end.</param>
/// <param name="Relation">What the first may be to the second: <c>corroborates contradicts restates derived_from</c>.</param>
/// <param name="Score">How surely, from 0 to 1; comparable within one relation only.</param>
/// <param name="Reasons">Why, the strongest first.</param>
/// <param name="Link">The link that says so already and waits for a review; null where there is none.</param>
public sealed record SuggestedLink(
    LinkedClaim Claim, Guid From, Guid To, string Relation, double Score, IReadOnlyList<SuggestionReason> Reasons, Guid? Link);

/// <summary>Why something is suggested; docs/suggested-links.md explains the words.</summary>
/// <param name="Kind">What the words show, such as <c>near_verbatim</c> or <c>negation</c>.</param>
/// <param name="Here">The words of the claim asked about.</param>
/// <param name="There">The words of the other claim.</param>
public sealed record SuggestionReason(string Kind, IReadOnlyList<string> Here, IReadOnlyList<string> There);

/// <summary>A claim in short, at the other end of something.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ExternalId">Its id in your system.</param>
/// <param name="Source">Whose it is.</param>
/// <param name="Text">What it says.</param>
/// <param name="ClaimedAt">When it was said, as precisely as is known.</param>
/// <param name="Modality">How its source puts it.</param>
/// <param name="Status">Whether it stands.</param>
/// <param name="Version">Its version.</param>
public sealed record LinkedClaim(
    Guid Id, string? ExternalId, SourceRef Source, string Text, string? ClaimedAt, string Modality, string Status, int Version);

/// <summary>A link between two claims. Words of closed sets are as on the wire.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="From">The claim the relation is said of.</param>
/// <param name="To">The other claim.</param>
/// <param name="Relation">What the first is to the second.</param>
/// <param name="Status">Where it stands: <c>suggested confirmed rejected retracted</c>. Only confirmed links are evidence.</param>
/// <param name="Method">Who or what proposed it.</param>
/// <param name="Rationale">Why.</param>
/// <param name="EvidenceUrls">What supports it.</param>
/// <param name="Confidence">From 0 to 1, as its proposer gave it.</param>
/// <param name="ProposedBy">The name of the key used.</param>
/// <param name="Version">Counts from 1 with every change.</param>
/// <param name="CreatedAt">When it was proposed.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record ClaimLink(
    Guid Id,
    Guid From,
    Guid To,
    string Relation,
    string Status,
    string Method,
    string Rationale,
    IReadOnlyList<string> EvidenceUrls,
    double? Confidence,
    string ProposedBy,
    int Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

internal sealed record SuggestedLinks(IReadOnlyList<SuggestedLink> Items);

internal sealed record AcceptBody(string Relation, string? Note);

internal sealed record DismissBody(string Relation, string Reason);
