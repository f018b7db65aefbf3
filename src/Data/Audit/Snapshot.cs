using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Articles;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Changes;
using ClaimCheck.Domain.ClaimReviews;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;
using ClaimCheck.Domain.Webhooks;
using ClaimCheck.Domain.Withdrawal;

namespace ClaimCheck.Data.Audit;

/// <summary>How a thing looked, as the JSON that the API answers for it (a test holds the two together).</summary>
internal static class Snapshot
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        // The text goes into a jsonb column: escaping what is only special in HTML would make it longer for nothing.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonSerializerOptions WithoutNulls = new(Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static string Of(Source source) => Write(new
    {
        source.Id,
        source.Slug,
        source.ExternalId,
        source.Name,
        Kind = Words<SourceKind>.Of(source.Kind),
        source.Parent,
        source.Family,
        source.Country,
        source.Language,
        source.Domains,
        source.WikidataId,
        source.Notes,
        Reliability = source.Reliability is not { } judgement ? null : new
        {
            judgement.Id,
            Grade = Words<ReliabilityGrade>.Of(judgement.Grade),
            judgement.Rationale,
            judgement.ValidFrom,
            RecordedAt = Time(judgement.RecordedAt),
            judgement.RecordedBy,
        },
        source.Version,
        CreatedAt = Time(source.CreatedAt),
        UpdatedAt = Time(source.UpdatedAt),
    });

    /// <summary>Without the secret, of which not even the hash leaves its table.</summary>
    public static string Of(ApiKey key) => Write(new
    {
        key.Id,
        key.Prefix,
        key.Name,
        Role = Words<Role>.Of(key.Role),
        CreatedAt = Time(key.CreatedAt),
        key.CreatedBy,
        ExpiresAt = key.ExpiresAt is { } expiry ? Time(expiry) : null,
        RevokedAt = key.RevokedAt is { } revoked ? Time(revoked) : null,
    });

    /// <summary>Without the secrets.</summary>
    public static string Of(Webhook webhook) => Write(new
    {
        webhook.Id,
        webhook.Facts.Url,
        webhook.Facts.Description,
        Types = webhook.Facts.Filter.Types.Select(Words<ChangeType>.Of),
        webhook.Facts.Filter.Topics,
        webhook.Facts.Filter.Sources,
        webhook.Facts.Filter.Claims,
        webhook.Facts.IsEnabled,
        DisabledAt = webhook.Disabled is { } disabled ? Time(disabled.At) : null,
        DisabledReason = webhook.Disabled is { } stopped ? Words<WebhookStop>.Of(stopped.Reason) : null,
        PreviousSecretUntil = webhook.PreviousSecretUntil is { } until ? Time(until) : null,
        webhook.Version,
        CreatedAt = Time(webhook.CreatedAt),
        webhook.CreatedBy,
        UpdatedAt = Time(webhook.UpdatedAt),
    });

    public static string Of(Article article) => Write(new
    {
        article.Id,
        article.ExternalId,
        article.Source,
        article.Facts.Url,
        article.Facts.CanonicalUrl,
        article.Facts.ArchivedUrl,
        article.Facts.Title,
        article.Facts.Byline,
        PublishedAt = article.Facts.PublishedAt?.ToString(),
        RetrievedAt = article.Facts.RetrievedAt is { } at ? Time(at) : null,
        article.Facts.Language,
        article.Facts.ContentSha256,
        article.Version,
        CreatedAt = Time(article.CreatedAt),
        UpdatedAt = Time(article.UpdatedAt),
    });

    public static string Of(Claim claim) => Write(Look(claim));

    public static string Of(ClaimLink link) => Write(new
    {
        link.Id,
        link.From,
        link.To,
        Relation = Words<LinkRelation>.Of(link.Relation),
        Status = Words<LinkStatus>.Of(link.Status),
        Method = Words<LinkMethod>.Of(link.Method),
        link.Rationale,
        link.EvidenceUrls,
        link.Confidence,
        link.ProposedBy,
        link.Version,
        CreatedAt = Time(link.CreatedAt),
        UpdatedAt = Time(link.UpdatedAt),
    });

    public static string Of(RatingScale scale) => Write(new
    {
        scale.Id,
        scale.Slug,
        scale.Facts.Name,
        scale.Facts.BestRating,
        scale.Facts.WorstRating,
        Labels = scale.Facts.Labels.Select(label => new
        {
            label.Text,
            Normalized = Words<NormalizedRating>.Of(label.Normalized),
            label.Value,
        }),
        scale.Version,
        CreatedAt = Time(scale.CreatedAt),
        UpdatedAt = Time(scale.UpdatedAt),
    });

    public static string Of(Assessment assessment) => Write(new
    {
        assessment.Id,
        assessment.Claim,
        RatingText = assessment.Rating.Text,
        assessment.Rating.Scale,
        RatingValue = assessment.Rating.Value,
        assessment.Rating.BestRating,
        assessment.Rating.WorstRating,
        Normalized = Words<NormalizedRating>.Of(assessment.Rating.Normalized),
        assessment.Finding.Credibility,
        Likelihood = assessment.Finding.Likelihood is { } likelihood ? Words<Likelihood>.Of(likelihood) : null,
        Confidence = assessment.Finding.Confidence is { } confidence ? Words<Confidence>.Of(confidence) : null,
        assessment.Finding.Title,
        assessment.Finding.Summary,
        assessment.Finding.Language,
        assessment.Finding.ReviewUrl,
        assessment.Finding.Author,
        PublishedAt = assessment.Finding.PublishedAt is { } at ? Time(at) : null,
        State = Words<AssessmentState>.Of(assessment.State),
        NeedsReview = assessment.NeedsReview is not { } look ? null : new { look.Reason, Since = Time(look.Since) },
        Corrections = assessment.Corrections.Select(correction => new
        {
            correction.Version,
            Changed = correction.Changed.Select(Words<AssessmentMember>.Of),
            correction.Note,
            correction.By,
            At = Time(correction.At),
        }),
        assessment.Version,
        CreatedAt = Time(assessment.CreatedAt),
        UpdatedAt = Time(assessment.UpdatedAt),
    });

    public static string Of(OriginJudgement judgement)
    {
        return Write(new
        {
            judgement.Id,
            A = Side(judgement.A),
            B = Side(judgement.B),
            Verdict = Words<OriginVerdict>.Of(judgement.Verdict),
            judgement.Rationale,
            judgement.JudgedBy,
            JudgedAt = Time(judgement.JudgedAt),
            SupersededAt = judgement.SupersededAt is { } at ? Time(at) : null,
            judgement.Version,
        });

        static object Side(JudgedOrigin origin) => new { origin.Claim, origin.Unnamed?.Descriptor, origin.Unnamed?.Relay };
    }

    public static string Of(SourceRetraction retraction) => Write(new
    {
        retraction.Id,
        retraction.Source,
        retraction.Reason,
        SaidFrom = retraction.SaidFrom?.ToString(),
        SaidTo = retraction.SaidTo?.ToString(),
        retraction.RetractedClaims,
        retraction.UnsupportedClaims,
        retraction.RetractedBy,
        RetractedAt = Time(retraction.RetractedAt),
        retraction.Version,
    });

    public static string Of(MarkupPage page) => WriteWithoutNulls(new
    {
        Name = page.ResourceName,
        page.Facts.PageUrl,
        PublishDate = page.Facts.PublishDate?.ToString(),
        ClaimReviewAuthor = page.Facts.Author,
        ClaimReviewMarkups = page.Facts.Markups.Select(markup => new
        {
            markup.Url,
            markup.ClaimReviewed,
            ClaimDate = markup.ClaimDate?.ToString(),
            markup.ClaimLocation,
            ClaimFirstAppearance = markup.FirstAppearance,
            ClaimAppearances = markup.Appearances is [] ? null : markup.Appearances,
            ClaimAuthor = markup.Claimant,
            Rating = new
            {
                TextualRating = markup.Rating.Text,
                RatingValue = markup.Rating.Value,
                WorstRating = markup.Rating.Worst,
                BestRating = markup.Rating.Best,
                RatingExplanation = markup.Rating.Explanation,
                markup.Rating.ImageUrl,
            },
        }),
        page.VersionId,
    });

    public static string Write<T>(T thing) => JsonSerializer.Serialize(thing, Options);

    /// <summary>As an API answers that leaves out what is not there.</summary>
    private static string WriteWithoutNulls<T>(T thing) => JsonSerializer.Serialize(thing, WithoutNulls);

    public static string Time(DateTimeOffset at) => Rfc3339.Write(at);

    /// <summary>What <see cref="Of(Claim)"/> says, as UTF-8.</summary>
    public static byte[] BytesOf(Claim claim) => JsonSerializer.SerializeToUtf8Bytes(Look(claim), Options);

    private static object Look(Claim claim) => new
    {
        claim.Id,
        claim.ExternalId,
        claim.Source,
        claim.Article,
        claim.Facts.Text,
        claim.Facts.Quote,
        claim.Facts.QuoteSelector,
        ClaimedAt = claim.Facts.ClaimedAt?.ToString(),
        ClaimedAtPrecision = claim.Facts.ClaimedAt is { } date ? Words<DatePrecision>.Of(date.Precision) : null,
        claim.Facts.Language,
        Modality = Words<Modality>.Of(claim.Facts.Modality),
        Basis = Words<Basis>.Of(claim.Facts.Basis),
        Status = Words<ClaimStatus>.Of(claim.Status),
        claim.Facts.Topics,
        Attribution = claim.Facts.Attribution.Select(hop => new
        {
            hop.Source,
            hop.Descriptor,
            Relation = Words<Domain.Attribution.AttributionRelation>.Of(hop.Relation),
            OnRecord = Words<Domain.Attribution.OnRecord>.Of(hop.OnRecord),
            hop.UpstreamClaim,
            hop.Quote,
        }),
        claim.Version,
        CreatedAt = Time(claim.CreatedAt),
        UpdatedAt = Time(claim.UpdatedAt),
    };
}
