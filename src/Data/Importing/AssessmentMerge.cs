using ClaimCheck.Data.Assessments;
using ClaimCheck.Data.Audit;
using ClaimCheck.Data.Evidence;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Values;
using Dapper;

namespace ClaimCheck.Data.Importing;

/// <summary>
/// Merges assessments into what is stored. Of the same claim, by the same author and to be read at the same place they are the same
/// assessment.
/// </summary>
public static class AssessmentMerge
{
    private const string Note = "Imported again with other contents.";

    private static readonly Sql Statements = Sql.Load("assessments");

    /// <summary>Merges a batch of assessments.</summary>
    /// <param name="context">Where and for whom.</param>
    /// <param name="rows">The assessments, in the order of the file.</param>
    /// <returns>What became of each, in the same order.</returns>
    public static async Task<IReadOnlyList<Merged<AssessmentOutcome, Assessment>>> MergeAsync(
        MergeContext context, IReadOnlyList<RowToMerge<AssessmentRecord>> rows)
    {
        var names = await ClaimNames.FindAsync(context, [.. rows.Select(row => row.Record.Claim)]);
        var claims = rows.Select(row => (Row: row, Claim: names.Find("claim", row.Record.Claim, out var unknown), Unknown: unknown)).ToList();
        var held = await HoldAsync(context, [.. claims.Where(one => one.Unknown is null).Select(one => one.Claim)]);
        var results = new List<Merged<AssessmentOutcome, Assessment>>(rows.Count);
        var touched = new TouchedAssessments(context, held.Keys.ToList());
        foreach (var (row, claim, unknown) in claims)
        {
            results.Add(unknown is not null
                ? Merged<AssessmentOutcome, Assessment>.Nameless(unknown)
                : await MergeAsync(context, row.Line, row.Record, claim, held, touched));
        }

        return results;
    }

    /// <summary>Claims, until the end of the transaction, as nobody else imports an assessment of them.</summary>
    /// <param name="context">Where and for whom.</param>
    /// <param name="claims">The claims.</param>
    internal static async Task<IReadOnlyDictionary<Guid, AssessmentStore.AssessedClaim>> HoldAsync(MergeContext context, IReadOnlyCollection<Guid> claims) =>
        (await context.Lane.Connection.QueryAsync<(Guid Id, string? Language, bool IsTakenDown)>(
            context.Command(Statements["AssessedClaimsHold"], new { Ids = claims.Distinct().ToArray() })))
        .ToDictionary(row => row.Id, row => new AssessmentStore.AssessedClaim(row.Language, row.IsTakenDown));

