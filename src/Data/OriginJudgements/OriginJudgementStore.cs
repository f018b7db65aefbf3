using ClaimCheck.Data.Assessments;
using ClaimCheck.Data.Audit;
using ClaimCheck.Data.Idempotency;
using ClaimCheck.Data.Sources;
using ClaimCheck.Data.Withdrawal;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Sources;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.OriginJudgements;

/// <summary>Writes judgements on origins.</summary>
/// <param name="database">The database.</param>
/// <param name="directory">Finds relays by name.</param>
/// <param name="consequences">Finds out which verdicts rest on two claims' having two origins.</param>
public sealed class OriginJudgementStore(Database database, SourceDirectory directory, ConsequenceReader consequences)
{
    private static readonly Sql Statements = Sql.Load("origin_judgements");

    /// <summary>Records a judgement, which retires the one that stands on the same two.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="one">One origin.</param>
    /// <param name="other">The other, of the same kind.</param>
    /// <param name="verdict">What is judged.</param>
    /// <param name="rationale">Why.</param>
    /// <param name="by">Who judges.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <param name="receipt">Keeps the answer with what is written.</param>
    public async Task<Verdict<OriginOutcome, OriginJudgement>> AddAsync(
        Guid id,
        OriginMention one,
        OriginMention other,
        OriginVerdict verdict,
        string rationale,
        Authorship by,
        CancellationToken cancellation,
        Receipt<Verdict<OriginOutcome, OriginJudgement>>? receipt = null)
    {
        OriginMention[] sent = [one, other];
        var relays = await directory.FindAllAsync([.. sent.Select(side => side.Relay).OfType<string>()], cancellation);
        if (Array.FindIndex(sent, side => side.Relay is { } relay && !relays.ContainsKey(relay)) is var unknown and >= 0)
        {
            return new(OriginOutcome.RelayMissing, Path: [sent[unknown].Relay!], Index: unknown);
        }

        var proposed = OriginJudgement.Propose(id, Resolve(one, relays), Resolve(other, relays), verdict, rationale, by);
        if (proposed.Value is not { } judgement)
        {
            return proposed;
        }

        var shaken = ShakenBy(judgement) is var (around, change)
            ? await consequences.FindUnconfirmedAsync(around, change, cancellation)
            : [];
        return await database.WriteAsync<Verdict<OriginOutcome, OriginJudgement>>(
            async (connection, token) =>
            {
                var added = await AddAsync(connection, judgement, [.. sent.Select(side => side.Claim).OfType<Guid>()], shaken, by, token);
                return (added.Outcome == OriginOutcome.Accepted, added);
            },
            receipt,
            cancellation);
    }

    /// <summary>Records a judgement on the connection, and in the transaction, of whoever makes it. A refused one writes nothing.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="judgement">From <see cref="OriginJudgement.Propose"/>.</param>
    /// <param name="claims">The claims that it is about, in the order in which they were sent.</param>
    /// <param name="shaken">From <see cref="FindShakenAsync"/>.</param>
    /// <param name="by">Who judges.</param>
    /// <param name="token">Stops waiting for the database.</param>
    internal static async Task<Verdict<OriginOutcome, OriginJudgement>> AddAsync(
        NpgsqlConnection connection,
        OriginJudgement judgement,
        Guid[] claims,
        IReadOnlyList<Guid> shaken,
        Authorship by,
        CancellationToken token)
    {
        if (await HoldAsync(connection, judgement, claims, token) is { } obstacle)
        {
            return obstacle;
        }

        var successor = await RetireAsync(connection, judgement, by, token);
        await InsertAsync(connection, successor, by, token);
        await AssessmentStore.FlagForReviewAsync(connection, shaken, $"Origins were judged anew: {successor.Id}.", by, token);
        return new(OriginOutcome.Accepted, successor);
    }

