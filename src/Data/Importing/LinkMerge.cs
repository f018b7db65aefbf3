using ClaimCheck.Data.Links;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Data.Importing;

/// <summary>Merges links into what is stored. A living link of the same relation between the same claims is the same link.</summary>
public static class LinkMerge
{
    /// <summary>Merges a batch of links.</summary>
    /// <param name="context">Where and for whom.</param>
    /// <param name="rows">The links, in the order of the file.</param>
    /// <returns>What became of each, in the same order.</returns>
    public static async Task<IReadOnlyList<Merged<LinkOutcome, ClaimLink>>> MergeAsync(
        MergeContext context, IReadOnlyList<RowToMerge<LinkRecord>> rows)
    {
        var names = await ClaimNames.FindAsync(context, [.. rows.SelectMany(row => new[] { row.Record.From, row.Record.To })]);
        var results = new Merged<LinkOutcome, ClaimLink>[rows.Count];
        var open = new List<Candidate>();
        foreach (var (index, row) in rows.Index())
        {
            if (Propose(context, row, names, out var refused) is { } link)
            {
                open.Add(new Candidate(index, row.Record, link));
            }
            else
            {
                results[index] = refused!;
            }
        }

        while (open.Count > 0)
        {
            // Of several rows about one link each has its turn when the one before is stored.
            var turn = open.DistinctBy(candidate => candidate.Key).DistinctBy(candidate => candidate.Link.Id).ToList();
            await MergeTurnAsync(context, turn, results);
            open = open.FindAll(candidate => results[candidate.Index] is null);
        }

        return results;
    }

    /// <summary>The link that a row is about, as it would be stored; null where it is refused.</summary>
    private static ClaimLink? Propose(
        MergeContext context, RowToMerge<LinkRecord> row, ClaimNames names, out Merged<LinkOutcome, ClaimLink>? refused)
    {
        var (record, by) = (row.Record, context.By);
        var from = names.Find("from", record.From, out var unknown);
        var to = Guid.Empty;
        if (unknown is null)
        {
            to = names.Find("to", record.To, out unknown);
        }

        if (unknown is not null)
        {
            refused = Merged<LinkOutcome, ClaimLink>.Nameless(unknown);
            return null;
        }

        var proposed = ClaimLink.Propose(
            record.Kept.Id ?? context.NewId(row.Line, RecordKind.Link),
            from,
            new LinkProposal(to, record.Relation, record.Rationale, record.EvidenceUrls, record.Confidence, StatusOf(context, record), (context.Restores ? record.Method : null) ?? LinkMethod.Import),
            by);
        refused = proposed.Value is null ? Merged<LinkOutcome, ClaimLink>.Refused(proposed) : null;
        return proposed.Value is { } link && context.Restores
            ? link with
            {
                ProposedBy = record.ProposedBy ?? link.ProposedBy,
                Version = record.Kept.Version ?? 1,
                CreatedAt = record.Kept.CreatedAt ?? by.At,
                UpdatedAt = record.Kept.UpdatedAt ?? by.At,
            }
            : proposed.Value;
    }

    private static LinkStatus StatusOf(MergeContext context, LinkRecord record) => record.Status ?? context.Import.Options.LinkStatus;

    private static async Task MergeTurnAsync(MergeContext context, List<Candidate> turn, Merged<LinkOutcome, ClaimLink>[] results)
    {
        var found = await LinkRows.FindKnownAsync(context.Lane.Connection, turn.ConvertAll(candidate => candidate.Link), context.Cancellation);
        var byId = found.ToDictionary(link => link.Id);
        var byEnds = found.Where(link => link.IsLiving).ToDictionary(EndsOf);
        var fresh = new List<Candidate>();
        foreach (var candidate in turn)
        {
            if (candidate.FindKnown(byId, byEnds) is { } known)
            {
                results[candidate.Index] = EndsOf(known) == EndsOf(candidate.Link)
                    ? await CompareAsync(context, known, candidate.Record)
                    : Merged<LinkOutcome, ClaimLink>.IdTaken(known.Id);
            }
            else
            {
                fresh.Add(candidate);
            }
        }

        await AddAllAsync(context, fresh.FindAll(candidate => LinkBatch.Takes(candidate.Link.Relation)), results);
        foreach (var candidate in fresh.Where(candidate => !LinkBatch.Takes(candidate.Link.Relation)))
        {
            await AddAsync(context, candidate, results);
        }
    }

