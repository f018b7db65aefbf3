using System.Globalization;
using System.Text.Json;
using ClaimCheck.Data.Audit;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Links;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Links;

/// <summary>Writes the rows of links, of judgements on them and of their history, in the transaction of whoever has decided on them.</summary>
internal static class LinkRows
{
    private static readonly Sql Statements = Sql.Load("claim_links");

    /// <summary>Writes a link; null where a living one joins the same claims in the same relation.</summary>
    public static async Task<Guid?> InsertAsync(NpgsqlConnection connection, ClaimLink link, CancellationToken token) =>
        await connection.ExecuteScalarAsync<Guid?>(new CommandDefinition(
            Statements["ClaimLinkInsert"],
            new
            {
                link.Id,
                link.From,
                link.To,
                Relation = Words<LinkRelation>.Of(link.Relation),
                Status = Words<LinkStatus>.Of(link.Status),
                Method = Words<LinkMethod>.Of(link.Method),
                link.Rationale,
                EvidenceUrls = link.EvidenceUrls.ToArray(),
                link.Confidence,
                link.ProposedBy,
                link.Version,
                link.CreatedAt,
                link.UpdatedAt,
            },
            cancellationToken: token));

    /// <summary>Writes new links that nobody has judged before.</summary>
    /// <returns>The ids of those that were written: of the others a living one joins the same claims in the same relation.</returns>
    public static async Task<HashSet<Guid>> InsertAllAsync(
        NpgsqlConnection connection, IReadOnlyCollection<ClaimLink> links, CancellationToken token) =>
        [.. await connection.QueryAsync<Guid>(new CommandDefinition(
            Statements["ClaimLinksInsert"],
            new
            {
                Ids = links.Select(link => link.Id).ToArray(),
                Froms = links.Select(link => link.From).ToArray(),
                Tos = links.Select(link => link.To).ToArray(),
                Relations = links.Select(link => Words<LinkRelation>.Of(link.Relation)).ToArray(),
                Statuses = links.Select(link => Words<LinkStatus>.Of(link.Status)).ToArray(),
                Methods = links.Select(link => Words<LinkMethod>.Of(link.Method)).ToArray(),
                Rationales = links.Select(link => link.Rationale).ToArray(),
                EvidenceUrls = links.Select(link => JsonSerializer.Serialize(link.EvidenceUrls)).ToArray(),
                Confidences = links.Select(link => link.Confidence).ToArray(),
                Proposers = links.Select(link => link.ProposedBy).ToArray(),
                Versions = links.Select(link => link.Version).ToArray(),
                Created = links.Select(link => link.CreatedAt.UtcDateTime).ToArray(),
                Updated = links.Select(link => link.UpdatedAt.UtcDateTime).ToArray(),
            },
            cancellationToken: token))];

    /// <summary>The links with these ids, and the living ones that join the same claims in the same relation as one of these links.</summary>
    public static async Task<IReadOnlyList<ClaimLink>> FindKnownAsync(
        NpgsqlConnection connection, IReadOnlyCollection<ClaimLink> links, CancellationToken token) =>
        [.. (await connection.QueryAsync<ClaimLinkRow>(new CommandDefinition(
            Statements["ClaimLinksKnown"],
            new
            {
                Ids = links.Select(link => link.Id).ToArray(),
                Froms = links.Select(link => link.From).ToArray(),
                Tos = links.Select(link => link.To).ToArray(),
                Relations = links.Select(link => Words<LinkRelation>.Of(link.Relation)).ToArray(),
            },
            cancellationToken: token))).Select(row => row.ToLink())];

    /// <summary>Writes judgements. They move no link, and retire none.</summary>
    public static Task InsertReviewsAsync(NpgsqlConnection connection, IReadOnlyCollection<StoredReview> reviews, CancellationToken token) =>
        connection.ExecuteAsync(new CommandDefinition(
            Statements["LinkReviewsInsert"],
            new
            {
                Ids = reviews.Select(review => review.Id).ToArray(),
                Links = reviews.Select(review => review.Link).ToArray(),
                Decisions = reviews.Select(review => Words<LinkStatus>.Of(review.Review.Decision)).ToArray(),
                Notes = reviews.Select(review => review.Review.Note).ToArray(),
                Reviewers = reviews.Select(review => review.Review.ReviewedBy).ToArray(),
                Times = reviews.Select(review => review.Review.ReviewedAt.UtcDateTime).ToArray(),

                // As text: what an array of times that may be missing is, cannot be told from its first element.
                Superseded = reviews.Select(review => review.Review.SupersededAt?.ToString("O", CultureInfo.InvariantCulture)).ToArray(),
            },
            cancellationToken: token));

    /// <summary>Writes where a link stands now.</summary>
    public static Task SetStatusAsync(NpgsqlConnection connection, ClaimLink link, CancellationToken token) =>
        connection.ExecuteAsync(new CommandDefinition(
            Statements["ClaimLinkSetStatus"],
            new { link.Id, Status = Words<LinkStatus>.Of(link.Status), link.Version, link.UpdatedAt },
            cancellationToken: token));

    /// <summary>The living link that joins the same claims in the same relation, or null.</summary>
    public static Task<Guid?> FindTwinAsync(NpgsqlConnection connection, ClaimLink link, CancellationToken token) =>
        connection.ExecuteScalarAsync<Guid?>(new CommandDefinition(
            Statements["ClaimLinkTwin"],
            new { link.From, link.To, Relation = Words<LinkRelation>.Of(link.Relation) },
            cancellationToken: token));

    /// <summary>Writes the judgement that moved a link where it is, and retires the one before.</summary>
    public static async Task RecordReviewAsync(
        NpgsqlConnection connection, ClaimLink link, string? note, Authorship by, CancellationToken token)
    {
        await connection.ExecuteAsync(new CommandDefinition(
            Statements["LinkReviewRetire"], new { LinkId = link.Id, by.At }, cancellationToken: token));
        await connection.ExecuteAsync(new CommandDefinition(
            Statements["LinkReviewInsert"],
            new { Id = NewId.At(by.At), LinkId = link.Id, Decision = Words<LinkStatus>.Of(link.Status), note, by.Actor, by.At },
            cancellationToken: token));
    }

    /// <summary>Writes what was done to a link into its history.</summary>
    public static Task RecordAsync(
        NpgsqlConnection connection, ClaimLink link, string action, string? reason, Authorship by, CancellationToken token) =>
        AuditLog.AppendAsync(
            connection, new AuditLog.Change(AuditedEntity.Link, link.Id, link.Version, action, Snapshot.Of(link), reason), by, token);
}
