using ClaimCheck.Data.Audit;
using ClaimCheck.Data.Sources;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Data.Importing;

/// <summary>Merges sources into what is stored, one after the other: they are few beside what is said by them.</summary>
public static class SourceMerge
{
    /// <summary>Merges a batch of sources.</summary>
    /// <param name="context">Where and for whom.</param>
    /// <param name="rows">The sources, in the order of the file.</param>
    /// <returns>What became of each, in the same order.</returns>
    public static async Task<IReadOnlyList<Merged<SourceOutcome, Source>>> MergeAsync(
        MergeContext context, IReadOnlyList<RowToMerge<SourceRecord>> rows)
    {
        var results = new List<Merged<SourceOutcome, Source>>(rows.Count);
        var touched = new HashSet<Guid>();
        foreach (var row in rows)
        {
            results.Add(await MergeAsync(context, row, touched));
        }

        return results;
    }

    /// <summary>The source of this slug or, where there is none, a new one.</summary>
    internal static async Task<SourceRef> FindOrRecordAsync(MergeContext context, int line, string slug, SourceFacts facts)
    {
        if (await FindAsync(context, slug) is { } known && known.Slug == slug)
        {
            return known;
        }

        var source = new SourceStore.NewSource(context.NewId(line, RecordKind.Source), slug, null, 1, context.By.At, context.By.At);
        await SourceStore.InsertAsync(context.Lane.Connection, source, facts, null, context.By, context.Cancellation);
        return new SourceRef(source.Id, slug);
    }

    private static async Task<Merged<SourceOutcome, Source>> MergeAsync(MergeContext context, RowToMerge<SourceRecord> row, HashSet<Guid> touched)
    {
        var record = row.Record;
        SourceRef? parent = null;
        if (record.Facts.Parent is { } owner && (parent = await FindAsync(context, owner)) is null)
        {
            return context.MayWait
                ? Merged<SourceOutcome, Source>.Waiting
                : Merged<SourceOutcome, Source>.Refused(new(SourceOutcome.ParentMissing, Path: [owner]), record.ExternalId);
        }

        if (await FindAsync(context, record.Slug) is { } known && known.Slug == record.Slug)
        {
            return await CompareAsync(context, record, known.Id, parent, touched);
        }

        if (record.ExternalId is not null && await FindAsync(context, record.ExternalId) is { } other)
        {
            return Merged<SourceOutcome, Source>.Refused(new(SourceOutcome.ExternalIdTaken, ExistingId: other.Id), record.ExternalId);
        }

        var kept = record.Kept;
        var at = context.By.At;
        var source = new SourceStore.NewSource(
            kept.Id ?? context.NewId(row.Line, RecordKind.Source),
            record.Slug,
            record.ExternalId,
            (context.Restores ? kept.Version : null) ?? 1,
            (context.Restores ? kept.CreatedAt : null) ?? at,
            (context.Restores ? kept.UpdatedAt : null) ?? at);
        await SourceStore.InsertAsync(context.Lane.Connection, source, record.Facts, parent, context.By, context.Cancellation);
        touched.Add(source.Id);
        return new(RowResult.Created, source.Id, record.ExternalId);
    }

    private static async Task<Merged<SourceOutcome, Source>> CompareAsync(
        MergeContext context, SourceRecord record, Guid id, SourceRef? parent, HashSet<Guid> touched)
    {
        var connection = context.Lane.Connection;
        var current = (await SourceReader.GetAsync(connection, id, context.Cancellation))!;
        if ((record.ExternalId ?? current.ExternalId) != current.ExternalId)
        {
            // What a source is called elsewhere never changes: rows that name it by this externalId mean another one.
            return Merged<SourceOutcome, Source>.IdTaken(id, record.ExternalId);
        }

        if (context.KeepsWhatIsThere)
        {
            return new(RowResult.Skipped, id, record.ExternalId);
        }

        var facts = record.Facts;
        var wanted = current with
        {
            Name = facts.Name,
            Kind = facts.Kind,
            Parent = parent,
            Country = facts.Country,
            Language = facts.Language,
            Domains = facts.Domains,
            WikidataId = facts.WikidataId,
            Notes = facts.Notes,
        };
        if (Snapshot.Of(wanted) == Snapshot.Of(current))
        {
            touched.Add(id);
            return new(RowResult.Unchanged, id, record.ExternalId);
        }

        if (touched.Contains(id) || (await context.FindTouchedAsync([id], RecordKind.Source)).Count > 0)
        {
            return Merged<SourceOutcome, Source>.SaidTwice(id, record.ExternalId);
        }

        touched.Add(id);
        var (_, verdict) = await SourceStore.ChangeAsync(connection, id, current.Version, facts, parent, context.By, context.Cancellation);
        if (verdict.Outcome == SourceOutcome.ChangedMeanwhile)
        {
            // Nobody else changes it from here on: the lock on owners is held.
            touched.Remove(id);
            return await CompareAsync(context, record, id, parent, touched);
        }

        return verdict.Outcome == SourceOutcome.Accepted
            ? new(RowResult.Updated, id, record.ExternalId)
            : Merged<SourceOutcome, Source>.Refused(verdict, record.ExternalId);
    }

    private static async Task<SourceRef?> FindAsync(MergeContext context, string reference) =>
        (await SourceDirectory.FindAllAsync(context.Lane.Connection, [reference], context.Cancellation)).GetValueOrDefault(reference);
}
