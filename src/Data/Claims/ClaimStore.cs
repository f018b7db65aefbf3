using ClaimCheck.Data.Articles;
using ClaimCheck.Data.Audit;
using ClaimCheck.Data.Sources;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Articles;
using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Sources;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Claims;

/// <summary>Writes claims.</summary>
/// <param name="database">The database.</param>
/// <param name="reader">Reads what is changed.</param>
/// <param name="directory">Finds sources by name.</param>
/// <param name="articles">Finds or records the article a claim names.</param>
public sealed class ClaimStore(Database database, ClaimReader reader, SourceDirectory directory, ArticleStore articles)
{
    private static readonly Sql Statements = Sql.Load("claims");

    /// <summary>Records a new claim.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="source">Whose it is, by id, slug or externalId.</param>
    /// <param name="externalId">Its id in the system it came from.</param>
    /// <param name="draft">What it says.</param>
    /// <param name="by">Who records it.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<Verdict<ClaimOutcome, Claim>> AddAsync(
        Guid id, string source, string? externalId, ClaimDraft draft, Authorship by, CancellationToken cancellation)
    {
        if (await directory.FindAsync(source, cancellation) is not { } claimant)
        {
            return new(ClaimOutcome.SourceMissing, Path: [source]);
        }

        var (refusal, article, facts) = await ResolveAsync(claimant, draft, by, cancellation);
        if (refusal is not null)
        {
            return refusal;
        }

        var claim = new Claim(id, externalId, claimant, article, facts!, ClaimStatus.Active, 1, by.At, by.At);
        try
        {
            await database.WriteOnceAsync(
                (connection, token) => connection.ExecuteAsync(
                    new CommandDefinition(Statements["ClaimInsert"], InsertParameters(claim, by), cancellationToken: token)),
                cancellation);
            return new(ClaimOutcome.Accepted, claim);
        }
        catch (PostgresException e) when (e.ConstraintName is "claims_external_id_unique")
        {
            await using var connection = await database.Writes.OpenConnectionAsync(cancellation);
            var existing = await connection.ExecuteScalarAsync<Guid?>(new CommandDefinition(
                Statements["ClaimIdByExternalId"], new { externalId, SourceId = claimant.Id }, cancellationToken: cancellation));
            return new(ClaimOutcome.ExternalIdTaken, ExistingId: existing);
        }
    }

    /// <summary>Corrects what a claim says.</summary>
    /// <param name="current">The claim the correction was made from.</param>
    /// <param name="draft">All that it says now.</param>
    /// <param name="by">Who corrects it.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<Verdict<ClaimOutcome, Claim>> ChangeAsync(
        Claim current, ClaimDraft draft, Authorship by, CancellationToken cancellation)
    {
        var (refusal, article, facts) = await ResolveAsync(current.Source, draft, by, cancellation);
        if (refusal is not null)
        {
            return refusal;
        }

        return await ChangeAsync(
            current.Id,
            "changed",
            null,
            by,
            claim => claim.Version == current.Version
                ? new(ClaimOutcome.Accepted, claim with { Facts = facts!, Article = article })
                : new(ClaimOutcome.ChangedMeanwhile),
            WriteFactsAsync,
            cancellation);
    }

    /// <summary>Takes a claim back. The record stays.</summary>
    /// <param name="id">Which claim.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who takes it back.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public Task<Verdict<ClaimOutcome, Claim>> RetractAsync(Guid id, string reason, Authorship by, CancellationToken cancellation) =>
        ChangeAsync(
            id,
            "retracted",
            reason,
            by,
            claim => new(ClaimOutcome.Accepted, claim with { Status = ClaimStatus.Retracted }),
            (connection, claim, token) => SetStatusAsync(connection, claim, by, token),
            cancellation);

    /// <summary>
    /// Empties a claim by order of law: its text, its quotes, its hops, its links' reasons and its whole history. What stays is
    /// that there was a claim, whose it was, and who took it down when.
    /// </summary>
    /// <param name="id">Which claim.</param>
    /// <param name="reason">The order, for the record.</param>
    /// <param name="by">Who carries it out.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<ClaimOutcome> TakeDownAsync(Guid id, string reason, Authorship by, CancellationToken cancellation) =>
        await database.WriteAsync(
            async (connection, token) =>
            {
                await connection.ExecuteAsync(new CommandDefinition(Statements["ClaimLock"], new { id }, cancellationToken: token));
                switch (await reader.GetAsync(connection, id, token))
                {
                    case null:
                        return (false, ClaimOutcome.Missing);
                    case { TakenDownAt: not null }:
                        return (false, ClaimOutcome.TakenDown);
                }

                await connection.ExecuteAsync(new CommandDefinition(Statements["HopsDelete"], new { id }, cancellationToken: token));
                var version = await connection.ExecuteScalarAsync<int>(
                    new CommandDefinition(Statements["ClaimTakeDown"], new { id, by.At }, cancellationToken: token));
                await connection.ExecuteAsync(
                    new CommandDefinition(Statements["HistoryRedact"], new { id, by.At }, cancellationToken: token));
                var change = new AuditLog.Change(AuditedEntity.Claim, id, version, "taken_down", null, reason);
                await AuditLog.AppendAsync(connection, change, by, token);
                return (true, ClaimOutcome.Accepted);
            },
            cancellation);

    /// <summary>Merges freshly written search entries into the index proper, so that searches stay quick.</summary>
    public async Task FlushSearchIndexAsync(CancellationToken cancellation)
    {
        await using var connection = await database.Writes.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(Statements["SearchIndexFlush"], cancellationToken: cancellation));
    }

    /// <summary>Sets a claim's status on the connection, and in the transaction, of what causes it.</summary>
    internal static async Task SetStatusAsync(NpgsqlConnection connection, Claim claim, Authorship by, CancellationToken token) =>
        await connection.ExecuteAsync(new CommandDefinition(
            Statements["ClaimSetStatus"],
            new { claim.Id, Status = Words<ClaimStatus>.Of(claim.Status), by.At },
            cancellationToken: token));

    /// <summary>Lets nobody else write lineages or successions until the transaction ends.</summary>
    internal static Task LockLineagesAsync(NpgsqlConnection connection, CancellationToken token) =>
        connection.ExecuteAsync(new CommandDefinition(Statements["LineageLock"], cancellationToken: token));

    /// <summary>The claims that a lineage leads to from the given ones, as steps from a claim to one upstream of it.</summary>
    internal static async Task<IReadOnlyList<string>?> FindWayAsync(
        NpgsqlConnection connection, IEnumerable<Guid> from, Guid to, CancellationToken token)
    {
        await LockLineagesAsync(connection, token);
        var steps = await connection.QueryAsync<(Guid? Downstream, Guid Upstream)>(
            new CommandDefinition(Statements["LineageSteps"], new { Starts = from.ToArray() }, cancellationToken: token));
        return LineageWay.Find([.. steps], to);
    }

    private static async Task WriteFactsAsync(NpgsqlConnection connection, Claim claim, CancellationToken token)
    {
        var parameters = FactParameters(claim);
        parameters.Add("at", claim.UpdatedAt);
        await connection.ExecuteAsync(new CommandDefinition(Statements["ClaimUpdate"], parameters, cancellationToken: token));
        await connection.ExecuteAsync(new CommandDefinition(Statements["HopsDelete"], new { claim.Id }, cancellationToken: token));
        await connection.ExecuteAsync(new CommandDefinition(Statements["HopsInsert"], parameters, cancellationToken: token));
    }

    private static DynamicParameters InsertParameters(Claim claim, Authorship by)
    {
        var parameters = FactParameters(claim);
        parameters.AddDynamicParams(new
        {
            claim.ExternalId,
            SourceId = claim.Source.Id,
            AuditId = NewId.At(by.At),
            by.ActorId,
            by.Actor,
            by.At,
            After = Snapshot.Of(claim),
            by.TraceId,
        });
        return parameters;
    }

    private static DynamicParameters FactParameters(Claim claim)
    {
        var facts = claim.Facts;
        var hops = facts.Attribution;
        return new DynamicParameters(new
        {
            claim.Id,
            ArticleId = claim.Article?.Id,
            facts.Text,
            facts.Quote,
            QuoteExact = facts.QuoteSelector?.Exact,
            QuotePrefix = facts.QuoteSelector?.Prefix,
            QuoteSuffix = facts.QuoteSelector?.Suffix,
            ClaimedAt = facts.ClaimedAt?.Start,
            ClaimedAtPrecision = Columns.Precision(facts.ClaimedAt),
            facts.Language,
            Modality = Words<Modality>.Of(facts.Modality),
            Basis = Words<Basis>.Of(facts.Basis),
            Topics = facts.Topics.ToArray(),
            HopSources = hops.Select(h => h.Source?.Id).ToArray(),
            HopDescriptors = hops.Select(h => h.Descriptor).ToArray(),
            HopRelations = hops.Select(h => Words<AttributionRelation>.Of(h.Relation)).ToArray(),
            HopOnRecords = hops.Select(h => Words<OnRecord>.Of(h.OnRecord)).ToArray(),
            HopUpstreams = hops.Select(h => h.UpstreamClaim).ToArray(),
            HopQuotes = hops.Select(h => h.Quote).ToArray(),
        });
    }

    private async Task<Verdict<ClaimOutcome, Claim>> ChangeAsync(
        Guid id,
        string action,
        string? reason,
        Authorship by,
        Func<Claim, Verdict<ClaimOutcome, Claim>> decide,
        Func<NpgsqlConnection, Claim, CancellationToken, Task> write,
        CancellationToken cancellation) =>
        await database.WriteAsync<Verdict<ClaimOutcome, Claim>>(
            async (connection, token) =>
            {
                await connection.ExecuteAsync(new CommandDefinition(Statements["ClaimLock"], new { id }, cancellationToken: token));
                var found = await reader.GetAsync(connection, id, token);
                var refusal = found switch
                {
                    null => ClaimOutcome.Missing,
                    { TakenDownAt: not null } => ClaimOutcome.TakenDown,
                    { Claim.Status: not ClaimStatus.Active } => ClaimOutcome.NotActive,
                    _ => (ClaimOutcome?)null,
                };
                if (refusal is { } outcome)
                {
                    return (false, new(outcome, found?.Claim));
                }

                var decision = decide(found!.Claim);
                if (decision is not { Outcome: ClaimOutcome.Accepted, Value: { } decided })
                {
                    return (false, decision);
                }

                var upstreams = decided.Facts.Attribution.Select(hop => hop.UpstreamClaim).OfType<Guid>().ToList();
                if (upstreams.Count > 0 && await FindWayAsync(connection, upstreams, id, token) is { } way)
                {
                    return (false, new(ClaimOutcome.LineageCycle, Path: [id.ToString(), .. way]));
                }

                var claim = decided with { Version = decided.Version + 1, UpdatedAt = by.At };
                await write(connection, claim, token);
                var change = new AuditLog.Change(AuditedEntity.Claim, id, claim.Version, action, Snapshot.Of(claim), reason);
                await AuditLog.AppendAsync(connection, change, by, token);
                return (true, new(ClaimOutcome.Accepted, claim));
            },
            cancellation);

    private async ValueTask<(Verdict<ClaimOutcome, Claim>? Refusal, ArticleRef? Article, ClaimFacts? Facts)> ResolveAsync(
        SourceRef claimant, ClaimDraft draft, Authorship by, CancellationToken cancellation)
    {
        var sources = await directory.FindAllAsync([.. draft.Attribution.Select(h => h.Source).OfType<string>()], cancellation);
        if (draft.Attribution.FirstOrDefault(h => h.Source is not null && !sources.ContainsKey(h.Source)) is { } unknown)
        {
            return (new(ClaimOutcome.SourceMissing, Path: [unknown.Source!]), null, null);
        }

        var hops = draft.Attribution
            .Select(h => new Hop(h.Source is null ? null : sources[h.Source], h.Descriptor, h.Relation, h.OnRecord, h.UpstreamClaim, h.Quote))
            .ToList();
        if (Lineage.FindCycle(claimant, hops) is { } cycle)
        {
            return (new(ClaimOutcome.LineageCycle, Path: cycle), null, null);
        }

        if (await FindStrayUpstreamAsync(hops, cancellation) is { } stray)
        {
            return (new(ClaimOutcome.UpstreamMissing, Path: [stray.ToString()]), null, null);
        }

        var article = await FindArticleAsync(claimant, draft.Article, by, cancellation);
        return draft.Article is not null && article is null
            ? (new(ClaimOutcome.ArticleMissing, Path: [draft.Article.Reference!]), null, null)
            : (null, article, draft.Facts with { Attribution = hops });
    }

    private async ValueTask<ArticleRef?> FindArticleAsync(
        SourceRef claimant, ArticleMention? mention, Authorship by, CancellationToken cancellation) => mention switch
        {
            null => null,
            { Facts: { } facts } => await articles.FindOrAddAsync(claimant, mention.ExternalId, facts, by, cancellation),
            _ => await articles.FindAsync(claimant, mention.Reference!, cancellation),
        };

    /// <summary>The first upstream claim that does not exist or is not its hop's source's.</summary>
    private async ValueTask<Guid?> FindStrayUpstreamAsync(List<Hop> hops, CancellationToken cancellation)
    {
        var named = hops.FindAll(h => h.UpstreamClaim is not null);
        if (named.Count == 0)
        {
            return null;
        }

        var owners = (await database.ReadAsync<(Guid Id, Guid SourceId)>(new CommandDefinition(
            Statements["ClaimSources"], new { Ids = named.ConvertAll(h => h.UpstreamClaim!.Value).ToArray() }, cancellationToken: cancellation)))
            .ToDictionary(row => row.Id, row => row.SourceId);
        return named.Find(h => !owners.TryGetValue(h.UpstreamClaim!.Value, out var owner) || owner != h.Source!.Id)?.UpstreamClaim;
    }
}
