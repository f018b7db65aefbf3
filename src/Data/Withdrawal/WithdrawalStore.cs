using ClaimCheck.Data.Assessments;
using ClaimCheck.Data.Audit;
using ClaimCheck.Data.Claims;
using ClaimCheck.Data.Idempotency;
using ClaimCheck.Data.Telemetry;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;
using ClaimCheck.Domain.Withdrawal;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Withdrawal;

/// <summary>A source's withdrawal, with what fell.</summary>
/// <param name="Retraction">The withdrawal.</param>
/// <param name="Fallen">What fell.</param>
/// <param name="Consequences">What that did to counts and verdicts, as they were just before.</param>
public sealed record RecordedWithdrawal(SourceRetraction Retraction, FallenClaims Fallen, Consequences Consequences);

/// <summary>Takes back what a source said.</summary>
/// <param name="database">The database.</param>
/// <param name="reader">Finds what falls.</param>
/// <param name="consequences">Finds out what that does to counts and verdicts.</param>
/// <param name="claims">Reads the claims that are retracted.</param>
/// <param name="claimStore">Retracts single claims.</param>
/// <param name="meters">Counts what was committed.</param>
public sealed class WithdrawalStore(
    Database database,
    WithdrawalReader reader,
    ConsequenceReader consequences,
    ClaimReader claims,
    ClaimStore claimStore,
    DataMeters meters)
{
    // Claims are retracted so many at a time: few enough for one statement and its snapshots, and few statements for the most that can fall.
    private const int RetractedAtOnce = 500;

    private static readonly Sql Statements = Sql.Load("withdrawals");

    /// <summary>
    /// Records that a source takes back what it said: retracts its own claims in the scope, and notes which claims of others
    /// rest on it no longer, superseded ones included: what rests on those would lead to it otherwise. What is recorded while this runs is left as it is.
    /// </summary>
    /// <param name="id">The withdrawal's id.</param>
    /// <param name="source">The source.</param>
    /// <param name="scope">What it takes back.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who records it.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <param name="receipt">Keeps the answer with what is written.</param>
    public async Task<Verdict<WithdrawalOutcome, RecordedWithdrawal>> RetractAsync(
        Guid id,
        SourceRef source,
        WithdrawalScope scope,
        string reason,
        Authorship by,
        CancellationToken cancellation,
        Receipt<Verdict<WithdrawalOutcome, RecordedWithdrawal>>? receipt = null)
    {
        var shaken = await reader.FindAsync(source, scope, cancellation) is { Value: { } falling }
            ? await consequences.FindAsync(falling, cancellation)
            : Consequences.None;
        var verdict = await database.WriteAsync<Verdict<WithdrawalOutcome, RecordedWithdrawal>>(
            async (connection, token) =>
            {
                var found = await FindHeldAsync(connection, source, scope, token);
                if (found.Value is not { } fallen)
                {
                    return (false, new(found.Outcome, Path: found.Path, Index: found.Index));
                }

                var decided = SourceRetraction.Of(id, fallen, scope, reason, by);
                if (decided.Value is not { } retraction)
                {
                    return (false, new(decided.Outcome));
                }

                await InsertAsync(connection, new(retraction, [.. fallen.Claims.Select(claim => new WithdrawnClaim(claim.Id, claim.Effect))]), token);
                foreach (var some in fallen.Claims.Where(claim => claim.Effect == WithdrawalEffect.Retracted).Chunk(RetractedAtOnce))
                {
                    await RetractAsync(connection, [.. some.Select(claim => claim.Id)], retraction, by, token);
                }

                await AssessmentStore.FlagForReviewAsync(
                    connection, shaken.Shaken, $"The source {source.Slug} took back what it said: retraction {retraction.Id}.", by, token);
                await RecordAsync(connection, retraction, by, token);
                return (true, new(WithdrawalOutcome.Accepted, new RecordedWithdrawal(retraction, fallen, shaken)));
            },
            receipt,
            cancellation);
        if (verdict.Value is { } done)
        {
            meters.ClaimsWritten("retracted", done.Retraction.RetractedClaims);
        }

        return verdict;
    }

    /// <summary>Takes one claim back, for good; verdicts whose count that changes need a second look from then on.</summary>
    /// <param name="id">Which claim.</param>
    /// <param name="from">The version that is taken back.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who takes it back.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <param name="receipt">Keeps the answer with what is written.</param>
    public async Task<Verdict<ClaimOutcome, Claim>> RetractClaimAsync(
        Guid id,
        VersionCondition from,
        string reason,
        Authorship by,
        CancellationToken cancellation,
        Receipt<Verdict<ClaimOutcome, Claim>>? receipt = null)
    {
        var shaken = await FindShakenAsync(id, cancellation);
        return await claimStore.RetractAsync(id, from, reason, shaken, by, cancellation, receipt);
    }

    /// <summary>
    /// Empties a claim by order of law, as <see cref="ClaimStore.TakeDownAsync"/> says; verdicts whose count that changes need a
    /// second look from then on.
    /// </summary>
    /// <param name="id">Which claim.</param>
    /// <param name="from">The version that is taken down.</param>
    /// <param name="reason">The order, for the record.</param>
    /// <param name="by">Who carries it out.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<Verdict<ClaimOutcome, Claim>> TakeDownClaimAsync(
        Guid id, VersionCondition from, string reason, Authorship by, CancellationToken cancellation)
    {
        var shaken = await FindShakenAsync(id, cancellation);
        return await claimStore.TakeDownAsync(id, from, reason, shaken, by, cancellation);
    }

    /// <summary>The withdrawal with this id and what fell with it; null where there is none.</summary>
    internal static async Task<StoredRetraction?> FindAsync(NpgsqlConnection connection, Guid id, CancellationToken token)
    {
        var rows = (await connection.QueryAsync<WithdrawnClaimRow>(
            new CommandDefinition(Statements["SourceRetractionFind"], new { id }, cancellationToken: token))).AsList();
        return rows.Count == 0 ? null : WithdrawnClaimRow.ToStored(rows);
    }

    /// <summary>Writes a withdrawal that was recorded before: what fell with it says so itself.</summary>
    internal static async Task RestoreAsync(
        NpgsqlConnection connection, StoredRetraction withdrawal, Authorship by, CancellationToken token)
    {
        await InsertAsync(connection, withdrawal, token);
        await RecordAsync(connection, withdrawal.Retraction, by, token);
    }

    /// <summary>The withdrawals in which a claim fell, with the versions that they have by now.</summary>
    internal static Task<IEnumerable<(Guid Id, int Version)>> VersionsOfClaimAsync(
        NpgsqlConnection connection, Guid claim, CancellationToken token) =>
        connection.QueryAsync<(Guid Id, int Version)>(
            new CommandDefinition(Statements["SourceRetractionsOfClaim"], new { claim }, cancellationToken: token));

    /// <summary>The claims whose verdicts a claim takes along when it no longer counts: none where it does not count as it is.</summary>
    private async Task<IReadOnlyList<Guid>> FindShakenAsync(Guid id, CancellationToken cancellation) =>
        await claims.GetAsync(id, cancellation) is { TakenDownAt: null, Claim: { Status: ClaimStatus.Active } claim }
            ? (await FindConsequencesAsync(claim, cancellation)).Shaken
            : [];

    private async Task<Consequences> FindConsequencesAsync(Claim claim, CancellationToken cancellation) =>
        await reader.FindAsync(claim, cancellation) switch
        {
            { Value: { } falling } => await consequences.FindAsync(falling, cancellation),
            { Outcome: WithdrawalOutcome.TooMuch } => await consequences.FindUncountedAsync(claim.Id, cancellation),
            _ => Consequences.None,
        };

    /// <summary>What falls, held as it is until the transaction ends: what changed while it was waited for is left out.</summary>
    private async Task<Verdict<WithdrawalOutcome, FallenClaims>> FindHeldAsync(
        NpgsqlConnection connection, SourceRef source, WithdrawalScope scope, CancellationToken token)
    {
        var seen = await reader.FindAsync(connection, source, scope, token);
        if (seen.Value is not { } seenNow)
        {
            return seen;
        }

        var held = seenNow.Claims.Select(claim => claim.Id).ToHashSet();
        await connection.ExecuteAsync(new CommandDefinition(Statements["ClaimsLock"], new { Ids = held.ToArray() }, cancellationToken: token));
        var found = await reader.FindAsync(connection, source, scope, token);
        return found.Value is { } fallen ? found with { Value = fallen.Of(held) } : found;
    }

    private static Task RecordAsync(NpgsqlConnection connection, SourceRetraction retraction, Authorship by, CancellationToken token) =>
        AuditLog.AppendAsync(
            connection,
            new AuditLog.Change(
                AuditedEntity.SourceRetraction, retraction.Id, retraction.Version, "created", Snapshot.Of(retraction), retraction.Reason),
            by,
            token);

    private static async Task InsertAsync(
        NpgsqlConnection connection, StoredRetraction withdrawal, CancellationToken token)
    {
        var retraction = withdrawal.Retraction;
        await connection.ExecuteAsync(new CommandDefinition(
            Statements["SourceRetractionInsert"],
            new
            {
                retraction.Id,
                Source = retraction.Source.Id,
                retraction.Reason,
                SaidFrom = retraction.SaidFrom?.Start,
                SaidFromPrecision = Columns.Precision(retraction.SaidFrom),
                SaidTo = retraction.SaidTo?.Start,
                SaidToPrecision = Columns.Precision(retraction.SaidTo),
                retraction.RetractedClaims,
                retraction.UnsupportedClaims,
                retraction.RetractedBy,
                retraction.RetractedAt,
                retraction.Version,
            },
            cancellationToken: token));
        await connection.ExecuteAsync(new CommandDefinition(
            Statements["SourceRetractionClaimsInsert"],
            new
            {
                retraction.Id,
                Source = retraction.Source.Id,
                Claims = withdrawal.Claims.Select(claim => claim.Claim).ToArray(),
                Effects = withdrawal.Claims.Select(claim => Words<WithdrawalEffect>.Of(claim.Effect)).ToArray(),
            },
            cancellationToken: token));
    }

    private async Task RetractAsync(
        NpgsqlConnection connection, Guid[] ids, SourceRetraction retraction, Authorship by, CancellationToken token)
    {
        var retracted = (await claims.GetAllAsync(connection, ids, token))
            .Select(claim => claim.Withdraw(by.At))
            .ToList();
        await connection.ExecuteAsync(new CommandDefinition(
            Statements["ClaimsRetract"],
            new { ids, Status = Words<ClaimStatus>.Of(ClaimStatus.Retracted), by.At },
            cancellationToken: token));

        // The withdrawal is named, not quoted: its reason may speak of a claim that is taken down one day, and this history stays.
        var changes = retracted.ConvertAll(claim => new AuditLog.Change(
            AuditedEntity.Claim, claim.Id, claim.Version, "retracted", Snapshot.Of(claim), $"Its source took it back: {retraction.Id}."));
        await AuditLog.AppendAllAsync(connection, changes, by, token);
    }
}
