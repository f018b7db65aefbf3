using ClaimCheck.Data.Audit;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Links;
using Npgsql;

namespace ClaimCheck.Data.Links;

/// <summary>Writes many new links at once, on the connection, and in the transaction, of whoever brings them.</summary>
internal static class LinkBatch
{
    /// <summary>
    /// Whether links of this relation can be written together: not those that may close a circle with one another, or take the place
    /// of a claim.
    /// </summary>
    public static bool Takes(LinkRelation relation) => relation switch
    {
        LinkRelation.Supersedes or LinkRelation.DerivedFrom => false,
        LinkRelation.Corroborates or LinkRelation.Contradicts or LinkRelation.Restates or LinkRelation.Qualifies or LinkRelation.Context => true,
    };

    /// <summary>Writes links, each with its history, and with a judgement where it is to be judged by whoever brings it.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="links">The links. No two have the same id, or join the same claims in the same relation.</param>
    /// <param name="by">Who brings them.</param>
    /// <param name="token">Stops waiting for the database.</param>
    /// <returns>
    /// Of each link, by its id, what <see cref="ClaimLinkStore.AddAsync(NpgsqlConnection, ClaimLink, Authorship, CancellationToken)"/>
    /// says of one; that of <see cref="LinkOutcome.AlreadyLinked"/> does not name the other link.
    /// </returns>
    public static async Task<IReadOnlyDictionary<Guid, Verdict<LinkOutcome, ClaimLink>>> AddAsync(
        NpgsqlConnection connection, IReadOnlyCollection<NewLink> links, Authorship by, CancellationToken token)
    {
        var verdicts = await LinkRules.FindObstaclesAsync(connection, [.. links.Select(one => (one.Link, one.IsRestored))], token);
        var free = links.Where(one => !verdicts.ContainsKey(one.Link.Id)).ToList();
        if (free.Count == 0)
        {
            return verdicts;
        }

        var written = await LinkRows.InsertAllAsync(connection, free.ConvertAll(one => one.Link), token);
        foreach (var link in free.Select(one => one.Link))
        {
            verdicts[link.Id] = written.Contains(link.Id) ? new(LinkOutcome.Accepted, link) : new(LinkOutcome.AlreadyLinked);
        }

        free.RemoveAll(one => !written.Contains(one.Link.Id));
        var judged = free.FindAll(one => one.IsJudgedHere && one.Link.Status != LinkStatus.Suggested);
        if (judged.Count > 0)
        {
            await LinkRows.InsertReviewsAsync(
                connection,
                judged.ConvertAll(one => new StoredReview(
                    NewId.At(by.At), one.Link.Id, new LinkReview(one.Link.Status, null, by.Actor, by.At, null))),
                token);
        }

        if (free.Count > 0)
        {
            await AuditLog.AppendAllAsync(
                connection,
                free.ConvertAll(one => new AuditLog.Change(AuditedEntity.Link, one.Link.Id, one.Link.Version, "proposed", Snapshot.Of(one.Link), null)),
                by,
                token);
        }

        return verdicts;
    }

    /// <summary>A link that is to be written.</summary>
    /// <param name="Link">The link.</param>
    /// <param name="IsRestored">Whether it was there before: then its claims may have been retracted since.</param>
    /// <param name="IsJudgedHere">Whether whoever brings it answers for where it stands.</param>
    internal sealed record NewLink(ClaimLink Link, bool IsRestored, bool IsJudgedHere);
}
