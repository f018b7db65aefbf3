using ClaimCheck.Api.ApiKeys;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Rules;
using ClaimCheck.Data.Withdrawal;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Values;
using ClaimCheck.Domain.Withdrawal;
using FluentValidation;

namespace ClaimCheck.Api.Importing.Lines;

/// <summary>A source's withdrawal as a line of a backup has it.</summary>
internal sealed record SourceRetractionLine : ILeavesOutNulls
{
    public RecordName Record { get; init; } = RecordKind.SourceRetraction;

    public required Guid Id { get; init; }

    public required string Source { get; init; }

    public required string Reason { get; init; }

    public PartialDate? SaidFrom { get; init; }

    public PartialDate? SaidTo { get; init; }

    public IReadOnlyList<WithdrawnClaim>? Claims { get; init; }

    public required int RetractedClaims { get; init; }

    public required int UnsupportedClaims { get; init; }

    public required string RetractedBy { get; init; }

    public required DateTimeOffset RetractedAt { get; init; }

    public required int Version { get; init; }

    internal SourceRetractionRecord ToRecord() => new(
        Source, Reason, SaidFrom, SaidTo, Claims ?? [], RetractedClaims, UnsupportedClaims, RetractedBy,
        new Bookkeeping(Id, Version, RetractedAt.ToStoredPrecision()));

    internal static SourceRetractionLine Of(StoredRetraction stored)
    {
        var retraction = stored.Retraction;
        return new()
        {
            Id = retraction.Id,
            Source = retraction.Source.Slug,
            Reason = retraction.Reason,
            SaidFrom = retraction.SaidFrom,
            SaidTo = retraction.SaidTo,
            Claims = stored.Claims.Count == 0 ? null : stored.Claims,
            RetractedClaims = retraction.RetractedClaims,
            UnsupportedClaims = retraction.UnsupportedClaims,
            RetractedBy = retraction.RetractedBy,
            RetractedAt = retraction.RetractedAt,
            Version = retraction.Version,
        };
    }
}

internal sealed class SourceRetractionLineValidator : AbstractValidator<SourceRetractionLine>
{
    public SourceRetractionLineValidator(TimeProvider clock)
    {
        RuleFor(line => line.Id).IsSomeId();
        RuleFor(line => line.Source).IsPlainText(TextRules.ExternalIdLength);
        RuleFor(line => line.Reason).IsPlainText(TextRules.LongText);
        RuleFor(line => line.Claims).Must(claims => claims is null or { Count: <= FallenClaims.MostAtOnce })
            .WithMessage($"must have at most {FallenClaims.MostAtOnce} entries")
            .Must(claims => claims is null || claims.DistinctBy(claim => claim.Claim).Count() == claims.Count)
            .WithMessage("must not have a claim twice");
        RuleFor(line => line.RetractedClaims).GreaterThanOrEqualTo(0).WithMessage("must be at least 0");
        RuleFor(line => line.UnsupportedClaims).GreaterThanOrEqualTo(0).WithMessage("must be at least 0");
        RuleFor(line => line.RetractedBy).IsPlainText(CreateApiKeyRequest.NameLength);
        RuleFor(line => line.RetractedAt).IsNotInTheFuture(clock);
        RuleFor(line => line.Version).GreaterThanOrEqualTo(1).WithMessage("must be at least 1");
    }
}
