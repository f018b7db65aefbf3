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
        var results = new List<Merged<LinkOutcome, ClaimLink>>(rows.Count);
        foreach (var row in rows)
        {
            results.Add(await MergeAsync(context, row, names));
        }

        return results;
    }

    private static async Task<Merged<LinkOutcome, ClaimLink>> MergeAsync(MergeContext context, RowToMerge<LinkRecord> row, ClaimNames names)
    {
        var record = row.Record;
        var from = names.Find("from", record.From, out var unknown);
        if (unknown is not null)
        {
            return Merged<LinkOutcome, ClaimLink>.Nameless(unknown);
        }

        var to = names.Find("to", record.To, out unknown);
        if (unknown is not null)
        {
            return Merged<LinkOutcome, ClaimLink>.Nameless(unknown);
        }

        var by = context.By;
        var status = record.Status ?? context.Import.Options.LinkStatus;
        var proposed = ClaimLink.Propose(
            record.Kept.Id ?? context.NewId(row.Line, RecordKind.Link),
            from,
            new LinkProposal(to, record.Relation, record.Rationale, record.EvidenceUrls, record.Confidence, status, (context.Restores ? record.Method : null) ?? LinkMethod.Import),
            by);
        if (proposed.Value is not { } link)
        {
            return Merged<LinkOutcome, ClaimLink>.Refused(proposed);
        }

        if (await FindKnownAsync(context, record, link) is { } known)
        {
            if ((known.From, known.To, known.Relation) != (link.From, link.To, link.Relation))
            {
                return Merged<LinkOutcome, ClaimLink>.IdTaken(known.Id);
            }

            return await CompareAsync(context, known, status, isSaid: record.Status is not null);
        }

        if (context.Restores)
        {
            var kept = record.Kept;
            link = link with
            {
                ProposedBy = record.ProposedBy ?? link.ProposedBy,
                Version = kept.Version ?? 1,
                CreatedAt = kept.CreatedAt ?? by.At,
                UpdatedAt = kept.UpdatedAt ?? by.At,
            };
        }

        var connection = context.Lane.Connection;
        var verdict = await (context.Restores && record.Kept.IsExported
            ? LinkRestoration.AddAsync(connection, link, isJudgedHere: !context.BringsReviews, by, context.Cancellation)
            : ClaimLinkStore.AddAsync(connection, link, by, context.Cancellation));
        if (verdict is { Outcome: LinkOutcome.AlreadyLinked, ExistingId: { } twin }
            && await ClaimLinkReader.GetAsync(connection, twin, context.Cancellation) is { } other)
        {
            // Somebody else has stored it this moment.
            return await CompareAsync(context, other, status, isSaid: record.Status is not null);
        }

        return verdict.Outcome == LinkOutcome.Accepted
            ? new(RowResult.Created, link.Id)
            : Merged<LinkOutcome, ClaimLink>.Refused(verdict);
    }

    /// <summary>The link with the row's id, else the living one that joins the same claims.</summary>
    private static async Task<ClaimLink?> FindKnownAsync(MergeContext context, LinkRecord record, ClaimLink link)
    {
        var connection = context.Lane.Connection;
        var same = record.Kept.Id is { } id ? await ClaimLinkReader.GetAsync(connection, id, context.Cancellation) : null;
        if (same is not null || (record.Kept.Id is not null && !link.IsLiving))
        {
            // One that was brought to its end is another one than the link that lives.
            return same;
        }

        return await LinkRows.FindTwinAsync(connection, link, context.Cancellation) is { } twin
            ? await ClaimLinkReader.GetAsync(connection, twin, context.Cancellation)
            : null;
    }

    /// <summary>All that a row can change of a link is that it is confirmed. A judgement is not taken back by a file.</summary>
    private static async Task<Merged<LinkOutcome, ClaimLink>> CompareAsync(MergeContext context, ClaimLink known, LinkStatus status, bool isSaid)
    {
        if (context.KeepsWhatIsThere)
        {
            return new(RowResult.Skipped, known.Id);
        }

        if (!isSaid || known.Status != LinkStatus.Suggested || status != LinkStatus.Confirmed)
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
}