    /// <summary>
    /// Nobody else judges the two, or takes down one of their claims, until the end of the transaction: in this order everywhere, claims
    /// before judgements, for a takedown holds its claim first as well.
    /// </summary>
    /// <returns>What is in the way of a judgement, or null.</returns>
    internal static async Task<Verdict<OriginOutcome, OriginJudgement>?> HoldAsync(
        NpgsqlConnection connection, OriginJudgement judgement, Guid[] claims, CancellationToken token)
    {
        var obstacle = await FindObstacleAsync(connection, claims, token);
        if (obstacle is null)
        {
            await connection.ExecuteAsync(new CommandDefinition(
                Statements["OriginPairLock"], new { Pair = PairOf(judgement) }, cancellationToken: token));
        }

        return obstacle;
    }

    /// <summary>Writes a judgement as it was: it retires none, and what it shook says so itself.</summary>
    internal static async Task<Verdict<OriginOutcome, OriginJudgement>> RestoreAsync(
        NpgsqlConnection connection, OriginJudgement judgement, Guid[] claims, Authorship by, CancellationToken token)
    {
        if (await FindObstacleAsync(connection, claims, token) is { } obstacle)
        {
            return obstacle;
        }

        await InsertAsync(connection, judgement, by, token);
        return new(OriginOutcome.Accepted, judgement);
    }

    /// <summary>The judgement that stands on the same two, or null.</summary>
    internal static async Task<OriginJudgement?> FindStandingAsync(
        NpgsqlConnection connection, OriginJudgement judgement, CancellationToken token)
    {
        var row = await connection.QuerySingleOrDefaultAsync<OriginJudgementRow>(
            new CommandDefinition(Statements["OriginJudgementStanding"], Parameters(judgement), cancellationToken: token));

        // The same pair, hence the same relays.
        var relays = new[] { judgement.A, judgement.B }.Select(side => side.Unnamed?.Relay).OfType<SourceRef>().DistinctBy(relay => relay.Id);
        return row?.ToJudgement(relays.ToDictionary(relay => relay.Id));
    }

    /// <summary>The judgement with this id, whether it stands or not, if it is on the same two; else null.</summary>
    internal static async Task<OriginJudgement?> FindAsync(
        NpgsqlConnection connection, OriginJudgement judgement, CancellationToken token)
    {
        var row = await connection.QuerySingleOrDefaultAsync<OriginJudgementRow>(
            new CommandDefinition(Statements["OriginJudgementGet"], new { judgement.Id }, cancellationToken: token));
        var sources = row is null ? null : await SourceDirectory.FindAllAsync(
            connection, [.. OriginJudgementRow.SourcesOf([row]).Select(id => id.ToString())], token);
        return row?.ToJudgement(sources!.Values.DistinctBy(source => source.Id).ToDictionary(source => source.Id));
    }

    /// <summary>The judgements on a claim's origin, whether they stand or not, with the versions that they have by now.</summary>
    internal static Task<IEnumerable<(Guid Id, int Version)>> VersionsOfClaimAsync(
        NpgsqlConnection connection, Guid claim, CancellationToken token) =>
        connection.QueryAsync<(Guid Id, int Version)>(
            new CommandDefinition(Statements["OriginJudgementsOfClaim"], new { claim }, cancellationToken: token));

    /// <summary>The claims that are confirmed by two origins until this is judged of two claims, as a transaction sees them.</summary>
    internal static async Task<IReadOnlyList<Guid>> FindShakenAsync(
        NpgsqlConnection connection, OriginJudgement judgement, CancellationToken cancellation) =>
        ShakenBy(judgement) is var (around, change)
            ? await ConsequenceReader.FindUnconfirmedAsync(connection, around, change, cancellation)
            : [];

    /// <summary>Which claims a judgement is about, and what is known around one after it; null where no count falls with it.</summary>
    private static (Guid[] Around, Func<Neighbourhood, Neighbourhood> Change)? ShakenBy(OriginJudgement judgement)
    {
        if (judgement is not { A.Claim: { } a, B.Claim: { } b, Verdict: not OriginVerdict.Different })
        {
            return null;
        }

        var judged = new KnownJudgement(judgement.Id, judgement.Verdict, (a, b), null);
        return (
            [a, b],
            known => known.Claims.Count(claim => claim.Id == a || claim.Id == b) == 2
                ? known with { Judgements = [.. known.Judgements.Where(other => other.Claims != (a, b)), judged] }
                : known);
    }

