using ClaimCheck.Api.Access;

namespace ClaimCheck.Api.Limits;

/// <summary>What a call takes out of the allowance of its key.</summary>
/// <param name="Units">When it comes in.</param>
/// <param name="UnitsOfSearch">
/// Instead, where it is a search (has a <c>q</c>). A search may take a thousand times as long as another, and only the database
/// can tell, so one that takes long costs more in the end.
/// </param>
/// <param name="IsAlwaysTimed">Whether every call is like that, as its work depends on how much there is around what it asks about.</param>
internal sealed record OperationCost(int Units, int? UnitsOfSearch = null, bool IsAlwaysTimed = false)
{
    private const int UsualMilliseconds = 10;
    private const int UnitsPerMillisecond = 2;

    /// <summary>What stands for everything that is no operation, such as a path that does not exist.</summary>
    public static OperationCost OfNone { get; } = new(1);

    /// <summary>What this call costs when it comes in.</summary>
    public int UnitsOf(HttpRequest request) => IsSearch(request) ? UnitsOfSearch!.Value : Units;

    /// <summary>What a timed call that cost so much when it came in comes to after it took so long.</summary>
    public static int OfTimed(int units, TimeSpan took) =>
        units + (Math.Max(0, (int)took.TotalMilliseconds - UsualMilliseconds) * UnitsPerMillisecond);

    /// <summary>Whether this call costs more the longer it takes.</summary>
    public bool IsTimed(HttpRequest request) => IsAlwaysTimed || IsSearch(request);

    private bool IsSearch(HttpRequest request) => UnitsOfSearch is not null && request.Query.ContainsKey("q");
}

/// <summary>
/// The table of operations and costs, in units of about the work of reading one resource by its id. It has no default arm, so an
/// operation that is missing here does not compile (CS8509).
/// </summary>
internal static class OperationCosts
{
    private static readonly OperationCost One = new(1);
    private static readonly OperationCost List = new(3);
    private static readonly OperationCost SearchableList = new(3, UnitsOfSearch: 20);
    private static readonly OperationCost Count = new(5, IsAlwaysTimed: true);
    private static readonly OperationCost Graph = new(10, IsAlwaysTimed: true);
    private static readonly OperationCost Search = new(20, IsAlwaysTimed: true);
    private static readonly OperationCost Write = new(5);
    private static readonly OperationCost Retraction = new(5, IsAlwaysTimed: true);
    private static readonly OperationCost Withdrawal = new(50, IsAlwaysTimed: true);
    private static readonly OperationCost Import = new(50);
    // Whatever it takes: most of that is the caller's own reading.
    private static readonly OperationCost Export = new(100);

    private static readonly OperationCost Free = new(0);

    /// <summary>What a call of this operation costs.</summary>
    public static OperationCost Of(Operation operation) => operation switch
    {
        Operation.GetEvidence               => Count,
        Operation.CheckPolicy               => Count,

        Operation.ListSources               => List,
        Operation.CreateSource              => Write,
        Operation.GetSource                 => One,
        Operation.ChangeSource              => Write,
        Operation.ListReliability           => List,
        Operation.RateSource                => Write,
        Operation.GetSourceHistory          => List,
        Operation.ListSourceRetractions     => List,
        Operation.RetractSource             => Withdrawal,

        Operation.ListArticles              => List,
        Operation.CreateArticle             => Write,
        Operation.GetArticle                => One,
        Operation.ChangeArticle             => Write,
        Operation.GetArticleHistory         => List,

        Operation.ListClaims                => SearchableList,
        Operation.CreateClaim               => Write,
        Operation.GetClaim                  => One,
        Operation.ChangeClaim               => Write,
        Operation.RetractClaim              => Retraction,
        Operation.TakeDownClaim             => Write,
        Operation.GetClaimHistory           => List,
        Operation.GetClaimGraph             => Graph,

        Operation.ListSuggestions           => Search,
        Operation.AcceptSuggestion          => Write,
        Operation.DismissSuggestion         => Write,

        Operation.LinkClaims                => Write,
        Operation.ListLinks                 => List,
        Operation.GetLink                   => One,
        Operation.ReviewLink                => Write,
        Operation.RetractLink               => Write,
        Operation.GetLinkHistory            => List,

        Operation.MatchTexts                => Search,
        Operation.MatchArticle              => Search,

        Operation.ListRatingScales          => List,
        Operation.CreateRatingScale         => Write,
        Operation.GetRatingScale            => One,
        Operation.ChangeRatingScale         => Write,
        Operation.GetRatingScaleHistory     => List,

        Operation.CreateAssessment          => Write,
        Operation.ListAssessments           => List,
        Operation.GetAssessment             => One,
        Operation.ChangeAssessment          => Write,
        Operation.SubmitAssessment          => Write,
        Operation.ReturnAssessment          => Write,
        Operation.PublishAssessment         => Write,
        Operation.RetractAssessment         => Write,
        Operation.GetAssessmentHistory      => List,

        Operation.GetClaimReview            => Count,
        Operation.ListClaimReviews          => Count,

        Operation.ListOriginJudgements      => List,
        Operation.JudgeOrigins              => Write,
        Operation.GetOriginJudgement        => One,
        Operation.GetOriginJudgementHistory => List,

        Operation.SearchFactChecks          => Search,
        Operation.ListClaimReviewPages      => List,
        Operation.CreateClaimReviewPage     => Write,
        Operation.GetClaimReviewPage        => One,
        Operation.ReplaceClaimReviewPage    => Write,
        Operation.DeleteClaimReviewPage     => Write,

        Operation.StartImport               => Import,
        Operation.ListImports               => List,
        Operation.GetImport                 => One,
        Operation.CancelImport              => Write,
        Operation.ListImportRows            => List,
        Operation.WatchImport               => List,

        Operation.ExportClaims              => Export,
        Operation.ExportLinks               => Export,
        Operation.ExportSources             => Export,
        Operation.ExportArticles            => Export,
        Operation.ExportAssessments         => Export,
        Operation.ExportAll                 => Export,

        Operation.ListChanges               => List,

        Operation.ListWebhooks              => List,
        Operation.CreateWebhook             => Write,
        Operation.GetWebhook                => One,
        Operation.ChangeWebhook             => Write,
        Operation.DeleteWebhook             => Write,
        Operation.RotateWebhookSecret       => Write,
        Operation.TestWebhook               => Search,
        Operation.GetWebhookHistory         => List,
        Operation.ListDeliveries            => List,
        Operation.RedeliverMessage          => Write,
        Operation.RedeliverMessages         => Write,

        Operation.ListApiKeys               => List,
        Operation.CreateApiKey              => Write,
        Operation.RevokeApiKey              => Write,

        Operation.GetLiveness               => Free,
        Operation.GetReadiness              => Free,
    };
}