    private static (Guid From, Guid To, LinkRelation Relation) EndsOf(ClaimLink link) => (link.From, link.To, link.Relation);

    /// <summary>Those that somebody else has stored this moment are left without a result, and are found in their next turn.</summary>
    private static async Task AddAllAsync(MergeContext context, List<Candidate> fresh, Merged<LinkOutcome, ClaimLink>[] results)
    {
        if (fresh.Count == 0)
        {
            return;
        }

        var links = fresh.ConvertAll(candidate =>
        {
            var isRestored = IsRestored(context, candidate.Record);
            return new LinkBatch.NewLink(candidate.Link, isRestored, !isRestored || !context.BringsReviews);
        });
        var verdicts = await LinkBatch.AddAsync(context.Lane.Connection, links, context.By, context.Cancellation);
        foreach (var candidate in fresh)
        {
            Tell(candidate, verdicts[candidate.Link.Id], results);
        }
    }

    private static async Task AddAsync(MergeContext context, Candidate candidate, Merged<LinkOutcome, ClaimLink>[] results)
    {
        var connection = context.Lane.Connection;
        Tell(
            candidate,
            await (IsRestored(context, candidate.Record)
                ? LinkRestoration.AddAsync(connection, candidate.Link, isJudgedHere: !context.BringsReviews, context.By, context.Cancellation)
                : ClaimLinkStore.AddAsync(connection, candidate.Link, context.By, context.Cancellation)),
            results);
    }

    private static bool IsRestored(MergeContext context, LinkRecord record) => context.Restores && record.Kept.IsExported;

    private static void Tell(Candidate candidate, Verdict<LinkOutcome, ClaimLink> verdict, Merged<LinkOutcome, ClaimLink>[] results)
    {
        if (verdict.Outcome != LinkOutcome.AlreadyLinked)
        {
            results[candidate.Index] = verdict.Outcome == LinkOutcome.Accepted
                ? new(RowResult.Created, candidate.Link.Id)
                : Merged<LinkOutcome, ClaimLink>.Refused(verdict);
        }
    }

    /// <summary>All that a row can change of a link is that it is confirmed. A judgement is not taken back by a file.</summary>
    private static async Task<Merged<LinkOutcome, ClaimLink>> CompareAsync(MergeContext context, ClaimLink known, LinkRecord record)
    {
        if (context.KeepsWhatIsThere)
        {
            return new(RowResult.Skipped, known.Id);
        }

        if (known.Status != LinkStatus.Suggested || StatusOf(context, record) != LinkStatus.Confirmed)
        {
            return new(RowResult.Unchanged, known.Id);
        }

        var verdict = await ClaimLinkStore.MoveAsync(
            context.Lane.Connection,
            known.Id,
            link => link.Review(ReviewDecision.Confirmed, VersionCondition.Any, context.By.At),
            null,
            [],
            context.By,
            context.Cancellation);
        return verdict.Outcome == LinkOutcome.Accepted
            ? new(RowResult.Updated, known.Id)
            : Merged<LinkOutcome, ClaimLink>.Refused(verdict);
    }

    private sealed record Candidate(int Index, LinkRecord Record, ClaimLink Link)
    {
        /// <summary>Rows of one key are about one link. One that was brought to its end is another one than the link that lives.</summary>
        public object Key => IsAboutAnEndedOne ? Link.Id : EndsOf(Link);

        private bool IsAboutAnEndedOne => Record.Kept.Id is not null && !Link.IsLiving;

        /// <summary>The link with the row's id, else the living one that joins the same claims.</summary>
        public ClaimLink? FindKnown(
            Dictionary<Guid, ClaimLink> byId, Dictionary<(Guid From, Guid To, LinkRelation Relation), ClaimLink> byEnds) =>
            byId.GetValueOrDefault(Link.Id) ?? (IsAboutAnEndedOne ? null : byEnds.GetValueOrDefault(EndsOf(Link)));
    }
}
