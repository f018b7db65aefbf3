using ClaimCheck.Data.Audit;
using ClaimCheck.Data.Changes;
using ClaimCheck.Data.Links;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Links;

namespace ClaimCheck.Data.Suggestions;

/// <summary>
/// Fills the review queue: of every claim that is recorded or corrected, the best suggestions become links that wait for an editor. It
/// follows the feed of changes, so that each claim is looked at once, on whichever instance, and what was judged is not proposed again.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="reader">Says what is suggested.</param>
public sealed class QueuedSuggestions(Database database, SuggestionReader reader)
{
    /// <summary>The name under which links are proposed.</summary>
    public const string Proposer = "Suggested links";

    /// <summary>The most that are proposed of one claim at a time.</summary>
    public const int MostOfClaim = 3;

    // How good a suggestion has to be while the queue is empty, and how much better when it is nearly full.
    private const double LeastScore = 0.7;
    private const double Rise = 0.2;

    // Where there is no room, changes are only passed by.
    private const int MostPassedBy = 1000;

    private readonly ChangeFollower follower = new(database, "suggestions");

    /// <summary>Looks at the next changes, if there are any and nobody else is at it.</summary>
    /// <param name="most">How many at once.</param>
    /// <param name="mostOpen">How many of the service's own suggestions may wait for a review.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> FillAsync(int most, int mostOpen, DateTimeOffset at, CancellationToken cancellation)
    {
        var waiting = await database.ReadFreshAsync((connection, token) => SuggestionReader.CountWaitingAsync(connection, mostOpen, token), cancellation);
        var take = waiting < mostOpen ? most : MostPassedBy;
        var by = new Authorship(null, Proposer, Role.Contributor, at);
        return await follower.TakeSlowlyAsync(
            take,
            async (connection, changes, token) =>
            {
                var room = mostOpen - await SuggestionReader.CountWaitingAsync(connection, mostOpen, token);
                var claims = changes
                    .Where(change => change.Entity == AuditedEntity.Claim && change.Action is "created" or "changed")
                    .Select(change => change.EntityId)
                    .Distinct()
                    .ToList();
                if (room <= 0 || waiting >= mostOpen)
                {
                    return;
                }

                // Everything is read before anything is written: what is written holds up the feed until it is committed.
                var least = LeastScore + (Rise * (mostOpen - room) / mostOpen);
                var found = new List<FoundSuggestion>();
                foreach (var claim in claims)
                {
                    found.AddRange(((await reader.FindAsync(claim, null, SuggestionReader.MostCandidates, token))?.Found ?? [])
                        .Where(each => each.Waiting is null && each.Suggestion.Relation != LinkRelation.Corroborates && each.Suggestion.Score >= least)
                        .Take(MostOfClaim));
                }

                // Whatever stands in the way of one, a twin or a circle, there is simply no link.
                foreach (var each in found.OrderByDescending(each => each.Suggestion.Score).Take(room))
                {
                    await ClaimLinkStore.AddAsync(connection, SuggestionStore.Link(each.Suggestion, LinkStatus.Suggested, by), by, token);
                }
            },
            cancellation) == take;
    }
}
