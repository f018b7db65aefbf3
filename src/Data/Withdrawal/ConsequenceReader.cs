using ClaimCheck.Data.Evidence;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Assessments;
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
/// <param name="Assessments">
/// Assessments of claims whose count changes, or that were too many to be counted: somebody should look rather than nobody.
/// </param>
public sealed record Consequences(
    IReadOnlyList<CountChange> Counts, bool IsComplete, IReadOnlyList<ShakenAssessment> Assessments)
{
    /// <summary>Nothing changes.</summary>
    public static Consequences None { get; } = new([], true, []);

    /// <summary>The claims whose assessments need a second look.</summary>
    public IEnumerable<Guid> AssessedClaims => Assessments.Select(assessment => assessment.Claim).Distinct();
}

/// <summary>Finds out what a withdrawal does to counts and verdicts.</summary>
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
            Statements["ConcernedClaims"],
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

        Guid[] shaken = [.. changes.Select(change => change.Claim), .. concerned.Skip(MostCounted)];
        var assessments = await database.ReadAsync<AssessmentRow>(new CommandDefinition(
            Statements["ConcernedAssessments"], new { Claims = shaken, Take = MostAssessments }, cancellationToken: cancellation));
        return new Consequences(changes, concerned.Count <= MostCounted, assessments.ConvertAll(row => row.ToAssessment()));
    }

    private sealed class AssessmentRow
    {
        public Guid Id { get; init; }
        public Guid ClaimId { get; init; }
        public string State { get; init; } = "";
        public string RatingText { get; init; } = "";

        public ShakenAssessment ToAssessment() => new(Id, ClaimId, Words<AssessmentState>.Parse(State), RatingText);
    }
}
