using ClaimCheck.Api.Claims;
using ClaimCheck.Api.Importing.Lines;
using ClaimCheck.Data.Assessments;
using ClaimCheck.Data.Links;
using ClaimCheck.Data.Sources;
using ClaimCheck.Data.Withdrawal;
using ClaimCheck.Domain.Articles;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.ClaimReviews;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Api.Exporting;

/// <summary>Records as lines that an import takes. They refer to sources and scales by slug and to everything else by id.</summary>
internal static class ExportedLines
{
    public static LineWriter<Source, SourceLine> Sources() => new(source => new SourceLine
    {
        Id = source.Id,
        Slug = source.Slug,
        ExternalId = source.ExternalId,
        Name = source.Name,
        Kind = source.Kind,
        Parent = source.Parent?.Slug,
        Country = source.Country,
        Language = source.Language,
        Domains = UnlessEmpty(source.Domains),
        WikidataId = source.WikidataId,
        Notes = source.Notes,
        Version = source.Version,
        CreatedAt = source.CreatedAt,
        UpdatedAt = source.UpdatedAt,
    });

    public static LineWriter<RatingScale, RatingScaleLine> RatingScales() => new(scale => new RatingScaleLine
    {
        Id = scale.Id,
        Slug = scale.Slug,
        Name = scale.Facts.Name,
        BestRating = scale.Facts.BestRating,
        WorstRating = scale.Facts.WorstRating,
        Labels = scale.Facts.Labels,
        Version = scale.Version,
        CreatedAt = scale.CreatedAt,
        UpdatedAt = scale.UpdatedAt,
    });

    public static LineWriter<Article, ArticleLine> Articles() => new(article => new ArticleLine
    {
        Id = article.Id,
        ExternalId = article.ExternalId,
        Source = article.Source.Slug,
        Url = article.Facts.Url,
        ArchivedUrl = article.Facts.ArchivedUrl,
        Title = article.Facts.Title,
        Byline = article.Facts.Byline,
        PublishedAt = article.Facts.PublishedAt,
        RetrievedAt = article.Facts.RetrievedAt,
        Language = article.Facts.Language,
        ContentSha256 = article.Facts.ContentSha256,
        Version = article.Version,
        CreatedAt = article.CreatedAt,
        UpdatedAt = article.UpdatedAt,
    });

    public static LineWriter<Claim, ClaimLine> Claims() => new(claim => new ClaimLine
    {
        Id = claim.Id,
        ExternalId = claim.ExternalId,
        Source = claim.Source.Slug,
        Article = claim.Article is { } article ? new ArticleOfClaim(article.Id.ToString(), null) : null,
        Text = claim.Facts.Text,
        Quote = claim.Facts.Quote,
        QuoteSelector = claim.Facts.QuoteSelector,
        ClaimedAt = claim.Facts.ClaimedAt,
        Language = claim.Facts.Language,
        Modality = claim.Facts.Modality,
        Basis = claim.Facts.Basis,
        Status = claim.Status,
        Topics = UnlessEmpty(claim.Facts.Topics),
        Attribution = UnlessEmpty(claim.Facts.Attribution)?.Select(Of).ToList(),
        Version = claim.Version,
        CreatedAt = claim.CreatedAt,
        UpdatedAt = claim.UpdatedAt,
    });

    public static LineWriter<ClaimLink, LinkLine> Links() => new(link => new LinkLine
    {
        Id = link.Id,
        From = new ClaimPointer(link.From.ToString()),
        To = new ClaimPointer(link.To.ToString()),
        Relation = link.Relation,
        Status = link.Status,
        Method = link.Method,
        Rationale = link.Rationale,
        EvidenceUrls = UnlessEmpty(link.EvidenceUrls),
        Confidence = link.Confidence,
        ProposedBy = link.ProposedBy,
        Version = link.Version,
        CreatedAt = link.CreatedAt,
        UpdatedAt = link.UpdatedAt,
    });

    public static LineWriter<Assessment, AssessmentLine> Assessments() => new(assessment => new AssessmentLine
    {
        Id = assessment.Id,
        Claim = new ClaimPointer(assessment.Claim.ToString()),
        State = assessment.State,
        RatingText = assessment.Rating.Text,
        Scale = assessment.Rating.Scale?.Slug,
        RatingValue = assessment.Rating.Value,
        BestRating = assessment.Rating.BestRating,
        WorstRating = assessment.Rating.WorstRating,
        Normalized = assessment.Rating.Normalized,
        Credibility = assessment.Finding.Credibility,
        Likelihood = assessment.Finding.Likelihood,
        Confidence = assessment.Finding.Confidence,
        Title = assessment.Finding.Title,
        Summary = assessment.Finding.Summary,
        Language = assessment.Finding.Language,
        ReviewUrl = assessment.Finding.ReviewUrl,
        Author = assessment.Finding.Author,
        PublishedAt = assessment.Finding.PublishedAt,
        NeedsReview = assessment.NeedsReview,
        Version = assessment.Version,
        CreatedAt = assessment.CreatedAt,
        UpdatedAt = assessment.UpdatedAt,
    });

    public static LineWriter<RatedSource, ReliabilityLine> Reliability() => new(rated => new ReliabilityLine
    {
        Id = rated.Judgement.Id,
        Source = rated.Source.Slug,
        Grade = rated.Judgement.Grade,
        Rationale = rated.Judgement.Rationale,
        ValidFrom = rated.Judgement.ValidFrom,
        RecordedAt = rated.Judgement.RecordedAt,
        RecordedBy = rated.Judgement.RecordedBy,
    });

    public static LineWriter<StoredReview, LinkReviewLine> LinkReviews() => new(LinkReviewLine.Of);

    public static LineWriter<StoredCorrection, CorrectionLine> Corrections() => new(CorrectionLine.Of);

    public static LineWriter<OriginJudgement, OriginJudgementLine> OriginJudgements() => new(OriginJudgementLine.Of);

    public static LineWriter<StoredRetraction, SourceRetractionLine> SourceRetractions() => new(SourceRetractionLine.Of);

    public static LineWriter<MarkupPage, ClaimReviewPageLine> ClaimReviewPages() => new(ClaimReviewPageLine.Of);

    private static HopRequest Of(Hop hop) =>
        new(hop.Source?.Slug, hop.Descriptor, hop.Relation, hop.OnRecord, hop.UpstreamClaim?.ToString(), hop.Quote);

    private static IReadOnlyList<T>? UnlessEmpty<T>(IReadOnlyList<T> list) => list.Count == 0 ? null : list;
}