    /// <summary>Merges one assessment of a claim that is known.</summary>
    /// <param name="context">Where and for whom.</param>
    /// <param name="line">Where its row stands.</param>
    /// <param name="record">What it says.</param>
    /// <param name="claim">The claim.</param>
    /// <param name="held">From <see cref="HoldAsync"/>.</param>
    /// <param name="touched">What this batch has been at.</param>
    /// <param name="isReview">Whether a ClaimReview says it: what that has no words for is as it was.</param>
    internal static async Task<Merged<AssessmentOutcome, Assessment>> MergeAsync(
        MergeContext context,
        int line,
        AssessmentRecord record,
        Guid claim,
        IReadOnlyDictionary<Guid, AssessmentStore.AssessedClaim> held,
        TouchedAssessments touched,
        bool isReview = false)
    {
        var connection = context.Lane.Connection;
        var scale = record.Rating.Scale is { } name ? await RatingScaleReader.FindAsync(connection, name, context.Cancellation) : null;
        if (record.Rating.Scale is not null && scale is null)
        {
            return Merged<AssessmentOutcome, Assessment>.Refused(new(AssessmentOutcome.ScaleMissing, Path: [record.Rating.Scale]));
        }

        if (!held.TryGetValue(claim, out var assessed) || assessed.IsTakenDown)
        {
            return Merged<AssessmentOutcome, Assessment>.Refused(
                new(assessed is null ? AssessmentOutcome.ClaimMissing : AssessmentOutcome.TakenDown));
        }

        // An export leaves out a language that is not there; whoever else leaves it out means the claim's.
        var finding = record.Kept.IsExported ? record.Finding : record.Finding with { Language = record.Finding.Language ?? assessed.Language };
        var known = await FindKnownAsync(context, record, claim);
        if (known is not null && known.Claim != claim)
        {
            return Merged<AssessmentOutcome, Assessment>.IdTaken(known.Id);
        }

        if (known is null && context.Restores && record is { Kept: { IsExported: true }, Rating.Normalized: { } normalized })
        {
            var sent = record.Rating;
            return await RestoreAsync(
                context, line, record, claim, new Rating(sent.Text, scale?.Ref, sent.Value, sent.BestRating, sent.WorstRating, normalized), touched);
        }

        if (known is not null && isReview)
        {
            finding = finding with
            {
                Language = record.Finding.Language ?? known.Finding.Language,
                Credibility = known.Finding.Credibility,
                Likelihood = known.Finding.Likelihood,
                Confidence = known.Finding.Confidence,
            };
        }

        var rated = known is not null && (record.Rating.Repeats(known.Rating) || (isReview && record.Rating.Reviews(known.Rating)))
            ? new(AssessmentOutcome.Accepted, known.Rating)
            : Rating.Of(record.Rating, scale);
        if (rated.Value is not { } rating)
        {
            return Merged<AssessmentOutcome, Assessment>.Refused(new(rated.Outcome, Path: rated.Path));
        }

        var floor = finding.Credibility == Finding.Confirmed ? await EvidenceReader.FloorOfAsync(connection, claim, context.Cancellation) : null;
        return known is null
            ? await AddAsync(context, line, record, claim, rating, finding, floor, touched)
            : await CompareAsync(context, record, known, rating, finding, floor, touched);
    }

    /// <summary>The assessment with the row's id, of whichever claim; where it has none, the same review of this one.</summary>
    private static async Task<Assessment?> FindKnownAsync(MergeContext context, AssessmentRecord record, Guid claim)
    {
        var connection = context.Lane.Connection;
        if (record.Kept.Id is { } id)
        {
            return (await AssessmentReader.GetAsync(connection, id, context.Cancellation))?.Assessment;
        }

        var ids = (await connection.QueryAsync<Guid>(context.Command(
            Statements["AssessmentsOfReview"], new { claim, Author = record.Finding.Author.Name, record.Finding.ReviewUrl }))).AsList();
        if (ids.Count == 0)
        {
            return null;
        }

        // Without an address several are the same review only if they say the same.
        var known = (await AssessmentReader.GetAllAsync(connection, ids, context.Cancellation)).ConvertAll(found => found.Assessment);
        return known.Find(one => one.Rating.Text == record.Rating.Text) ?? (record.Finding.ReviewUrl is null ? null : known[0]);
    }

    /// <summary>
    /// Brings back an assessment as it was: its scale may have changed since it was given, and what stands behind its claim may come
    /// later in the file.
    /// </summary>
    private static async Task<Merged<AssessmentOutcome, Assessment>> RestoreAsync(
        MergeContext context, int line, AssessmentRecord record, Guid claim, Rating rating, TouchedAssessments touched)
    {
        var (kept, by) = (record.Kept, context.By);
        var assessment = new Assessment(
            kept.Id ?? context.NewId(line, RecordKind.Assessment), claim, rating, record.Finding, record.State, record.NeedsReview, [],
            kept.Version ?? 1, kept.CreatedAt ?? by.At, kept.UpdatedAt ?? by.At);
        await AssessmentRows.InsertAsync(context.Lane.Connection, assessment, by, context.Cancellation);
        touched.Add(assessment.Id);
        return new(RowResult.Created, assessment.Id);
    }

