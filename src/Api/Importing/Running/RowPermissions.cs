using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Links;

namespace ClaimCheck.Api.Importing.Running;

/// <summary>Whether whoever sends a row may write what it asks for: as with single writes, whose roles these are.</summary>
internal static class RowPermissions
{
    /// <summary>Why the row is refused; null where it is not.</summary>
    public static RowFailure? Refuse(ImportRecord record, Role role)
    {
        var least = OperationRoles.LeastFor(OperationOf(record.Kind))!.Value;
        if (role < least)
        {
            return Forbidden(null, $"Only the role {Words<Role>.Of(least)} or a higher one may write this: have it sent with such a key.");
        }

        return role >= Role.Admin ? null : RefuseToRestore(record);
    }

    private static Operation OperationOf(RecordKind kind) => kind switch
    {
        RecordKind.Source => Operation.CreateSource,
        RecordKind.RatingScale => Operation.CreateRatingScale,
        RecordKind.Article => Operation.CreateArticle,
        RecordKind.Claim => Operation.CreateClaim,
        RecordKind.Link => Operation.LinkClaims,
        RecordKind.Assessment or RecordKind.ClaimReview => Operation.CreateAssessment,
        RecordKind.Reliability => Operation.RateSource,
        RecordKind.LinkReview => Operation.ReviewLink,
        RecordKind.Correction => Operation.ChangeAssessment,
        RecordKind.OriginJudgement => Operation.JudgeOrigins,
        RecordKind.SourceRetraction => Operation.RetractSource,
        RecordKind.ClaimReviewPage => Operation.CreateClaimReviewPage,
    };

    /// <summary>What came about by somebody's decision is not made by a file, unless an admin brings back what was exported.</summary>
    private static RowFailure? RefuseToRestore(ImportRecord record) => record switch
    {
        ClaimRecord { Status: not ClaimStatus.Active } => Forbidden(
            "$.status", "Only an admin may bring back a claim that is retracted or superseded. Leave `status` out, or retract the claim once it is stored."),
        LinkRecord { Status: LinkStatus.Rejected or LinkStatus.Retracted } => Forbidden(
            "$.status", "Only an admin may bring back a link that was rejected or retracted. Leave the row out."),
        LinkReviewRecord or CorrectionRecord or SourceRetractionRecord => Forbidden(
            null, "Only an admin may bring back what was done to a record before. Leave the row out."),
        OriginJudgementRecord { SupersededAt: not null } => Forbidden(
            "$.supersededAt", "Only an admin may bring back a judgement that stands no longer. Leave the row out."),
        _ => null,
    };

    private static RowFailure Forbidden(string? path, string message) => new(ProblemType.Forbidden.Slug, path, message);
}
