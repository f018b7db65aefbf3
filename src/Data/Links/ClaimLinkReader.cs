using ClaimCheck.Data.Claims;
using ClaimCheck.Data.Sources;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;
using Dapper;

namespace ClaimCheck.Data.Links;

/// <summary>Which links a list holds; null leaves a filter out.</summary>
/// <param name="Status">Where they stand.</param>
/// <param name="Relation">What they say.</param>
/// <param name="Method">Who or what proposed them.</param>
/// <param name="Claim">A claim at either end.</param>
public sealed record LinkFilter(
    LinkStatus? Status = null, LinkRelation? Relation = null, LinkMethod? Method = null, Guid? Claim = null);

/// <summary>The claim at the other end of a link, as much of it as a reader needs to know it again.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ExternalId">Its id in the system it came from.</param>
/// <param name="Source">Whose it is.</param>
/// <param name="Text">What it says.</param>
/// <param name="ClaimedAt">When it was said.</param>
/// <param name="Modality">How its source puts it.</param>
/// <param name="Status">Whether it stands.</param>
/// <param name="Version">Its version.</param>
public sealed record LinkedClaim(
    Guid Id, string? ExternalId, SourceRef Source, string Text, PartialDate? ClaimedAt, Modality Modality, ClaimStatus Status, int Version);

/// <summary>A judgement on a link.</summary>
/// <param name="Decision"><c>confirmed</c>, <c>rejected</c> or <c>retracted</c>.</param>
/// <param name="Note">Why.</param>
/// <param name="ReviewedBy">Who judged.</param>
/// <param name="ReviewedAt">When.</param>
/// <param name="SupersededAt">When a later judgement took its place.</param>
public sealed record LinkReview(
    LinkStatus Decision, string? Note, string ReviewedBy, DateTimeOffset ReviewedAt, DateTimeOffset? SupersededAt);

/// <summary>Reads links.</summary>
/// <param name="database">The database.</param>
/// <param name="directory">Names the sources of linked claims.</param>
public sealed class ClaimLinkReader(Database database, SourceDirectory directory)
{
    private static readonly Sql Statements = Sql.Load("claim_links");

    private static readonly string GetWithLinks = ClaimReader.GetStatement + Statements["ClaimLinksOfClaim"];

    /// <summary>The link with this id, or null.</summary>
    public async Task<ClaimLink?> GetAsync(Guid id, CancellationToken cancellation) =>
        (await database.ReadOneAsync<ClaimLinkRow>(GetCommand(id, cancellation)))?.ToLink();

    /// <summary>Links, newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="before">Only those proposed before this one.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<IReadOnlyList<ClaimLink>> ListAsync(LinkFilter filter, Guid? before, int take, CancellationToken cancellation)
    {
        var command = Filters(filter).Add("before", before).Command(Statements, "ClaimLinkList", take, cancellation);
        return (await database.ReadAsync<ClaimLinkRow>(command)).ConvertAll(row => row.ToLink());
    }

    /// <summary>
    /// A claim, taken down or not, and its living links, newest first, each with the claim at its other end; null where there is
    /// no such claim. One round trip.
    /// </summary>
    /// <param name="id">Which claim.</param>
    /// <param name="take">How many links at most.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<(FoundClaim Claim, IReadOnlyList<(ClaimLink Link, LinkedClaim Other)> Links)?> GetWithLinksAsync(
        Guid id, int take, CancellationToken cancellation)
    {
        var (claim, links) = await database.ReadTwoAsync<ClaimRow, LinkedRow>(new CommandDefinition(
            GetWithLinks, new { id, claim = id, take }, cancellationToken: cancellation));
        if (claim.Count == 0)
        {
            return null;
        }

        var sources = await directory.NamesAsync(
            ClaimRow.SourcesOf(claim).Concat(links.Select(row => row.OtherSourceId)), cancellation);
        return (ClaimRow.ToFound(claim, sources), links.ConvertAll(row => (row.ToLink(), row.ToOther(sources))));
    }

    /// <summary>The version of a link, or null.</summary>
    public ValueTask<int?> GetVersionAsync(Guid id, CancellationToken cancellation) =>
        database.ReadVersionAsync(new CommandDefinition(Statements["ClaimLinkVersion"], new { id }, cancellationToken: cancellation));

    /// <summary>The link with this id and every judgement on it, the one that stands first; null where there is none.</summary>
    public async Task<(ClaimLink Link, IReadOnlyList<LinkReview> Reviews)?> GetWithReviewsAsync(Guid id, CancellationToken cancellation)
    {
        var rows = await database.ReadAsync<ReviewedRow>(
            new CommandDefinition(Statements["ClaimLinkWithReviews"], new { id }, cancellationToken: cancellation));
        return rows.Count == 0
            ? null
            : (rows[0].ToLink(), rows.Where(row => row.Decision is not null).Select(row => row.ToReview()).ToList());
    }

    internal static async Task<ClaimLink?> GetAsync(Npgsql.NpgsqlConnection connection, Guid id, CancellationToken cancellation) =>
        (await connection.QuerySingleOrDefaultAsync<ClaimLinkRow>(GetCommand(id, cancellation)))?.ToLink();

    /// <summary>The filters of a list, by which it is exported too.</summary>
    internal static Filters Filters(LinkFilter filter) => new Filters()
        .Add("status", filter.Status is { } status ? Words<LinkStatus>.Of(status) : null)
        .Add("relation", filter.Relation is { } relation ? Words<LinkRelation>.Of(relation) : null)
        .Add("method", filter.Method is { } method ? Words<LinkMethod>.Of(method) : null)
        .Add("claim", filter.Claim);

    private static CommandDefinition GetCommand(Guid id, CancellationToken cancellation) =>
        new(Statements["ClaimLinkGet"], new { id }, cancellationToken: cancellation);

    private sealed class LinkedRow : ClaimLinkRow
    {
        public Guid OtherId { get; init; }
        public string? OtherExternalId { get; init; }
        public Guid OtherSourceId { get; init; }
        public string OtherText { get; init; } = "";
        public DateTime? OtherClaimedAt { get; init; }
        public string? OtherClaimedAtPrecision { get; init; }
        public string OtherModality { get; init; } = "";
        public string OtherStatus { get; init; } = "";
        public int OtherVersion { get; init; }

        public LinkedClaim ToOther(IReadOnlyDictionary<Guid, SourceRef> sources) => new(
            OtherId, OtherExternalId, sources[OtherSourceId], OtherText, Columns.Date(OtherClaimedAt, OtherClaimedAtPrecision),
            Words<Modality>.Parse(OtherModality), Words<ClaimStatus>.Parse(OtherStatus), OtherVersion);
    }

    private sealed class ReviewedRow : ClaimLinkRow
    {
        public string? Decision { get; init; }
        public string? Note { get; init; }
        public string ReviewedBy { get; init; } = "";
        public DateTime ReviewedAt { get; init; }
        public DateTime? SupersededAt { get; init; }

        public LinkReview ToReview() => new(Words<LinkStatus>.Parse(Decision!), Note, ReviewedBy, ReviewedAt, SupersededAt);
    }
}
