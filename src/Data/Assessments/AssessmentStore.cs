using ClaimCheck.Data.Evidence;
using ClaimCheck.Data.Idempotency;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Values;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Assessments;

/// <summary>Writes assessments.</summary>
/// <param name="database">The database.</param>
/// <param name="reader">Reads what is moved.</param>
/// <param name="scales">Finds the scales that verdicts are given on.</param>
/// <param name="evidence">Counts what a claim must have behind it to be called confirmed.</param>
public sealed class AssessmentStore(
    Database database, AssessmentReader reader, RatingScaleReader scales, EvidenceReader evidence)
{
    private static readonly Sql Statements = Sql.Load("assessments");

    /// <summary>Begins an assessment. Where it does not say its language, that is the claim's.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="claim">What it judges.</param>
    /// <param name="rating">The verdict.</param>
    /// <param name="finding">What it says besides.</param>
    /// <param name="by">Who drafts it.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <param name="receipt">Keeps the answer with what is written.</param>
    public async Task<Verdict<AssessmentOutcome, Assessment>> AddAsync(
        Guid id,
        Guid claim,
        RatingDraft rating,
        Finding finding,
        Authorship by,
        CancellationToken cancellation,
        Receipt<Verdict<AssessmentOutcome, Assessment>>? receipt = null)
    {
        var given = await RateAsync(rating, cancellation);
        if (given.Value is not { } verdict)
        {
            return Refused(given);
        }

        var floor = await CountOriginsAsync(claim, finding, cancellation);
        return await database.WriteAsync<Verdict<AssessmentOutcome, Assessment>>(
            async (connection, token) =>
            {
                var assessed = await HoldClaimAsync(connection, claim, token);
                if (assessed is null or { IsTakenDown: true })
                {
                    return (false, new(assessed is null ? AssessmentOutcome.ClaimMissing : AssessmentOutcome.TakenDown));
                }

                var drafted = Assessment.Draft(
                    id, claim, verdict, finding with { Language = finding.Language ?? assessed.Language }, floor, by);
                if (drafted is not { Outcome: AssessmentOutcome.Accepted, Value: { } assessment })
                {
                    return (false, drafted);
                }

                await AssessmentRows.InsertAsync(connection, assessment, by, token);
                return (true, drafted);
            },
            receipt,
            cancellation);
    }

    /// <summary>Changes what an assessment says; of a published one that is a correction.</summary>
    /// <param name="current">The assessment the change was made from.</param>
    /// <param name="rating">The verdict now. The scale is asked only where it is another than before.</param>
    /// <param name="finding">What it says besides.</param>
    /// <param name="note">Why.</param>
    /// <param name="by">Who changes it.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<Verdict<AssessmentOutcome, Assessment>> ChangeAsync(
        Assessment current, RatingDraft rating, Finding finding, string? note, Authorship by, CancellationToken cancellation)
    {
        var given = rating.Repeats(current.Rating)
            ? new(AssessmentOutcome.Accepted, current.Rating)
            : await RateAsync(rating, cancellation);
        if (given.Value is not { } verdict)
        {
            return Refused(given);
        }

        var floor = await CountOriginsAsync(current.Claim, finding, cancellation);
        return await MoveAsync(
            current.Id,
            current.State == AssessmentState.Published ? "corrected" : "changed",
            note,
            by,
            assessment => assessment.Change(verdict, finding, note, floor, VersionCondition.OneOf(current.Version), by),
            null,
            cancellation);
    }

    /// <summary>Hands a draft to the editors.</summary>
    /// <param name="id">Which assessment.</param>
    /// <param name="from">The version that is handed in.</param>
    /// <param name="by">Who hands it in.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <param name="receipt">Keeps the answer with what is written.</param>
    public Task<Verdict<AssessmentOutcome, Assessment>> SubmitAsync(
        Guid id,
        VersionCondition from,
        Authorship by,
        CancellationToken cancellation,
        Receipt<Verdict<AssessmentOutcome, Assessment>>? receipt = null) =>
        MoveAsync(id, "submitted", null, by, assessment => assessment.Submit(from, by), receipt, cancellation);

    /// <summary>Hands an assessment back to whoever works on it.</summary>
    /// <param name="id">Which assessment.</param>
    /// <param name="from">The version that is handed back.</param>
    /// <param name="note">What is to be done.</param>
    /// <param name="by">Who hands it back.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <param name="receipt">Keeps the answer with what is written.</param>
    public Task<Verdict<AssessmentOutcome, Assessment>> ReturnAsync(
        Guid id,
        VersionCondition from,
        string note,
        Authorship by,
        CancellationToken cancellation,
        Receipt<Verdict<AssessmentOutcome, Assessment>>? receipt = null) =>
        MoveAsync(id, "returned", note, by, assessment => assessment.Return(from, by), receipt, cancellation);

    /// <summary>Publishes an assessment.</summary>
    /// <param name="id">Which assessment.</param>
    /// <param name="from">The version that is published.</param>
    /// <param name="by">Who publishes it.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <param name="receipt">Keeps the answer with what is written.</param>
    public async Task<Verdict<AssessmentOutcome, Assessment>> PublishAsync(
        Guid id,
        VersionCondition from,
        Authorship by,
        CancellationToken cancellation,
        Receipt<Verdict<AssessmentOutcome, Assessment>>? receipt = null)
    {
        if (await reader.GetAsync(id, cancellation) is not { Assessment: var current })
        {
            return new(AssessmentOutcome.Missing);
        }

        var floor = await CountOriginsAsync(current.Claim, current.Finding, cancellation);
        return await MoveAsync(id, "published", null, by, assessment => assessment.Publish(floor, from, by), receipt, cancellation);
    }

    /// <summary>Takes an assessment back, for good.</summary>
    /// <param name="id">Which assessment.</param>
    /// <param name="from">The version that is taken back.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who takes it back.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <param name="receipt">Keeps the answer with what is written.</param>
    public Task<Verdict<AssessmentOutcome, Assessment>> RetractAsync(
        Guid id,
        VersionCondition from,
        string reason,
        Authorship by,
        CancellationToken cancellation,
        Receipt<Verdict<AssessmentOutcome, Assessment>>? receipt = null) =>
        MoveAsync(id, "retracted", reason, by, assessment => assessment.Retract(from, by), receipt, cancellation);

    /// <summary>
    /// Says of every assessment of these claims that it needs a second look, on the connection, and in the transaction, of what
    /// they rested on and what fell. Whoever holds claims has locked them before.
    /// </summary>
    /// <param name="connection">The connection of the change.</param>
    /// <param name="claims">What is assessed.</param>
    /// <param name="reason">What fell: ids, no quotes.</param>
    /// <param name="by">Who caused it.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <returns>The assessments, as they are now.</returns>
    internal static async Task<IReadOnlyList<Assessment>> FlagForReviewAsync(
        NpgsqlConnection connection, IReadOnlyCollection<Guid> claims, string reason, Authorship by, CancellationToken cancellation)
    {
        if (claims.Count == 0 || await AssessmentReader.HoldRestingOnAsync(connection, claims, cancellation) is not { Count: > 0 } held)
        {
            return [];
        }

        // Read under the lock: nobody changes them any more.
        var flagged = (await AssessmentReader.GetAllAsync(connection, held, cancellation))
            .ConvertAll(found => found.Assessment.Flag(reason, by.At)!);
        await AssessmentRows.FlagAllAsync(connection, flagged, reason, by, cancellation);
        return flagged;
    }

    /// <summary>The claim as nobody takes it down until an assessment of it is stored, or null.</summary>
    private static Task<AssessedClaim?> HoldClaimAsync(NpgsqlConnection connection, Guid claim, CancellationToken token) =>
        connection.QuerySingleOrDefaultAsync<AssessedClaim>(
            new CommandDefinition(Statements["AssessedClaimLock"], new { claim }, cancellationToken: token));

    private static Verdict<AssessmentOutcome, Assessment> Refused(Verdict<AssessmentOutcome, Rating> rating) =>
        new(rating.Outcome, Path: rating.Path);

    /// <summary>The origins behind the claim, which are counted only where the finding hangs on them.</summary>
    private Task<int?> CountOriginsAsync(Guid claim, Finding finding, CancellationToken cancellation) =>
        finding.Credibility == Finding.Confirmed ? evidence.FloorOfAsync(claim, cancellation) : Task.FromResult<int?>(null);

    private async Task<Verdict<AssessmentOutcome, Rating>> RateAsync(RatingDraft draft, CancellationToken cancellation)
    {
        if (draft.Scale is null)
        {
            return Rating.Of(draft, null);
        }

        return await scales.FindAsync(draft.Scale, cancellation) is { } scale
            ? Rating.Of(draft, scale)
            : new(AssessmentOutcome.ScaleMissing, Path: [draft.Scale]);
    }

    private async Task<Verdict<AssessmentOutcome, Assessment>> MoveAsync(
        Guid id,
        string action,
        string? reason,
        Authorship by,
        Func<Assessment, Verdict<AssessmentOutcome, Assessment>> move,
        Receipt<Verdict<AssessmentOutcome, Assessment>>? receipt,
        CancellationToken cancellation) =>
        await database.WriteAsync<Verdict<AssessmentOutcome, Assessment>>(
            async (connection, token) =>
            {
                await connection.ExecuteAsync(new CommandDefinition(Statements["AssessmentLock"], new { id }, cancellationToken: token));
                var found = await AssessmentReader.GetAsync(connection, id, token);
                if (found is not { TakenDownAt: null, Assessment: var current })
                {
                    return (false, new(found is null ? AssessmentOutcome.Missing : AssessmentOutcome.TakenDown));
                }

                var moved = move(current);
                if (moved is not { Outcome: AssessmentOutcome.Accepted, Value: { } assessment })
                {
                    return (false, moved);
                }

                await AssessmentRows.UpdateAsync(connection, assessment, action, reason, by, token);
                return (true, moved);
            },
            receipt,
            cancellation);

    /// <summary>What an assessment needs to know of its claim.</summary>
    internal sealed record AssessedClaim(string? Language, bool IsTakenDown);
}
