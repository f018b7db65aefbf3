using ClaimCheck.Api.Assessments;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Rules;
using ClaimCheck.Domain.Assessments;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Values;
using FluentValidation;

namespace ClaimCheck.Api.Importing.Lines;

/// <summary>An assessment as a line of an import or export has it.</summary>
internal sealed record AssessmentLine : IAssessmentFields, IKeptFields, ILeavesOutNulls
{
    public RecordName Record { get; init; } = RecordKind.Assessment;

    public Guid? Id { get; init; }

    public required ClaimPointer Claim { get; init; }

    public AssessmentState State { get; init; } = AssessmentState.Draft;

    public required string RatingText { get; init; }

    public string? Scale { get; init; }

    public double? RatingValue { get; init; }

    public double? BestRating { get; init; }

    public double? WorstRating { get; init; }

    public NormalizedRating? Normalized { get; init; }

    public int? Credibility { get; init; }

    public Likelihood? Likelihood { get; init; }

    public Confidence? Confidence { get; init; }

    public string? Title { get; init; }

    public string? Summary { get; init; }

    public string? Language { get; init; }

    public string? ReviewUrl { get; init; }

    public required Author Author { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    public SecondLook? NeedsReview { get; init; }

    public int? Version { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    internal AssessmentRecord ToRecord() =>
        new(Claim.ToReference(), this.ToRating(), this.ToFinding(), State, LookOf(NeedsReview), this.ToKept());

    private static SecondLook? LookOf(SecondLook? sent) => sent is null ? null : sent with { Since = sent.Since.ToStoredPrecision() };
}

internal sealed class AssessmentLineValidator : AssessmentFieldsValidator<AssessmentLine>
{
    public AssessmentLineValidator(TimeProvider clock)
        : base(clock)
    {
        this.HasPointer(nameof(AssessmentLine.Claim), line => line.Claim);
        RuleFor(line => line.NeedsReview!).ChildRules(look =>
        {
            look.RuleFor(l => l.Reason).IsPlainText(SecondLook.ReasonLength);
            look.RuleFor(l => l.Since).IsNotInTheFuture(clock);
        }).When(line => line.NeedsReview is not null);
        this.HasKept(clock);
    }
}
