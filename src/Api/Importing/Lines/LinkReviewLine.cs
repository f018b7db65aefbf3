using ClaimCheck.Api.ApiKeys;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Rules;
using ClaimCheck.Data.Links;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Values;
using FluentValidation;

namespace ClaimCheck.Api.Importing.Lines;

/// <summary>A judgement on a link as a line of a backup has it.</summary>
internal sealed record LinkReviewLine : ILeavesOutNulls
{
    public RecordName Record { get; init; } = RecordKind.LinkReview;

    public required Guid Id { get; init; }

    public required Guid Link { get; init; }

    public required LinkStatus Decision { get; init; }

    public string? Note { get; init; }

    public required string ReviewedBy { get; init; }

    public required DateTimeOffset ReviewedAt { get; init; }

    public DateTimeOffset? SupersededAt { get; init; }

    internal LinkReviewRecord ToRecord() => new(
        Link, Decision, Note, ReviewedBy, ReviewedAt.ToStoredPrecision(), SupersededAt?.ToStoredPrecision(), new Bookkeeping(Id));

    internal static LinkReviewLine Of(StoredReview stored) => new()
    {
        Id = stored.Id,
        Link = stored.Link,
        Decision = stored.Review.Decision,
        Note = stored.Review.Note,
        ReviewedBy = stored.Review.ReviewedBy,
        ReviewedAt = stored.Review.ReviewedAt,
        SupersededAt = stored.Review.SupersededAt,
    };
}

internal sealed class LinkReviewLineValidator : AbstractValidator<LinkReviewLine>
{
    public LinkReviewLineValidator(TimeProvider clock)
    {
        RuleFor(line => line.Id).IsSomeId();
        RuleFor(line => line.Decision).Must(decision => decision != LinkStatus.Suggested).WithMessage("must be confirmed, rejected or retracted");
        RuleFor(line => line.Note).IsPlainText(TextRules.LongText);
        RuleFor(line => line.ReviewedBy).IsPlainText(CreateApiKeyRequest.NameLength);
        RuleFor(line => line.ReviewedAt).IsNotInTheFuture(clock);
        RuleFor(line => line.SupersededAt).IsNotInTheFuture(clock);
    }
}
