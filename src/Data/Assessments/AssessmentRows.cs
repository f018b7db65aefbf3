using ClaimCheck.Data.Audit;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Assessments;
using Dapper;
using Npgsql;

namespace ClaimCheck.Data.Assessments;

/// <summary>Writes an assessment's rows and its history, in the transaction of whoever decided what they hold.</summary>
internal static class AssessmentRows
{
    private static readonly Sql Statements = Sql.Load("assessments");

    /// <summary>Writes a new assessment.</summary>
    public static async Task InsertAsync(NpgsqlConnection connection, Assessment assessment, Authorship by, CancellationToken token)
    {
        await connection.ExecuteAsync(new CommandDefinition(
            Statements["AssessmentInsert"], Parameters(assessment), cancellationToken: token));
        await RecordAsync(connection, assessment, "created", null, by, token);
    }

    /// <summary>Writes an assessment as it is now over how it was, its latest correction if that is new, and its history.</summary>
    public static async Task UpdateAsync(
        NpgsqlConnection connection, Assessment assessment, string action, string? reason, Authorship by, CancellationToken token)
    {
        await connection.ExecuteAsync(new CommandDefinition(
            Statements["AssessmentUpdate"], Parameters(assessment), cancellationToken: token));
        if (assessment.Corrections is [var latest, ..] && latest.Version == assessment.Version)
        {
            await InsertAsync(connection, assessment.Id, latest, token);
        }

        await RecordAsync(connection, assessment, action, reason, by, token);
    }

    /// <summary>The correction that made a version of an assessment; null where there is none.</summary>
    public static async Task<Correction?> FindCorrectionAsync(
        NpgsqlConnection connection, Guid assessment, int version, CancellationToken token) =>
        (await connection.QuerySingleOrDefaultAsync<CorrectionRow>(new CommandDefinition(
            Statements["CorrectionFind"], new { AssessmentId = assessment, version }, cancellationToken: token)))?.ToStored().Correction;

    /// <summary>Writes a correction that was made before: the assessment says itself what came of it.</summary>
    public static async Task RestoreAsync(
        NpgsqlConnection connection, Assessment assessment, Correction correction, Authorship by, CancellationToken token)
    {
        await InsertAsync(connection, assessment.Id, correction, token);
        await RecordAsync(connection, assessment, "restored", correction.Note, by, token);
    }

    /// <summary>Writes of many assessments that they need a second look, and their history, in two statements.</summary>
    public static async Task FlagAllAsync(
        NpgsqlConnection connection, IReadOnlyCollection<Assessment> flagged, string reason, Authorship by, CancellationToken token)
    {
        await connection.ExecuteAsync(new CommandDefinition(
            Statements["AssessmentsFlag"],
            new
            {
                Ids = flagged.Select(assessment => assessment.Id).ToArray(),
                Sinces = flagged.Select(assessment => assessment.NeedsReview!.Since.UtcDateTime).ToArray(),
                Versions = flagged.Select(assessment => assessment.Version).ToArray(),
                reason,
                by.At,
            },
            cancellationToken: token));
        await AuditLog.AppendAllAsync(connection, [.. flagged.Select(assessment => ChangeOf(assessment, "flagged", reason))], by, token);
    }

    private static Task<int> InsertAsync(NpgsqlConnection connection, Guid assessment, Correction correction, CancellationToken token) =>
        connection.ExecuteAsync(new CommandDefinition(
            Statements["CorrectionInsert"],
            new
            {
                AssessmentId = assessment,
                correction.Version,
                Changed = correction.Changed.Select(Words<AssessmentMember>.Of).ToArray(),
                correction.Note,
                correction.By,
                correction.At,
            },
            cancellationToken: token));

    private static object Parameters(Assessment assessment) => new
    {
        assessment.Id,
        assessment.Claim,
        assessment.Finding.Language,
        RatingText = assessment.Rating.Text,
        ScaleId = assessment.Rating.Scale?.Id,
        RatingValue = assessment.Rating.Value,
        assessment.Rating.BestRating,
        assessment.Rating.WorstRating,
        Normalized = Words<NormalizedRating>.Of(assessment.Rating.Normalized),
        Credibility = (short?)assessment.Finding.Credibility,
        Likelihood = assessment.Finding.Likelihood is { } likelihood ? Words<Likelihood>.Of(likelihood) : null,
        Confidence = assessment.Finding.Confidence is { } confidence ? Words<Confidence>.Of(confidence) : null,
        assessment.Finding.Title,
        assessment.Finding.Summary,
        assessment.Finding.ReviewUrl,
        AuthorName = assessment.Finding.Author.Name,
        AuthorUrl = assessment.Finding.Author.Url,
        assessment.Finding.Site,
        assessment.Finding.PublishedAt,
        State = Words<AssessmentState>.Of(assessment.State),
        NeedsReviewReason = assessment.NeedsReview?.Reason,
        NeedsReviewSince = assessment.NeedsReview?.Since,
        assessment.Version,
        assessment.CreatedAt,
        assessment.UpdatedAt,
    };

    private static Task RecordAsync(
        NpgsqlConnection connection, Assessment assessment, string action, string? reason, Authorship by, CancellationToken token) =>
        AuditLog.AppendAsync(connection, ChangeOf(assessment, action, reason), by, token);

    private static AuditLog.Change ChangeOf(Assessment assessment, string action, string? reason) =>
        new(AuditedEntity.Assessment, assessment.Id, assessment.Version, action, Snapshot.Of(assessment), reason);
}
