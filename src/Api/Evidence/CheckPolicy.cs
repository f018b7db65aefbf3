using System.ComponentModel.DataAnnotations;
using ClaimCheck.Api.Http;
using ClaimCheck.Data;
using ClaimCheck.Data.Evidence;
using ClaimCheck.Domain.Evidence;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaimCheck.Api.Evidence;

/// <summary>Which rule a claim is held against.</summary>
public sealed class CheckPolicyQuery
{
    /// <summary>The rule.</summary>
    [QueryWord("`two_source`: two independent origins. `named_source`: one that is named or was there. `on_record_source`: one that was there or spoke on the record. `two_on_record_sources`: two independent ones of that kind. `first_hand_source`: one that was there. `uncontested`: nobody contradicts it.", Example = "two_source", Required = true)]
    public SourcingPolicy Policy { get; init; }
}

/// <summary>Whether a claim meets a rule.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Policy">The rule.</param>
/// <param name="Rule">Its text.</param>
/// <param name="Result">`pass` or `fail`.</param>
/// <param name="Missing">What is missing, and what kept the count down; empty where it passes.</param>
/// <param name="Origins">The count it was held against.</param>
/// <param name="Contested">Whether anybody contradicts the claim.</param>
public sealed record PolicyCheckResponse(
    Guid Claim,
    SourcingPolicy Policy,
    string Rule,
    PolicyResult Result,
    [property: MaxLength(Hold.Most + 1)] IReadOnlyList<string> Missing,
    OriginsResponse Origins,
    bool Contested)
{
    internal static PolicyCheckResponse Of(PolicyCheck check) => new(
        check.Evidence.Claim.Id, check.Policy, check.Rule, check.IsMet ? PolicyResult.Pass : PolicyResult.Fail, check.Missing,
        SideResponse.Of(check.Evidence.Supporting).Origins, check.Evidence.IsContested);
}

/// <summary>The outcome of a policy check.</summary>
public enum PolicyResult
{
    /// <summary>The rule is met.</summary>
    Pass = 1,

    /// <summary>Something is missing.</summary>
    Fail,
}

internal static class CheckPolicy
{
    public static async Task<Results<TaggedOk<PolicyCheckResponse>, NotModified, ProblemAnswer>> Handle(
        Guid id, Query<CheckPolicyQuery> query, DataServices data, CancellationToken cancellation)
    {
        var policy = query.Value.Policy;
        return await data.EvidenceReader.GetAsync(id, new EvidenceScope(), cancellation) is { } known
            ? new TaggedOk<PolicyCheckResponse>(PolicyCheckResponse.Of(
                PolicyCheck.Of(policy, EvidenceCounter.Count(known, PolicyCheck.CountingOf(policy)))))
            : await GetEvidence.RefuseAsync(id, data, cancellation);
    }
}
