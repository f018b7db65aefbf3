using ClaimCheck.Data.Access;
using ClaimCheck.Data.Articles;
using ClaimCheck.Data.Assessments;
using ClaimCheck.Data.Audit;
using ClaimCheck.Data.Changes;
using ClaimCheck.Data.ClaimReviews;
using ClaimCheck.Data.Claims;
using ClaimCheck.Data.Evidence;
using ClaimCheck.Data.Exporting;
using ClaimCheck.Data.Facts;
using ClaimCheck.Data.Graph;
using ClaimCheck.Data.Idempotency;
using ClaimCheck.Data.Importing;
using ClaimCheck.Data.Links;
using ClaimCheck.Data.Matching;
using ClaimCheck.Data.OriginJudgements;
using ClaimCheck.Data.Sample;
using ClaimCheck.Data.Sources;
using ClaimCheck.Data.Statistics;
using ClaimCheck.Data.Suggestions;
using ClaimCheck.Data.Telemetry;
using ClaimCheck.Data.Webhooks;
using ClaimCheck.Data.Withdrawal;

namespace ClaimCheck.Data;

/// <summary>Everything of this layer over one database, made once: all of it may be used by many requests at a time.</summary>
public sealed class DataServices : IAsyncDisposable
{
    /// <summary>Makes the pools and the stores; connects to nothing yet.</summary>
    /// <param name="options">Which database.</param>
    public DataServices(DatabaseOptions options)
    {
        Database = new Database(options, Meters);
        Directory = new SourceDirectory(Database);
        SourceReader = new SourceReader(Database);
        SourceStore = new SourceStore(Database, Directory);
        ReliabilityStore = new ReliabilityStore(Database);
        ArticleReader = new ArticleReader(Database, Directory);
        ArticleStore = new ArticleStore(Database, Directory);
        ClaimReader = new ClaimReader(Database, Directory);
        ClaimStore = new ClaimStore(Database, ClaimReader, Directory, ArticleStore, Meters);
        LinkReader = new ClaimLinkReader(Database, Directory);
        EvidenceReader = new EvidenceReader(Database);
        EvidenceFollower = new EvidenceFollower(Database);
        MatchReader = new MatchReader(Database, ClaimReader, EvidenceReader);
        ConsequenceReader = new ConsequenceReader(Database, EvidenceReader);
        LinkStore = new ClaimLinkStore(Database, ConsequenceReader, Meters);
        SuggestionReader = new SuggestionReader(Database, Directory, MatchReader);
        SuggestionStore = new SuggestionStore(Database, SuggestionReader, Meters);
        QueuedSuggestions = new QueuedSuggestions(Database, SuggestionReader);
        ScaleReader = new RatingScaleReader(Database);
        ScaleStore = new RatingScaleStore(Database, ScaleReader);
        AssessmentReader = new AssessmentReader(Database);
        AssessmentStore = new AssessmentStore(Database, AssessmentReader, ScaleReader, EvidenceReader);
        OriginJudgementReader = new OriginJudgementReader(Database, Directory);
        OriginJudgementStore = new OriginJudgementStore(Database, Directory, ConsequenceReader);
        WithdrawalReader = new WithdrawalReader(Database, Directory);
        WithdrawalStore = new WithdrawalStore(Database, WithdrawalReader, ConsequenceReader, ClaimReader, ClaimStore, Meters);
        GraphReader = new GraphReader(Database);
        ReviewReader = new ClaimReviewReader(Database);
        MarkupPageReader = new MarkupPageReader(Database);
        MarkupPageStore = new MarkupPageStore(Database);
        FactCheckReader = new FactCheckReader(Database, ClaimReader);
        ExportReader = new ExportReader(Database, Meters);
        AuditLog = new AuditLog(Database);
        ChangeReader = new ChangeReader(Database);
        ApiKeyStore = new ApiKeyStore(Database);
        IdempotencyStore = new IdempotencyStore(Database);
        ImportReader = new ImportReader(Database);
        ImportStore = new ImportStore(Database);
        EndedImports = new EndedImports(Database, ImportStore);
        Facts = new ServiceFacts(Database);
        var box = new SecretBox(Facts, options.SecretKeys);
        WebhookReader = new WebhookReader(Database, Directory);
        WebhookStore = new WebhookStore(Database, WebhookReader, Directory, box);
        DeliveryReader = new DeliveryReader(Database);
        DeliveryStore = new DeliveryStore(Database, WebhookReader, box);
        WebhookFanOut = new WebhookFanOut(Database);
        Statistics = new PlannerStatistics(Database);
        SampleStory = new SampleStory(
            Facts, SourceStore, ArticleStore, ClaimStore, LinkStore, OriginJudgementStore,
            new SampleVerdicts(ScaleStore, AssessmentReader, AssessmentStore), new SampleMarkup(MarkupPageStore),
            new SampleImport(ImportReader, ImportStore), new SampleWebhook(WebhookReader, WebhookStore, DeliveryStore), ApiKeyStore);
    }

    /// <summary>What this layer counts.</summary>
    public DataMeters Meters { get; } = new();