    private static JudgedOrigin Resolve(OriginMention mention, IReadOnlyDictionary<string, SourceRef> relays) =>
        new(mention.Claim, mention.Relay is { } relay ? new UnnamedSource(mention.Descriptor!, relays[relay]) : null);

    private static async Task<Verdict<OriginOutcome, OriginJudgement>?> FindObstacleAsync(
        NpgsqlConnection connection, Guid[] ids, CancellationToken token)
    {
        var claims = (await connection.QueryAsync<(Guid Id, bool IsTakenDown)>(
            new CommandDefinition(Statements["JudgedClaims"], new { ids }, cancellationToken: token))).ToDictionary();
        if (Array.FindIndex(ids, id => !claims.ContainsKey(id)) is var unknown and >= 0)
        {
            return new(OriginOutcome.ClaimMissing, Path: [ids[unknown].ToString()], Index: unknown);
        }

        return Array.FindIndex(ids, id => claims[id]) is var gone and >= 0
            ? new(OriginOutcome.ClaimTakenDown, Path: [ids[gone].ToString()], Index: gone)
            : null;
    }

    /// <summary>Retires the judgement that stands, if one does; the new one, as it takes its place.</summary>
    private static async Task<OriginJudgement> RetireAsync(
        NpgsqlConnection connection, OriginJudgement judgement, Authorship by, CancellationToken token)
    {
        if (await FindStandingAsync(connection, judgement, token) is not { } standing)
        {
            return judgement;
        }

        var successor = judgement.After(standing);
        var retired = standing.Retire(successor.JudgedAt);
        await connection.ExecuteAsync(new CommandDefinition(
            Statements["OriginJudgementRetire"], new { retired.Id, retired.SupersededAt, retired.Version }, cancellationToken: token));
        await RecordAsync(connection, retired, "superseded", $"The judgement {successor.Id} took its place.", by, token);
        return successor;
    }

    private static string PairOf(OriginJudgement judgement) => judgement is { A.Unnamed: { } a, B.Unnamed: { } b }
        ? $"{a.Relay.Id} {a.Key} {b.Relay.Id} {b.Key}"
        : $"{judgement.A.Claim} {judgement.B.Claim}";

    private static object Parameters(OriginJudgement judgement) => new
    {
        judgement.Id,
        AClaim = judgement.A.Claim,
        BClaim = judgement.B.Claim,
        ADescriptor = judgement.A.Unnamed?.Descriptor,
        AKey = judgement.A.Unnamed?.Key,
        ARelay = judgement.A.Unnamed?.Relay.Id,
        BDescriptor = judgement.B.Unnamed?.Descriptor,
        BKey = judgement.B.Unnamed?.Key,
        BRelay = judgement.B.Unnamed?.Relay.Id,
        Verdict = Words<OriginVerdict>.Of(judgement.Verdict),
        judgement.Rationale,
        judgement.JudgedBy,
        judgement.JudgedAt,
        judgement.SupersededAt,
        judgement.Version,
    };

    private static async Task InsertAsync(NpgsqlConnection connection, OriginJudgement judgement, Authorship by, CancellationToken token)
    {
        await connection.ExecuteAsync(new CommandDefinition(
            Statements["OriginJudgementInsert"], Parameters(judgement), cancellationToken: token));
        await RecordAsync(connection, judgement, "created", null, by, token);
    }

    private static Task RecordAsync(
        NpgsqlConnection connection, OriginJudgement judgement, string action, string? reason, Authorship by, CancellationToken token) =>
        AuditLog.AppendAsync(
            connection,
            new AuditLog.Change(AuditedEntity.OriginJudgement, judgement.Id, judgement.Version, action, Snapshot.Of(judgement), reason),
            by,
            token);
}