    private static async Task<Merged<AssessmentOutcome, Assessment>> AddAsync(
        MergeContext context,
        int line,
        AssessmentRecord record,
        Guid claim,
        Rating rating,
        Finding finding,
        int? floor,
        TouchedAssessments touched)
    {
        var by = context.By;
        var kept = record.Kept;
        var verdict = Assessment.Draft(kept.Id ?? context.NewId(line, RecordKind.Assessment), claim, rating, finding, floor, by);
        if (verdict.Value is { } draft && verdict.Outcome == AssessmentOutcome.Accepted)
        {
            verdict = MoveTo(draft, record.State, floor, by);
        }

        if (verdict is not { Outcome: AssessmentOutcome.Accepted, Value: { } moved })
        {
            return Merged<AssessmentOutcome, Assessment>.Refused(verdict);
        }

        var restored = context.Restores ? kept : new Bookkeeping();
        var assessment = moved with
        {
            Version = restored.Version ?? 1,
            CreatedAt = restored.CreatedAt ?? by.At,
            UpdatedAt = restored.UpdatedAt ?? by.At,
        };
        await AssessmentRows.InsertAsync(context.Lane.Connection, assessment, by, context.Cancellation);
        touched.Add(assessment.Id);
        return new(RowResult.Created, assessment.Id);
    }

    private static Verdict<AssessmentOutcome, Assessment> MoveTo(Assessment assessment, AssessmentState state, int? floor, Authorship by) =>
        state switch
        {
            AssessmentState.Draft => new(AssessmentOutcome.Accepted, assessment),
            AssessmentState.InReview => assessment.Submit(VersionCondition.Any, by),
            AssessmentState.Published => assessment.Publish(floor, VersionCondition.Any, by),
            AssessmentState.Retracted => assessment.Retract(VersionCondition.Any, by) switch
            {
                { Outcome: AssessmentOutcome.Accepted, Value: { } retracted } => new(
                    AssessmentOutcome.Accepted,
                    retracted with { Finding = retracted.Finding with { PublishedAt = assessment.Finding.PublishedAt } }),
                var refused => refused,
            },
        };

    private static async Task<Merged<AssessmentOutcome, Assessment>> CompareAsync(
        MergeContext context,
        AssessmentRecord record,
        Assessment known,
        Rating rating,
        Finding finding,
        int? floor,
        TouchedAssessments touched)
    {
        if (context.KeepsWhatIsThere)
        {
            return new(RowResult.Skipped, known.Id);
        }

        // A date of publication that is left out is the one it has.
        var wanted = finding with { PublishedAt = finding.PublishedAt ?? known.Finding.PublishedAt };
        var isSame = Snapshot.Of(known with { Rating = rating, Finding = wanted }) == Snapshot.Of(known);
        var comesForward = record.State > known.State && known.State != AssessmentState.Retracted;
        if (isSame && !comesForward)
        {
            touched.Add(known.Id);
            return new(RowResult.Unchanged, known.Id);
        }

        if (await touched.ContainsAsync(known.Id))
        {
            return Merged<AssessmentOutcome, Assessment>.SaidTwice(known.Id);
        }

        touched.Add(known.Id);
        var by = context.By;
        var verdict = isSame
            ? new Verdict<AssessmentOutcome, Assessment>(AssessmentOutcome.Accepted, known)
            : known.Change(rating, wanted, Note, floor, VersionCondition.Any, by);
        if (verdict is { Outcome: AssessmentOutcome.Accepted, Value: { } changed } && comesForward)
        {
            verdict = MoveTo(changed, record.State, floor, by);
        }

        if (verdict is not { Outcome: AssessmentOutcome.Accepted, Value: { } moved })
        {
            return Merged<AssessmentOutcome, Assessment>.Refused(verdict);
        }

        // However many steps that were: it is one change of what is stored.
        var stored = moved with { Version = known.Version + 1 };
        var action = known.State == AssessmentState.Published ? "corrected" : "changed";
        await AssessmentRows.UpdateAsync(context.Lane.Connection, stored, action, Note, by, context.Cancellation);
        return new(RowResult.Updated, known.Id);
    }
}
