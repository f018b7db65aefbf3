using ClaimCheck.Data.OriginJudgements;
using ClaimCheck.Data.Sources;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Data.Importing;

/// <summary>
/// Merges judgements on origins into what is stored. One that says the same of two origins as the judgement that stands is that one;
/// one that says something else takes its place.
/// </summary>
public static class OriginJudgementMerge
{
    /// <summary>Merges a batch of judgements.</summary>
    /// <param name="context">Where and for whom.</param>
    /// <param name="rows">The judgements, in the order of the file.</param>
    /// <returns>What became of each, in the same order.</returns>
    public static async Task<IReadOnlyList<Merged<OriginOutcome, OriginJudgement>>> MergeAsync(
        MergeContext context, IReadOnlyList<RowToMerge<OriginJudgementRecord>> rows)
    {
        var sides = rows.SelectMany(row => new[] { row.Record.A, row.Record.B }).ToList();
        var claims = await ClaimNames.FindAsync(context, [.. sides.Select(side => side.Claim).OfType<ClaimReference>()]);
        var relays = await SourceDirectory.FindAllAsync(
            context.Lane.Connection, [.. sides.Select(side => side.Relay).OfType<string>()], context.Cancellation);
        var results = new List<Merged<OriginOutcome, OriginJudgement>>(rows.Count);
        var touched = new HashSet<Guid>();
        foreach (var row in rows)
        {
            var (record, refused) = (row.Record, (Merged<OriginOutcome, OriginJudgement>?)null);
            var one = Resolve(record.A, 0, claims, relays, ref refused);
            var other = Resolve(record.B, 1, claims, relays, ref refused);
            results.Add(refused ?? await MergeAsync(context, row, one!, other!, touched));
        }

        return results;
    }

    /// <summary>The origin that is meant; where it cannot be found, why, unless something is said already.</summary>
    private static JudgedOrigin? Resolve(
        OriginReference side,
        int index,
        ClaimNames claims,
        IReadOnlyDictionary<string, SourceRef> relays,
        ref Merged<OriginOutcome, OriginJudgement>? refused)
    {
        if (side.Claim is { } reference)
        {
            var claim = claims.Find(index == 0 ? "a.claim" : "b.claim", reference, out var unknown);
            refused ??= unknown is null ? null : Merged<OriginOutcome, OriginJudgement>.Nameless(unknown);
            return JudgedOrigin.Of(claim);
        }

        if (relays.TryGetValue(side.Relay!, out var relay))
        {
            return JudgedOrigin.Of(new UnnamedSource(side.Descriptor!, relay));
        }

        refused ??= Merged<OriginOutcome, OriginJudgement>.Refused(new(OriginOutcome.RelayMissing, Path: [side.Relay!], Index: index));
        return null;
    }

    private static bool IsSame(OriginJudgement one, OriginJudgement other) =>
        (one.A, one.B, one.Verdict, one.Rationale) == (other.A, other.B, other.Verdict, other.Rationale);

    private static async Task<Merged<OriginOutcome, OriginJudgement>> RestoreAsync(
        MergeContext context, OriginJudgementRecord record, OriginJudgement proposed, Guid[] claims)
    {
        var judgement = proposed with
        {
            JudgedBy = record.JudgedBy ?? proposed.JudgedBy,
            JudgedAt = record.Kept.CreatedAt ?? proposed.JudgedAt,
            SupersededAt = record.SupersededAt,
            Version = record.Kept.Version ?? 1,
        };
        var verdict = await OriginJudgementStore.RestoreAsync(context.Lane.Connection, judgement, claims, context.By, context.Cancellation);
        return verdict.Outcome == OriginOutcome.Accepted
            ? new(RowResult.Created, judgement.Id)
            : Merged<OriginOutcome, OriginJudgement>.Refused(verdict);
    }

    private static async Task<Merged<OriginOutcome, OriginJudgement>> MergeAsync(
        MergeContext context, RowToMerge<OriginJudgementRecord> row, JudgedOrigin one, JudgedOrigin other, HashSet<Guid> touched)
    {
        var (record, connection) = (row.Record, context.Lane.Connection);
        var proposed = OriginJudgement.Propose(
            record.Kept.Id ?? context.NewId(row.Line, RecordKind.OriginJudgement), one, other, record.Verdict, record.Rationale, context.By);
        if (proposed.Value is not { } judgement)
        {
            return Merged<OriginOutcome, OriginJudgement>.Refused(proposed);
        }

        if (record.Kept.Id is not null && await OriginJudgementStore.FindAsync(connection, judgement, context.Cancellation) is { } known)
        {
            return Merged<OriginOutcome, OriginJudgement>.Compared(context, known.Id, IsSame(known, judgement));
        }

        Guid[] claims = [.. new[] { one.Claim, other.Claim }.OfType<Guid>()];
        return context.Restores && record.Kept.IsExported
            ? await RestoreAsync(context, record, judgement, claims)
            : await JudgeAsync(context, judgement, claims, touched);
    }

    private static async Task<Merged<OriginOutcome, OriginJudgement>> JudgeAsync(
        MergeContext context, OriginJudgement judgement, Guid[] claims, HashSet<Guid> touched)
    {
        var connection = context.Lane.Connection;
        if (await OriginJudgementStore.HoldAsync(connection, judgement, claims, context.Cancellation) is { } obstacle)
        {
            return Merged<OriginOutcome, OriginJudgement>.Refused(obstacle);
        }

        var standing = await OriginJudgementStore.FindStandingAsync(connection, judgement, context.Cancellation);
        if (standing is not null && (context.KeepsWhatIsThere || (standing.Verdict, standing.Rationale) == (judgement.Verdict, judgement.Rationale)))
        {
            touched.Add(standing.Id);
            return Merged<OriginOutcome, OriginJudgement>.Compared(context, standing.Id, isSame: true);
        }

        if (standing is not null
            && (touched.Contains(standing.Id) || (await context.FindTouchedAsync([standing.Id], RecordKind.OriginJudgement)).Count > 0))
        {
            return Merged<OriginOutcome, OriginJudgement>.SaidTwice(standing.Id);
        }

        var shaken = await OriginJudgementStore.FindShakenAsync(connection, judgement, context.Cancellation);
        var verdict = await OriginJudgementStore.AddAsync(connection, judgement, claims, shaken, context.By, context.Cancellation);
        if (verdict.Outcome != OriginOutcome.Accepted)
        {
            return Merged<OriginOutcome, OriginJudgement>.Refused(verdict);
        }

        touched.Add(judgement.Id);
        return new(standing is null ? RowResult.Created : RowResult.Updated, judgement.Id);
    }
}
