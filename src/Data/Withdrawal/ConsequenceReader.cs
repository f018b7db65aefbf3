using ClaimCheck.Data.Evidence;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Withdrawal;
using Dapper;

namespace ClaimCheck.Data.Withdrawal;

/// <summary>An assessment that needs a second look.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Claim">What it judges.</param>
/// <param name="State">Where it stands.</param>
/// <param name="RatingText">The verdict.</param>
public sealed record ShakenAssessment(Guid Id, Guid Claim, AssessmentState State, string RatingText);

/// <summary>What a withdrawal does to what rests on it.</summary>
/// <param name="Counts">Counts that change, those of assessed claims first, then of the newest.</param>
/// <param name="IsComplete">Whether every claim concerned was counted; otherwise those of <see cref="ConsequenceReader.MostCounted"/> were.</param>
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
    /// <summary>The most claims that are counted before and after; each takes two round trips.</summary>
    public const int MostCounted = 50;

    /// <summary>The most assessments that are told of.</summary>
    public const int MostAssessments = 1000;

    private const int MostConcerned = 2 * FallenClaims.MostAtOnce;

    private static readonly Sql Statements = Sql.Load("consequences");

    /// <summary>What falls with these claims besides them.</summary>
    public async Task<Consequences> FindAsync(FallenClaims fallen, CancellationToken cancellation)
    {
        var concerned = await database.ReadAsync<Guid>(new CommandDefinition(
            Statements.With("ConcernedClaims", []),
            new { Ids = fallen.Claims.Select(claim => claim.Id).ToArray(), EvidenceReader.LineageSteps, Most = MostConcerned },
            cancellationToken: cancellation));
        var changes = new List<CountChange>();
        foreach (var id in concerned.Take(MostCounted))
        {
            if (await evidence.GetAsync(id, new EvidenceScope(), cancellation) is { } known && CountChange.Of(known, fallen) is { } change)
            {
                changes.Add(change);
            }
        }

        Guid[] shaken =
        [
            .. changes.Select(change => change.Claim),
            .. concerned.Skip(MostCounted),
            .. fallen.Claims.Where(claim => claim.Effect == WithdrawalEffect.Retracted).Select(claim => claim.Id),
        ];
        var assessments = await database.ReadAsync<AssessmentRow>(new CommandDefinition(
            Statements["ConcernedAssessments"], new { Claims = shaken, Take = MostAssessments }, cancellationToken: cancellation));
        return new Consequences(changes, concerned.Count <= MostCounted, shaken, assessments.ConvertAll(row => row.ToAssessment()));
    }

    /// <summary>
    /// The claims that a verdict calls confirmed and that no longer have the origins for it after a change around them; those that are
    /// too many to be counted as well.
    /// </summary>
    /// <param name="around">The claims that the change is about.</param>
    /// <param name="change">What is known around a claim, after the change.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<IReadOnlyList<Guid>> FindUnconfirmedAsync(
        Guid[] around, Func<Neighbourhood, Neighbourhood> change, CancellationToken cancellation)
    {
        var confirmed = await database.ReadAsync<Guid>(new CommandDefinition(
            Statements.With("ConcernedClaims", ["credibility"]),
            new { Ids = around, EvidenceReader.LineageSteps, Most = MostConcerned, Credibility = (short)Finding.Confirmed },
            cancellationToken: cancellation));
        var shaken = confirmed.Skip(MostCounted).ToList();
        foreach (var id in confirmed.Take(MostCounted))
        {
            if (await evidence.GetAsync(id, new EvidenceScope(), cancellation) is { } known && IsConfirmed(known) && !IsConfirmed(change(known)))
            {
                shaken.Add(id);
            }
        }

        return shaken;
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
