using ClaimCheck.Api.Articles;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Rules;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Api.Importing.Lines;

/// <summary>An article as a line of an import or export has it.</summary>
internal sealed record ArticleLine : IArticleFields, IKeptFields, ILeavesOutNulls
{
    public RecordName Record { get; init; } = RecordKind.Article;

    public Guid? Id { get; init; }

    public string? ExternalId { get; init; }

    public required string Source { get; init; }

    public string? Url { get; init; }

    public string? ArchivedUrl { get; init; }

    public string? Title { get; init; }

    public string? Byline { get; init; }

    public PartialDate? PublishedAt { get; init; }

    public DateTimeOffset? RetrievedAt { get; init; }

    public string? Language { get; init; }

    public string? ContentSha256 { get; init; }

    public int? Version { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    internal ArticleRecord ToRecord() => new(Source, ExternalId, this.ToFacts(), this.ToKept());
}

internal sealed class ArticleLineValidator : ArticleFieldsValidator<ArticleLine>
{
    public ArticleLineValidator(TimeProvider clock)
        : base(clock)
    {
        RuleFor(line => line.Source).IsPlainText(TextRules.ExternalIdLength);
        RuleFor(line => line.ExternalId).IsPlainText(TextRules.ExternalIdLength);
        this.HasKept(clock);
    }
}
