using ClaimCheck.Api.ApiKeys;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OriginJudgements;
using ClaimCheck.Api.Rules;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Values;
using FluentValidation;

namespace ClaimCheck.Api.Importing.Lines;

/// <summary>An origin as a line refers to it: that of a claim, which is named as links name theirs, or a source that is not named.</summary>
internal sealed record OriginLine : IOriginFields, ILeavesOutNulls
{
    public ClaimPointer? Claim { get; init; }

    public string? Descriptor { get; init; }

    public string? Relay { get; init; }

    bool IOriginFields.IsOfClaim => Claim is not null;

    internal static OriginLine Of(JudgedOrigin origin) => new()
    {
        Claim = origin.Claim is { } claim ? new ClaimPointer(claim.ToString()) : null,
        Descriptor = origin.Unnamed?.Descriptor,
        Relay = origin.Unnamed?.Relay.Slug,
    };

    internal OriginReference ToReference() => new(Claim?.ToReference(), Descriptor, Relay);
}

/// <summary>A judgement on two origins as a line of an import or export has it.</summary>
internal sealed record OriginJudgementLine : ILeavesOutNulls
{
    public RecordName Record { get; init; } = RecordKind.OriginJudgement;

    public Guid? Id { get; init; }

    public required OriginLine A { get; init; }

    public required OriginLine B { get; init; }

    public required OriginVerdict Verdict { get; init; }

    public required string Rationale { get; init; }

    public string? JudgedBy { get; init; }

    public DateTimeOffset? JudgedAt { get; init; }

    public DateTimeOffset? SupersededAt { get; init; }

    public int? Version { get; init; }

    internal OriginJudgementRecord ToRecord() => new(
        A.ToReference(), B.ToReference(), Verdict, Rationale, JudgedBy, SupersededAt?.ToStoredPrecision(),
        new Bookkeeping(Id, Version, JudgedAt?.ToStoredPrecision()));

    internal static OriginJudgementLine Of(OriginJudgement judgement) => new()
    {
        Id = judgement.Id,
        A = OriginLine.Of(judgement.A),
        B = OriginLine.Of(judgement.B),
        Verdict = judgement.Verdict,
        Rationale = judgement.Rationale,
        JudgedBy = judgement.JudgedBy,
        JudgedAt = judgement.JudgedAt,
        SupersededAt = judgement.SupersededAt,
        Version = judgement.Version,
    };
}

internal sealed class OriginJudgementLineValidator : AbstractValidator<OriginJudgementLine>
{
    public OriginJudgementLineValidator(TimeProvider clock)
    {
        RuleFor(line => line.A).SetValidator(new OriginLineValidator());
        RuleFor(line => line.B).SetValidator(new OriginLineValidator())
            .Must((line, b) => (b.Claim is null) == (line.A.Claim is null)).WithMessage(JudgeOriginsValidator.OfOneKind);
        RuleFor(line => line.Rationale).IsPlainText(TextRules.LongText);
        RuleFor(line => line.Id).IsSomeId();
        RuleFor(line => line.JudgedBy).IsPlainText(CreateApiKeyRequest.NameLength);
        RuleFor(line => line.JudgedAt).IsNotInTheFuture(clock);
        RuleFor(line => line.SupersededAt).IsNotInTheFuture(clock);
        RuleFor(line => line.Version).GreaterThanOrEqualTo(1).WithMessage("must be at least 1");
    }

    private sealed class OriginLineValidator : OriginFieldsValidator<OriginLine>
    {
        public OriginLineValidator() => When(
            origin => origin.Claim is not null, () => this.HasPointer(nameof(OriginLine.Claim), origin => origin.Claim!));
    }
}
