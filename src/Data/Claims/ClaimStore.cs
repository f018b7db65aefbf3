using ClaimCheck.Data.Articles;
using ClaimCheck.Data.Assessments;
using ClaimCheck.Data.Audit;
using ClaimCheck.Data.Idempotency;
using ClaimCheck.Data.Importing;
using ClaimCheck.Data.OriginJudgements;
using ClaimCheck.Data.Sources;
using ClaimCheck.Data.Telemetry;
using ClaimCheck.Data.Webhooks;
using ClaimCheck.Data.Withdrawal;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Articles;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Claims;

/// <summary>Writes claims.</summary>
/// <param name="database">The database.</param>
/// <param name="reader">Reads what is changed.</param>
/// <param name="directory">Finds sources by name.</param>
/// <param name="articles">Finds or records the article a claim names.</param>
/// <param name="meters">Counts what was committed.</param>
public sealed class ClaimStore(
    Database database, ClaimReader reader, SourceDirectory directory, ArticleStore articles, DataMeters meters)
{
    private const int MostAttempts = 3;

    private static readonly Sql Statements = Sql.Load("claims");

    private readonly ClaimReferences references = new(database, directory, articles);

    /// <summary>Records a new claim.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="source">Whose it is, by id, slug or externalId.</param>
    /// <param name="externalId">Its id in the system it came from.</param>
    /// <param name="draft">What it says.</param>
    /// <param name="by">Who records it.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <param name="receipt">Keeps the answer with what is written.</param>
    public async Task<Verdict<ClaimOutcome, Claim>> AddAsync(
        Guid id,
        string source,
        string? externalId,
        ClaimDraft draft,
        Authorship by,
        CancellationToken cancellation,
        Receipt<Verdict<ClaimOutcome, Claim>>? receipt = null)
    {
        if (await directory.FindAsync(source, cancellation) is not { } claimant)
        {
            return new(ClaimOutcome.SourceMissing, Path: [source]);
        }

        try
        {
            return await RetryWithArticleAsync(async () =>
            {
                var (refusal, resolved) = await references.FindAsync(claimant, draft, [], by, cancellation);
                if (resolved is null)
                {
                    return refusal!;
                }

                var claim = new Claim(id, externalId, claimant, resolved.Article, resolved.Facts, ClaimStatus.Active, 1, by.At, by.At);
                var verdict = await InsertAsync(claim, resolved.NewArticle, by, receipt, cancellation);
                meters.ClaimWritten("created");
                return verdict;
            });
        }
        catch (PostgresException e) when (e.ConstraintName is "claims_external_id_unique")
        {
            return new(ClaimOutcome.ExternalIdTaken, ExistingId: await database.ReadFreshAsync(
                (connection, token) => connection.ExecuteScalarAsync<Guid?>(new CommandDefinition(
                    Statements["ClaimIdByExternalId"], new { externalId, SourceId = claimant.Id }, cancellationToken: token)),
                cancellation));
        }
    }

    /// <summary>Corrects what a claim says.</summary>
    /// <param name="current">The claim the correction was made from.</param>
    /// <param name="draft">All that it says now.</param>
    /// <param name="by">Who corrects it.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public Task<Verdict<ClaimOutcome, Claim>> ChangeAsync(
        Claim current, ClaimDraft draft, Authorship by, CancellationToken cancellation) =>
        RetryWithArticleAsync(async () =>
        {
            var (refusal, resolved) = await references.FindAsync(current.Source, draft, current.Facts.Attribution, by, cancellation);
            if (resolved is null)
            {
                return refusal!;
            }

            return await ChangeAsync(
                current.Id,
                "changed",
                null,
                by,
                UpstreamsOf(resolved.Facts).Except(UpstreamsOf(current.Facts)).Any(),
                claim => claim.Correct(resolved.Facts, resolved.Article, VersionCondition.OneOf(current.Version), by.At),
                async (connection, claim, token) =>
                {
                    if (resolved.NewArticle is { } article)
                    {
                        await ArticleStore.InsertAsync(connection, article, by, token);
                    }

                    await ClaimRows.UpdateAsync(connection, claim, token);
                },
                null,
                cancellation);
        });

    /// <summary>Takes a claim back. The record stays.</summary>
    /// <param name="id">Which claim.</param>
    /// <param name="from">The version that is taken back.</param>
    /// <param name="reason">Why.</param>
    /// <param name="shaken">Claims whose assessments need a second look from then on.</param>
    /// <param name="by">Who takes it back.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <param name="receipt">Keeps the answer with what is written.</param>
    internal Task<Verdict<ClaimOutcome, Claim>> RetractAsync(
        Guid id,
        VersionCondition from,
        string reason,
        IReadOnlyCollection<Guid> shaken,
        Authorship by,
        CancellationToken cancellation,
        Receipt<Verdict<ClaimOutcome, Claim>>? receipt = null) =>
        ChangeAsync(
            id,
            "retracted",
            reason,
            by,
            false,
            claim => claim.Retract(from, by.At),
            async (connection, claim, token) =>
            {
                await ClaimRows.SetStatusAsync(connection, claim, by, token);
                await AssessmentStore.FlagForReviewAsync(connection, shaken, $"The claim {id} was retracted.", by, token);
            },
            receipt,
            cancellation);

    /// <summary>
    /// Empties a claim by order of law: its text, its quotes, its hops, its links' reasons, its assessments and its whole history.
    /// What stays is that there was a claim, whose it was, and who took it down when.
    /// </summary>
    /// <param name="id">Which claim.</param>
    /// <param name="from">The version that is taken down.</param>
    /// <param name="reason">The order, for the record.</param>
    /// <param name="shaken">Claims whose assessments need a second look from then on.</param>
    /// <param name="by">Who carries it out.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    internal async Task<Verdict<ClaimOutcome, Claim>> TakeDownAsync(
        Guid id, VersionCondition from, string reason, IReadOnlyCollection<Guid> shaken, Authorship by, CancellationToken cancellation)
    {
        var verdict = await database.WriteAsync<Verdict<ClaimOutcome, Claim>>(
            async (connection, token) =>
            {
                // Links before their claims, as whoever judges a link takes them.
                await connection.ExecuteAsync(new CommandDefinition(Statements["LinksOfClaimLock"], new { id }, cancellationToken: token));
                await connection.ExecuteAsync(new CommandDefinition(Statements["ClaimLock"], new { id }, cancellationToken: token));
                var found = await reader.GetAsync(connection, id, token);
                switch (found)
                {
                    case null:
                        return (false, new(ClaimOutcome.Missing));
                    case { TakenDownAt: not null }:
                        return (false, new(ClaimOutcome.TakenDown));
                    case { Claim: var current } when !from.Allows(current.Version):
                        return (false, new(ClaimOutcome.ChangedMeanwhile, current));
                }

                // Those that are emptied together with those that are flagged: two takedowns could wait for each other's otherwise.
                await AssessmentReader.HoldRestingOnAsync(connection, [id, .. shaken], token);
                await connection.ExecuteAsync(new CommandDefinition(Statements["HopsDelete"], new { id }, cancellationToken: token));
                await ImportStore.RedactAsync(connection, found.Claim, token);
                await DeliveryStore.RedactAsync(connection, id, token);
                var version = await connection.ExecuteScalarAsync<int>(
                    new CommandDefinition(Statements["ClaimTakeDown"], new { id, by.At }, cancellationToken: token));
                var links = await connection.QueryAsync<(Guid Id, int Version)>(
                    new CommandDefinition(Statements["HistoryRedact"], new { id, by.At }, cancellationToken: token));
                var assessments = await AssessmentReader.VersionsOfClaimAsync(connection, id, token);
                var judgements = await OriginJudgementStore.VersionsOfClaimAsync(connection, id, token);
                var withdrawals = await WithdrawalStore.VersionsOfClaimAsync(connection, id, token);
                await AuditLog.AppendAllAsync(
                    connection,
                    [
                        .. links.Select(link => Redacted(AuditedEntity.Link, link)),
                        .. assessments.Select(assessment => Redacted(AuditedEntity.Assessment, assessment)),
                        .. judgements.Select(judgement => Redacted(AuditedEntity.OriginJudgement, judgement)),
                        .. withdrawals.Select(withdrawal => Redacted(AuditedEntity.SourceRetraction, withdrawal)),
                    ],
                    by,
                    token);
                var change = new AuditLog.Change(AuditedEntity.Claim, id, version, "taken_down", null, reason);
                await AuditLog.AppendAsync(connection, change, by, token);
                await AssessmentStore.FlagForReviewAsync(connection, shaken, $"The claim {id} was taken down.", by, token);
                return (true, new(ClaimOutcome.Accepted));
            },
            cancellation);
        if (verdict.Outcome == ClaimOutcome.Accepted)
        {
            meters.ClaimWritten("taken_down");
        }

        return verdict;
    }

    /// <summary>Merges freshly written search entries into the index proper, so that searches stay quick.</summary>
    public Task FlushSearchIndexAsync(CancellationToken cancellation) =>
        database.MaintainAsync(Statements["SearchIndexFlush"], cancellation);

    /// <summary>Writes a correction on the connection, and in the transaction, of whoever decided on it and holds the claim.</summary>
    internal static async Task<Verdict<ClaimOutcome, Claim>> CorrectAsync(
        NpgsqlConnection connection, Claim current, Claim changed, Authorship by, CancellationToken token)
    {
        if (UpstreamsOf(changed.Facts).Except(UpstreamsOf(current.Facts)).Any()
            && await Lineages.FindWayAsync(connection, UpstreamsOf(changed.Facts), current.Id, token) is { } way)
        {
            return new(ClaimOutcome.LineageCycle, Path: [current.Id.ToString(), .. way]);
        }

        await ClaimRows.UpdateAsync(connection, changed, token);
        var change = new AuditLog.Change(AuditedEntity.Claim, current.Id, changed.Version, "changed", Snapshot.Of(changed));
        await AuditLog.AppendAsync(connection, change, by, token);
        return new(ClaimOutcome.Accepted, changed);
    }

    private static AuditLog.Change Redacted(AuditedEntity entity, (Guid Id, int Version) emptied) =>
        new(entity, emptied.Id, emptied.Version, "redacted", null);

    private static IEnumerable<Guid> UpstreamsOf(ClaimFacts facts) => facts.Attribution.Select(hop => hop.UpstreamClaim).OfType<Guid>();

    /// <summary>Writes again where somebody else recorded the same new article first: it is found then.</summary>
    private static async Task<Verdict<ClaimOutcome, Claim>> RetryWithArticleAsync(Func<Task<Verdict<ClaimOutcome, Claim>>> write)
    {
        for (var attempt = 1; attempt < MostAttempts; attempt++)
        {
            try
            {
                return await write();
            }
            catch (PostgresException e) when (ArticleStore.Conflict(e) is not null)
            {
                // Nothing was written: the article and the claim are one transaction.
            }
        }

        return await write();
    }

    private ValueTask<Verdict<ClaimOutcome, Claim>> InsertAsync(
        Claim claim, Article? article, Authorship by, Receipt<Verdict<ClaimOutcome, Claim>>? receipt, CancellationToken cancellation)
    {
        var accepted = new Verdict<ClaimOutcome, Claim>(ClaimOutcome.Accepted, claim);
        if (article is null)
        {
            return database.WriteOnceAsync(
                accepted,
                (connection, keepParameters, token) => ClaimRows.InsertAsync(connection, claim, by, keepParameters, token),
                receipt,
                cancellation);
        }

        return database.WriteAsync(
            async (connection, token) =>
            {
                await ArticleStore.InsertAsync(connection, article, by, token);
                await ClaimRows.InsertAsync(connection, claim, by, null, token);
                return (true, accepted);
            },
            receipt,
            cancellation);
    }

    private async Task<Verdict<ClaimOutcome, Claim>> ChangeAsync(
        Guid id,
        string action,
        string? reason,
        Authorship by,
        bool namesUpstreams,
        Func<Claim, Verdict<ClaimOutcome, Claim>> decide,
        Func<NpgsqlConnection, Claim, CancellationToken, Task> write,
        Receipt<Verdict<ClaimOutcome, Claim>>? receipt,
        CancellationToken cancellation)
    {
        var verdict = await database.WriteAsync<Verdict<ClaimOutcome, Claim>>(
            async (connection, token) =>
            {
                // In this order everywhere, lineages before a claim: whoever took them the other way round could wait without end.
                if (namesUpstreams)
                {
                    await Lineages.LockAsync(connection, token);
                }

                await connection.ExecuteAsync(new CommandDefinition(Statements["ClaimLock"], new { id }, cancellationToken: token));
                var found = await reader.GetAsync(connection, id, token);
                var refusal = found switch
                {
                    null => ClaimOutcome.Missing,
                    { TakenDownAt: not null } => ClaimOutcome.TakenDown,
                    _ => (ClaimOutcome?)null,
                };
                if (refusal is { } outcome)
                {
                    return (false, new(outcome));
                }

                var decision = decide(found!.Claim);
                if (decision is not { Outcome: ClaimOutcome.Accepted, Value: { } claim })
                {
                    return (false, decision);
                }

                if (namesUpstreams && await Lineages.FindWayAsync(connection, UpstreamsOf(claim.Facts), id, token) is { } way)
                {
                    return (false, new(ClaimOutcome.LineageCycle, Path: [id.ToString(), .. way]));
                }

                await write(connection, claim, token);
                var change = new AuditLog.Change(AuditedEntity.Claim, id, claim.Version, action, Snapshot.Of(claim), reason);
                await AuditLog.AppendAsync(connection, change, by, token);
                return (true, decision);
            },
            receipt,
            cancellation);
        if (verdict.Outcome == ClaimOutcome.Accepted)
        {
            meters.ClaimWritten(action);
        }

        return verdict;
    }
}
