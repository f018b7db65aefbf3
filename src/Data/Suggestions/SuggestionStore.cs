using ClaimCheck.Data.Claims;
using ClaimCheck.Data.Idempotency;
using ClaimCheck.Data.Links;
using ClaimCheck.Data.Telemetry;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Suggestions;
using ClaimCheck.Domain.Values;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Suggestions;

/// <summary>
/// Makes links of suggestions: confirmed where an editor accepts one, rejected where he dismisses it. A dismissed suggestion is a
/// rejected link like any other, with its history, and therefore never asked again.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="reader">Says what is suggested.</param>
/// <param name="meters">Counts what was committed.</param>
public sealed class SuggestionStore(Database database, SuggestionReader reader, DataMeters meters)
{
    private static readonly Sql Statements = Sql.Load("suggestions");

    /// <summary>Records an editor's judgement on what is suggested.</summary>
    /// <param name="id">The claim asked about.</param>
    /// <param name="other">The other one.</param>
    /// <param name="relation">What is suggested.</param>
    /// <param name="decision">Whether it is accepted.</param>
    /// <param name="note">Why.</param>
    /// <param name="by">Who judges.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <param name="receipt">Keeps the answer with what is written.</param>
    public async Task<Verdict<LinkOutcome, ClaimLink>> JudgeAsync(
        Guid id,
        Guid other,
        LinkRelation relation,
        ReviewDecision decision,
        string? note,
        Authorship by,
        CancellationToken cancellation,
        Receipt<Verdict<LinkOutcome, ClaimLink>>? receipt = null)
    {
        if (id == other)
        {
            return new(LinkOutcome.SelfLink);
        }

        var suggestion = await reader.FindAsync(id, other, relation, cancellation);
        var judged = await database.WriteAsync<Verdict<LinkOutcome, ClaimLink>>(
            async (connection, token) =>
            {
                var verdict = await JudgeAsync(connection, id, other, relation, suggestion, decision, note, by, token);
                return (verdict.Outcome == LinkOutcome.Accepted, verdict);
            },
            receipt,
            cancellation);
        if (judged is { Outcome: LinkOutcome.Accepted, Value: { } link })
        {
            meters.LinkReviewed(link.Status);
        }

        return judged;
    }

    private static async Task<Verdict<LinkOutcome, ClaimLink>> JudgeAsync(
        NpgsqlConnection connection,
        Guid id,
        Guid other,
        LinkRelation relation,
        Suggestion? suggestion,
        ReviewDecision decision,
        string? note,
        Authorship by,
        CancellationToken token)
    {
        if (await FindJudgedAsync(connection, id, other, relation, token) is { } known)
        {
            // It waits in the queue: then it is this link that is judged. One that was judged before stays as it is.
            return known.Status == LinkStatus.Suggested
                ? await ClaimLinkStore.MoveAsync(
                    connection, known.Id, link => link.Status == LinkStatus.Suggested ? link.Review(decision, VersionCondition.Any, by.At) : new(LinkOutcome.AlreadyDecided, link),
                    note, [], by, token)
                : new(LinkOutcome.AlreadyDecided, known);
        }

        if (suggestion is null)
        {
            return await ClaimReader.FindAllAsync(connection, [id, other], token) is { Count: 2 } claims && claims.All(claim => claim.TakenDownAt is null)
                ? new(LinkOutcome.NotSuggested)
                : await LinkRules.FindObstacleAsync(connection, Link(new Suggestion(id, other, relation, 0, []), LinkStatus.Suggested, by), token) ?? new(LinkOutcome.NotSuggested);
        }

        // Proposed first, like what waits in the queue, so that the review and its note are on record whichever way it goes.
        var added = await ClaimLinkStore.AddAsync(connection, Link(suggestion, LinkStatus.Suggested, by), by, token);
        return added is not { Outcome: LinkOutcome.Accepted, Value: { } link }
            ? added
            : await ClaimLinkStore.MoveAsync(connection, link.Id, proposed => proposed.Review(decision, VersionCondition.Any, by.At), note, [], by, token);
    }

    /// <summary>The link that a suggestion would be.</summary>
    internal static ClaimLink Link(Suggestion suggestion, LinkStatus status, Authorship by) => ClaimLink.Propose(
        NewId.At(by.At), suggestion.From,
        new LinkProposal(suggestion.To, suggestion.Relation, suggestion.Explain(), [], suggestion.Score, status, LinkMethod.TextSimilarity), by).Value!;

    // The link of this relation between the two that waits or was confirmed, or else the last one that was judged.
    private static async Task<ClaimLink?> FindJudgedAsync(
        NpgsqlConnection connection, Guid id, Guid other, LinkRelation relation, CancellationToken token) =>
        (await connection.QueryAsync<ClaimLinkRow>(new CommandDefinition(
            Statements["SuggestionLinks"], new { id, others = new[] { other } }, cancellationToken: token)))
        .Select(row => row.ToLink())
        .Where(link => link.Relation == relation)
        .OrderByDescending(link => link.IsLiving)
        .ThenByDescending(link => link.Id)
        .FirstOrDefault();
}
