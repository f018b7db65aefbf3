namespace ClaimCheck.Api.Access;

/// <summary>Everything a caller can ask for: the operationIds of the OpenAPI document, in the order in which it tells them.</summary>
public enum Operation
{
#pragma warning disable CS1591 // Each is described where it is mapped.
    GetEvidence = 1,
    CheckPolicy,

    ListSources,
    CreateSource,
    GetSource,
    ChangeSource,
    ListReliability,
    RateSource,
    GetSourceHistory,
    ListSourceRetractions,
    RetractSource,

    ListArticles,
    CreateArticle,
    GetArticle,
    ChangeArticle,
    GetArticleHistory,

    ListClaims,
    CreateClaim,
    GetClaim,
    ChangeClaim,
    RetractClaim,
    TakeDownClaim,
    GetClaimHistory,
    GetClaimGraph,

    ListSuggestions,
    AcceptSuggestion,
    DismissSuggestion,

    LinkClaims,
    ListLinks,
    GetLink,
    ReviewLink,
    RetractLink,
    GetLinkHistory,

    MatchTexts,
    MatchArticle,

    ListOriginJudgements,
    JudgeOrigins,
    GetOriginJudgement,
    GetOriginJudgementHistory,

    ListRatingScales,
    CreateRatingScale,
    GetRatingScale,
    ChangeRatingScale,
    GetRatingScaleHistory,

    CreateAssessment,
    ListAssessments,
    GetAssessment,
    ChangeAssessment,
    SubmitAssessment,
    ReturnAssessment,
    PublishAssessment,
    RetractAssessment,
    GetAssessmentHistory,

    GetClaimReview,
    ListClaimReviews,

    SearchFactChecks,
    ListClaimReviewPages,
    CreateClaimReviewPage,
    GetClaimReviewPage,
    ReplaceClaimReviewPage,
    DeleteClaimReviewPage,

    StartImport,
    ListImports,
    GetImport,
    CancelImport,
    ListImportRows,
    WatchImport,

    ExportClaims,
    ExportLinks,
    ExportSources,
    ExportArticles,
    ExportAssessments,
    ExportAll,

    ListChanges,

    ListWebhooks,
    CreateWebhook,
    GetWebhook,
    ChangeWebhook,
    DeleteWebhook,
    RotateWebhookSecret,
    TestWebhook,
    GetWebhookHistory,
    ListDeliveries,
    RedeliverMessage,
    RedeliverMessages,

    ListApiKeys,
    CreateApiKey,
    RevokeApiKey,

    GetLiveness,
    GetReadiness,
#pragma warning restore CS1591
}
