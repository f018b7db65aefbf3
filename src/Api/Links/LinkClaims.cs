using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Api.Rules;
using ClaimCheck.Data;
using ClaimCheck.Data.Sample;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Values;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Links;

/// <summary>Where a new link stands.</summary>
public enum NewLinkStatus
{
    /// <summary>It waits for a review.</summary>
    Suggested = 1,

    /// <summary>It counts at once; editors only.</summary>
    Confirmed = 2,
}

/// <summary>What a claim is to another.</summary>
/// <param name="Target">The other claim.</param>
/// <param name="Relation">`corroborates`, `contradicts` and `restates` read the same both ways; the others point from the claim to the target.</param>
/// <param name="Rationale">Why.</param>
/// <param name="EvidenceUrls">What supports it.</param>
/// <param name="Confidence">From 0 to 1.</param>
/// <param name="Status">`suggested` where it is left out; `confirmed` takes an editor.</param>
public sealed record LinkClaimsRequest(
    Guid Target,
    LinkRelation Relation,
    [property: MaxLength(TextRules.LongText)] string Rationale,
    [property: MaxLength(LinkRules.MostEvidence), EachText(WebAddress.MaxLength, Pattern = WebAddress.Pattern)] IReadOnlyList<string>? EvidenceUrls = null,
    [property: Range(0.0, 1.0)] double? Confidence = null,
    NewLinkStatus Status = NewLinkStatus.Suggested) : ILinkFields, IExample<LinkClaimsRequest>
{
    /// <inheritdoc/>
    public static LinkClaimsRequest Example { get; } = new(
        SampleStory.IdOf("claim", "ic-2"), LinkRelation.Corroborates,
        "Steps to work more closely, and strikes that are coordinated: the second speaks for the first.", Confidence: 0.6);
}

internal sealed class LinkClaimsValidator : LinkFieldsValidator<LinkClaimsRequest>;

internal static class LinkClaims
{
    public static Task<IdempotentAnswer<Results<VersionedCreated<LinkResponse>, ProblemAnswer>>> Handle(
        Guid id, Body<LinkClaimsRequest> body, Idempotency idempotency, Caller caller, DataServices data, CancellationToken cancellation)
    {
        var request = body.Value;
        var status = request.Status switch
        {
            NewLinkStatus.Suggested => LinkStatus.Suggested,
            NewLinkStatus.Confirmed => LinkStatus.Confirmed,
        };
        var proposal = new LinkProposal(
            request.Target, request.Relation, request.Rationale, request.EvidenceUrls ?? [], request.Confidence, status);
        var proposed = ClaimLink.Propose(NewId.At(caller.Now), id, proposal, caller.Authorship);
        return idempotency.AnswerAsync<Verdict<LinkOutcome, ClaimLink>, Results<VersionedCreated<LinkResponse>, ProblemAnswer>>(
            receipt => proposed.Value is { } link
                ? data.LinkStore.AddAsync(link, caller.Authorship, cancellation, receipt)
                : Task.FromResult(proposed),
            verdict => verdict is { Outcome: LinkOutcome.Accepted, Value: { } link }
                ? Versioned.Created($"/v1/links/{link.Id}", LinkResponse.Of(link), link.Version)
                : LinkAnswers.Refuse(verdict, id),
            cancellation);
    }
}
