using ClaimCheck.Data.Evidence;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Withdrawal;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Withdrawal;

/// <summary>An assessment that needs a second look.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Claim">What it judges.</param>
/// <param name="State">Where it stands.</param>
/// <param name="RatingText">The verdict.</param>
public sealed record ShakenAssessment(Guid Id, Guid Claim, AssessmentState State, string RatingText);

/// <summary>What a withdrawal does to what rests on it.</summary>
/// <param name="Counts">Counts that change, those of assessed claims first, then of the newest.</param>
/// <param name="IsComplete">Whether every claim concerned was counted; otherwise those that were assessed and the newest, as far as it went.</param>
/// <param name="Shaken">
/// The claims that are retracted, whose count changes, or that were too many to be counted: somebody should look rather than nobody.
/// Whatever verdict they have when it is done, assessed by now or not, needs a second look.
/// </param>
/// <param name="Assessments">Their assessments by now.</param>
public sealed record Consequences(
    IReadOnlyList<CountChange> Counts, bool IsComplete, IReadOnlyList<Guid> Shaken, IReadOnlyList<ShakenAssessment> Assessments)
{
    /// <summary>Nothing changes.</summary>
    public static Consequences None { get; } = new([], true, [], []);
}

/// <summary>Finds out what a withdrawal, or another change, does to counts and verdicts.</summary>
/// <param name="database">The database.</param>
/// <param name="evidence">Fetches what is counted.</param>
public sealed class ConsequenceReader(Database database, EvidenceReader evidence)
{
    /// <summary>The most claims that are counted before and after; each is fetched anew.</summary>
    public const int MostCounted = 50;

    /// <summary>
    /// After how many claims fetched no other count is begun: what a request can do beside its own work, however much surrounds each
    /// claim. Claims are counted and not the time, so that a dry run and the deed say the same.
    /// </summary>
    public const int MostFetched = 2_500;

    /// <summary>The most assessments that are told of.</summary>
    public const int MostAssessments = 1000;

    /// <summary>How far downstream what rests on a claim is followed, in claims.</summary>
    private const int LineageSteps = 64;

    private const int MostConcerned = 2 * FallenClaims.MostAtOnce;

    private static readonly Sql Statements = Sql.Load("consequences");

    /// <summary>What falls with these claims besides them.</summary>
    public async Task<Consequences> FindAsync(FallenClaims fallen, CancellationToken cancellation)
    {
        var concerned = await ConcernedAsync([.. fallen.Claims.Select(claim => claim.Id)], cancellation);
        var changes = new List<CountChange>();
        var counted = await LookAtAsync(
            concerned,
            (_, known) =>
            {
                if (CountChange.Of(known, fallen) is { } change)
                {
                    changes.Add(change);
                }
            },
            Fetching(cancellation));
        Guid[] shaken =
        [
            .. changes.Select(change => change.Claim),
            .. concerned.Skip(counted),
            .. fallen.Claims.Where(claim => claim.Effect == WithdrawalEffect.Retracted).Select(claim => claim.Id),
        ];
        return new Consequences(changes, counted == concerned.Count, shaken, await AssessmentsAsync(shaken, cancellation));
    }

    /// <summary>The same for a claim with which more falls than can be told of: nothing is counted, and every claim concerned is shaken.</summary>
    public async Task<Consequences> FindUncountedAsync(Guid claim, CancellationToken cancellation)
    {
        Guid[] shaken = [.. await ConcernedAsync([claim], cancellation)];
        return new Consequences([], false, shaken, await AssessmentsAsync(shaken, cancellation));
    }

    /// <summary>
    /// The claims that a verdict calls confirmed and that no longer have the origins for it after a change around them; those that are
    /// too many to be counted as well.
    /// </summary>
    /// <param name="around">The claims that the change is about.</param>
    /// <param name="change">What is known around a claim, after the change.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<IReadOnlyList<Guid>> FindUnconfirmedAsync(
        Guid[] around, Func<Neighbourhood, Neighbourhood> change, CancellationToken cancellation) =>
        await FindUnconfirmedAsync(await database.ReadAsync<Guid>(ConfirmedCommand(around, cancellation)), change, Fetching(cancellation));

    /// <summary>The same, as a transaction sees it that has changed what is counted.</summary>
    internal static async Task<IReadOnlyList<Guid>> FindUnconfirmedAsync(
        NpgsqlConnection connection, Guid[] around, Func<Neighbourhood, Neighbourhood> change, CancellationToken cancellation) =>
        await FindUnconfirmedAsync(
            (await connection.QueryAsync<Guid>(ConfirmedCommand(around, cancellation))).AsList(),
            change,
            id => EvidenceReader.GetAsync(connection, id, new EvidenceScope(), cancellation));

    private static async Task<IReadOnlyList<Guid>> FindUnconfirmedAsync(
        List<Guid> confirmed, Func<Neighbourhood, Neighbourhood> change, Func<Guid, Task<Neighbourhood?>> fetch)
    {
        var shaken = new List<Guid>();
        var counted = await LookAtAsync(
            confirmed,
            (id, known) =>
            {
                if (IsConfirmed(known) && !IsConfirmed(change(known)))
                {
                    shaken.Add(id);
                }
            },
            fetch);
        shaken.AddRange(confirmed.Skip(counted));
        return shaken;
    }

    private static CommandDefinition ConfirmedCommand(Guid[] around, CancellationToken cancellation) => new(
        Statements.With("ConcernedClaims", ["credibility"]),
        new { Ids = around, LineageSteps, Most = MostConcerned, Credibility = (short)Finding.Confirmed },
        cancellationToken: cancellation);

    private Func<Guid, Task<Neighbourhood?>> Fetching(CancellationToken cancellation) =>
        id => evidence.GetAsync(id, new EvidenceScope(), cancellation);

    /// <summary>Fetches what is known around each, as far as the bounds reach; gives back how many were looked at.</summary>
    private static async Task<int> LookAtAsync(List<Guid> claims, Action<Guid, Neighbourhood> look, Func<Guid, Task<Neighbourhood?>> fetch)
    {
        var (looked, fetched) = (0, 0);
        for (; looked < Math.Min(claims.Count, MostCounted) && fetched < MostFetched; looked++)
        {
            if (await fetch(claims[looked]) is { } known)
            {
                fetched += known.Claims.Count;
                look(claims[looked], known);
            }
        }

        return looked;
    }

    private ValueTask<List<Guid>> ConcernedAsync(Guid[] ids, CancellationToken cancellation) => database.ReadAsync<Guid>(new CommandDefinition(
        Statements.With("ConcernedClaims", []), new { ids, LineageSteps, Most = MostConcerned }, cancellationToken: cancellation));

    private async Task<List<ShakenAssessment>> AssessmentsAsync(Guid[] claims, CancellationToken cancellation)
    {
        var rows = await database.ReadAsync<AssessmentRow>(new CommandDefinition(
            Statements["ConcernedAssessments"], new { claims, Take = MostAssessments }, cancellationToken: cancellation));
        return rows.ConvertAll(row => row.ToAssessment());
    }

    private static bool IsConfirmed(Neighbourhood known) =>
        EvidenceCounter.Count(known).Supporting.Origins.Floor >= Finding.OriginsOfConfirmed;

    private sealed class AssessmentRow
    {
        public Guid Id { get; init; }
        public Guid ClaimId { get; init; }
        public string State { get; init; } = "";
        public string RatingText { get; init; } = "";

        public ShakenAssessment ToAssessment() => new(Id, ClaimId, Words<AssessmentState>.Parse(State), RatingText);
    }
}
