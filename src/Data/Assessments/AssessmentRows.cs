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
    /// <summary>How many assessments one withdrawal or takedown reaches; more than any newsroom has on the claims of one.</summary>
    public const int MostAtOnce = 10_000;

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
            await connection.ExecuteAsync(new CommandDefinition(
                Statements["CorrectionInsert"],
                new
                {
                    AssessmentId = assessment.Id,
                    latest.Version,
                    Changed = latest.Changed.Select(Words<AssessmentMember>.Of).ToArray(),
                    latest.Note,
                    latest.By,
                    latest.At,
                },
                cancellationToken: token));
        }

        await RecordAsync(connection, assessment, action, reason, by, token);
    }

    /// <summary>Records that the assessments of a claim were emptied with it, in the transaction of its takedown.</summary>
    internal static async Task RecordTakedownAsync(NpgsqlConnection connection, Guid claim, Authorship by, CancellationToken cancellation)
    {
        var emptied = await connection.QueryAsync<(Guid Id, int Version)>(new CommandDefinition(
            Statements["AssessmentsTakenDown"], new { claim, by.At, Take = MostAtOnce }, cancellationToken: cancellation));
        foreach (var (id, version) in emptied)
        {
            await AuditLog.AppendAsync(
                connection, new AuditLog.Change(AuditedEntity.Assessment, id, version, "redacted", null), by, cancellation);
        }
    }

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
        NpgsqlConnection connection, Assessment assessment, string action, string? reason, Authorship by, CancellationToken token)
    {
        var change = new AuditLog.Change(
            AuditedEntity.Assessment, assessment.Id, assessment.Version, action, Snapshot.Of(assessment), reason);
        return AuditLog.AppendAsync(connection, change, by, token);
    }
}
