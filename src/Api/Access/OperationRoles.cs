using ClaimCheck.Api.Limits;
using ClaimCheck.Domain.Access;

namespace ClaimCheck.Api.Access;

/// <summary>
/// The table of operations and roles: the least role that may call each, null for anybody. It has no default arm, so an
/// operation that is missing here does not compile (CS8509).
/// </summary>
public static class OperationRoles
{
    /// <summary>The least role that may call the operation; null where no key is needed.</summary>
    public static Role? LeastFor(Operation operation) => operation switch
    {
        Operation.GetEvidence               => Role.Reader,
        Operation.CheckPolicy               => Role.Reader,

        Operation.ListSources               => Role.Reader,
        Operation.CreateSource              => Role.Contributor,
        Operation.GetSource                 => Role.Reader,
        Operation.ChangeSource              => Role.Contributor,
        Operation.ListReliability           => Role.Reader,
        Operation.RateSource                => Role.Editor,
        Operation.GetSourceHistory          => Role.Reader,
        Operation.ListSourceRetractions     => Role.Reader,
        Operation.RetractSource             => Role.Editor,

        Operation.ListArticles              => Role.Reader,
        Operation.CreateArticle             => Role.Contributor,
        Operation.GetArticle                => Role.Reader,
        Operation.ChangeArticle             => Role.Contributor,
        Operation.GetArticleHistory         => Role.Reader,

        Operation.ListClaims                => Role.Reader,
        Operation.CreateClaim               => Role.Contributor,
        Operation.GetClaim                  => Role.Reader,
        Operation.ChangeClaim               => Role.Contributor,
        Operation.RetractClaim              => Role.Editor,
        Operation.TakeDownClaim             => Role.Admin,
        Operation.GetClaimHistory           => Role.Reader,
        Operation.GetClaimGraph             => Role.Reader,

        Operation.ListSuggestions           => Role.Reader,
        Operation.AcceptSuggestion          => Role.Editor,
        Operation.DismissSuggestion         => Role.Editor,

        Operation.LinkClaims                => Role.Contributor,
        Operation.ListLinks                 => Role.Reader,
        Operation.GetLink                   => Role.Reader,
        Operation.ReviewLink                => Role.Editor,
        Operation.RetractLink               => Role.Editor,
        Operation.GetLinkHistory            => Role.Reader,

        Operation.MatchTexts                => Role.Reader,
        Operation.MatchArticle              => Role.Reader,

        Operation.ListRatingScales          => Role.Reader,
        Operation.CreateRatingScale         => Role.Editor,
        Operation.GetRatingScale            => Role.Reader,
        Operation.ChangeRatingScale         => Role.Editor,
        Operation.GetRatingScaleHistory     => Role.Reader,

        Operation.CreateAssessment          => Role.Contributor,
        Operation.ListAssessments           => Role.Reader,
        Operation.GetAssessment             => Role.Reader,
        Operation.ChangeAssessment          => Role.Contributor,
        Operation.SubmitAssessment          => Role.Contributor,
        Operation.ReturnAssessment          => Role.Editor,
        Operation.PublishAssessment         => Role.Editor,
        Operation.RetractAssessment         => Role.Editor,
        Operation.GetAssessmentHistory      => Role.Reader,

        Operation.GetClaimReview            => Role.Reader,
        Operation.ListClaimReviews          => Role.Reader,

        Operation.ListOriginJudgements      => Role.Reader,
        Operation.JudgeOrigins              => Role.Editor,
        Operation.GetOriginJudgement        => Role.Reader,
        Operation.GetOriginJudgementHistory => Role.Reader,

        Operation.SearchFactChecks          => Role.Reader,
        Operation.ListClaimReviewPages      => Role.Reader,
        Operation.CreateClaimReviewPage     => Role.Editor,
        Operation.GetClaimReviewPage        => Role.Reader,
        Operation.ReplaceClaimReviewPage    => Role.Editor,
        Operation.DeleteClaimReviewPage     => Role.Editor,

        Operation.StartImport               => Role.Contributor,
        Operation.ListImports               => Role.Contributor,
        Operation.GetImport                 => Role.Contributor,
        Operation.CancelImport              => Role.Contributor,
        Operation.ListImportRows            => Role.Contributor,
        Operation.WatchImport               => Role.Contributor,

        Operation.ExportClaims              => Role.Reader,
        Operation.ExportLinks               => Role.Reader,
        Operation.ExportSources             => Role.Reader,
        Operation.ExportArticles            => Role.Reader,
        Operation.ExportAssessments         => Role.Reader,
        Operation.ExportAll                 => Role.Reader,

        Operation.ListChanges               => Role.Reader,

        Operation.ListWebhooks              => Role.Admin,
        Operation.CreateWebhook             => Role.Admin,
        Operation.GetWebhook                => Role.Admin,
        Operation.ChangeWebhook             => Role.Admin,
        Operation.DeleteWebhook             => Role.Admin,
        Operation.RotateWebhookSecret       => Role.Admin,
        Operation.TestWebhook               => Role.Admin,
        Operation.GetWebhookHistory         => Role.Admin,
        Operation.ListDeliveries            => Role.Admin,
        Operation.RedeliverMessage          => Role.Admin,
        Operation.RedeliverMessages         => Role.Admin,

        Operation.ListApiKeys               => Role.Admin,
        Operation.CreateApiKey              => Role.Admin,
        Operation.RevokeApiKey              => Role.Admin,

        Operation.GetLiveness               => null,
        Operation.GetReadiness              => null,
    };

    /// <summary>Names an endpoint after its operation, lets in whom the table says, and says what it costs.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="operation">What it does.</param>
    public static RouteHandlerBuilder Is(this RouteHandlerBuilder endpoint, Operation operation)
    {
        endpoint.WithName(operation.ToString()).WithMetadata(operation, OperationCosts.Of(operation));
        return LeastFor(operation) is { } role
            ? endpoint.RequireAuthorization(ApiKeyAuthentication.PolicyFor(role))
            : endpoint.AllowAnonymous();
    }
}
