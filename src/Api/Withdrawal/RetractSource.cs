using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Rules;
using ClaimCheck.Data;
using ClaimCheck.Data.Withdrawal;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;
using ClaimCheck.Domain.Withdrawal;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Withdrawal;

/// <summary>Whether something is done or only shown.</summary>
public sealed class DryRunQuery
{
    /// <summary>Whether it is only shown.</summary>
    [QueryFlag("`true` shows what would fall and changes nothing.", Example = "true")]
    public bool DryRun { get; init; }
}

/// <summary>What a source takes back, and why; all that it ever said where only the reason is given.</summary>
/// <param name="Reason">Goes on record with the withdrawal.</param>
/// <param name="Claims">Only these: claims of the source, and of others that came through it.</param>
/// <param name="SaidFrom">Only what the source said then or later: a year, month, day or instant. A claim's own date counts, else its article's; claims without either stay.</param>
/// <param name="SaidTo">Only what the source said before the end of this year, month or day, or not after this instant. Claims without a date, their article's included, stay.</param>
public sealed record RetractSourceRequest(
    [property: MaxLength(TextRules.LongText)] string Reason,
    [property: MinLength(1), MaxLength(FallenClaims.MostAtOnce)] IReadOnlyList<Guid>? Claims = null,
    PartialDate? SaidFrom = null,
    PartialDate? SaidTo = null) : IExample<RetractSourceRequest>
{
    /// <inheritdoc/>
    public static RetractSourceRequest Example { get; } = new("Withdrew its reports of US and Iranian troops in Iraq.");

    internal WithdrawalScope Scope => new(Claims, SaidFrom, SaidTo);
}

/// <summary>A withdrawal and what falls with it.</summary>
/// <param name="Retraction">The withdrawal as it was recorded; null in a dry run.</param>
/// <param name="Withdrawal">What fell, or in a dry run what would fall.</param>
public sealed record RetractSourceResponse(SourceRetractionResponse? Retraction, WithdrawalResponse Withdrawal) : IExample<RetractSourceResponse>
{
    /// <inheritdoc/>
    public static RetractSourceResponse Example { get; } = new(SourceRetractionResponse.Example, WithdrawalResponse.Example);
}

internal sealed class RetractSourceValidator : AbstractValidator<RetractSourceRequest>
{
    public RetractSourceValidator()
    {
        RuleFor(retraction => retraction.Reason).IsPlainText(TextRules.LongText);
        RuleFor(retraction => retraction.Claims).Must(claims => claims is null or { Count: >= 1 and <= FallenClaims.MostAtOnce })
            .WithMessage($"must have between 1 and {FallenClaims.MostAtOnce} entries; leave it out for whatever the source said");
        RuleFor(retraction => retraction.SaidTo)
            .Must((retraction, to) => to is not { } end || retraction.SaidFrom is not { } from || from.Start < end.End)
            .WithMessage("must not lie before saidFrom");
    }
}

internal static class RetractSource
{
    public static async Task<IdempotentAnswer<Results<Created<RetractSourceResponse>, Ok<RetractSourceResponse>, ProblemAnswer>>> Handle(
        [MaxLength(TextRules.ExternalIdLength)] string idOrSlug,
        Query<DryRunQuery> query,
        Body<RetractSourceRequest> body,
        Idempotency idempotency,
        Caller caller,
        DataServices data,
        CancellationToken cancellation)
    {
        var request = body.Value;
        var source = await data.Directory.FindAsync(idOrSlug, cancellation);
        if (query.Value.DryRun)
        {
            return new(source is null ? Problems.NotFound("source", idOrSlug) : await ShowAsync(source, request.Scope, data, cancellation));
        }

        return await idempotency.AnswerAsync<Verdict<WithdrawalOutcome, RecordedWithdrawal>, Results<Created<RetractSourceResponse>, Ok<RetractSourceResponse>, ProblemAnswer>>(
            receipt => source is null
                ? Task.FromResult(new Verdict<WithdrawalOutcome, RecordedWithdrawal>(WithdrawalOutcome.SourceMissing, Path: [idOrSlug]))
                : data.WithdrawalStore.RetractAsync(
                    NewId.At(caller.Now), source, request.Scope, request.Reason, caller.Authorship, cancellation, receipt),
            verdict => verdict.Value is { } done
                ? TypedResults.Created(
                    $"/v1/sources/{done.Retraction.Source.Id}/retractions",
                    new RetractSourceResponse(SourceRetractionResponse.Of(done.Retraction), WithdrawalResponse.Of(done.Fallen, done.Consequences)))
                : WithdrawalAnswers.Refuse(verdict),
            cancellation);
    }

    private static async Task<IResult> ShowAsync(
        SourceRef source, WithdrawalScope scope, DataServices data, CancellationToken cancellation)
    {
        var found = await data.WithdrawalReader.FindAsync(source, scope, cancellation);
        return found.Value is { } fallen
            ? TypedResults.Ok(new RetractSourceResponse(null, WithdrawalResponse.Of(fallen, await data.ConsequenceReader.FindAsync(fallen, cancellation))))
            : WithdrawalAnswers.Refuse(found);
    }
}