    /// <summary>The pools.</summary>
    public Database Database { get; }

    /// <summary>Finds sources by name.</summary>
    public SourceDirectory Directory { get; }

    /// <summary>Reads sources.</summary>
    public SourceReader SourceReader { get; }

    /// <summary>Writes sources.</summary>
    public SourceStore SourceStore { get; }

    /// <summary>Writes judgements on sources.</summary>
    public ReliabilityStore ReliabilityStore { get; }

    /// <summary>Reads articles.</summary>
    public ArticleReader ArticleReader { get; }

    /// <summary>Writes articles.</summary>
    public ArticleStore ArticleStore { get; }

    /// <summary>Reads claims.</summary>
    public ClaimReader ClaimReader { get; }

    /// <summary>Finds claims that say the same as something said.</summary>
    public MatchReader MatchReader { get; }

    /// <summary>Writes claims.</summary>
    public ClaimStore ClaimStore { get; }

    /// <summary>Reads links.</summary>
    public ClaimLinkReader LinkReader { get; }

    /// <summary>Writes links.</summary>
    public ClaimLinkStore LinkStore { get; }

    /// <summary>Finds what claims may be to each other.</summary>
    public SuggestionReader SuggestionReader { get; }

    /// <summary>Makes links of suggestions.</summary>
    public SuggestionStore SuggestionStore { get; }

    /// <summary>Fills the review queue.</summary>
    public QueuedSuggestions QueuedSuggestions { get; }

    /// <summary>Fetches what counts of origins are made from.</summary>
    public EvidenceReader EvidenceReader { get; }

    /// <summary>Tells when evidence has changed.</summary>
    public EvidenceFollower EvidenceFollower { get; }

    /// <summary>Reads rating scales.</summary>
    public RatingScaleReader ScaleReader { get; }

    /// <summary>Writes rating scales.</summary>
    public RatingScaleStore ScaleStore { get; }

    /// <summary>Reads assessments.</summary>
    public AssessmentReader AssessmentReader { get; }

    /// <summary>Writes assessments.</summary>
    public AssessmentStore AssessmentStore { get; }

    /// <summary>Reads what ClaimReviews are made of.</summary>
    public ClaimReviewReader ReviewReader { get; }

    /// <summary>Reads judgements on origins.</summary>
    public OriginJudgementReader OriginJudgementReader { get; }

    /// <summary>Writes judgements on origins.</summary>
    public OriginJudgementStore OriginJudgementStore { get; }

    /// <summary>Reads what falls when something is taken back.</summary>
    public WithdrawalReader WithdrawalReader { get; }

    /// <summary>Finds out what a withdrawal does to counts and verdicts.</summary>
    public ConsequenceReader ConsequenceReader { get; }

    /// <summary>Takes back what a source said.</summary>
    public WithdrawalStore WithdrawalStore { get; }

    /// <summary>Reads what is recorded around a claim.</summary>
    public GraphReader GraphReader { get; }

    /// <summary>Reads pages of ClaimReview markup.</summary>
    public MarkupPageReader MarkupPageReader { get; }

    /// <summary>Writes pages of ClaimReview markup.</summary>
    public MarkupPageStore MarkupPageStore { get; }

    /// <summary>Searches what was published about claims.</summary>
    public FactCheckReader FactCheckReader { get; }

    /// <summary>Reads much at once.</summary>
    public ExportReader ExportReader { get; }

    /// <summary>Reads histories.</summary>
    public AuditLog AuditLog { get; }

    /// <summary>Reads what has changed.</summary>
    public ChangeReader ChangeReader { get; }

    /// <summary>Reads and writes API keys.</summary>
    public ApiKeyStore ApiKeyStore { get; }

    /// <summary>Keeps answers for requests that are repeated.</summary>
    public IdempotencyStore IdempotencyStore { get; }

    /// <summary>Reads imports and what became of their rows.</summary>
    public ImportReader ImportReader { get; }

    /// <summary>Keeps what is sent for import.</summary>
    public ImportStore ImportStore { get; }

    /// <summary>Brings imports that have ended to their close.</summary>
    public EndedImports EndedImports { get; }

    /// <summary>Reads webhooks.</summary>
    public WebhookReader WebhookReader { get; }

    /// <summary>Writes webhooks.</summary>
    public WebhookStore WebhookStore { get; }

    /// <summary>Reads what was sent to receivers.</summary>
    public DeliveryReader DeliveryReader { get; }

    /// <summary>Keeps what is to be sent to receivers.</summary>
    public DeliveryStore DeliveryStore { get; }

    /// <summary>Puts down what receivers are to be told.</summary>
    public WebhookFanOut WebhookFanOut { get; }

    /// <summary>What the service keeps about the database.</summary>
    public ServiceFacts Facts { get; }

    /// <summary>Keeps what Postgres knows of its tables up with them.</summary>
    public PlannerStatistics Statistics { get; }

    /// <summary>The story of 2014.</summary>
    public SampleStory SampleStory { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        Meters.Dispose();
    }
}
