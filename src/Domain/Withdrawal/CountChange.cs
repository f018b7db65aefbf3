using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Domain.Withdrawal;

/// <summary>The two numbers of one side.</summary>
/// <param name="Floor">What an opponent must concede.</param>
/// <param name="Ceiling">The most origins there can be.</param>
public sealed record SideNumbers(int Floor, int Ceiling)
{
    /// <summary>Those of a side.</summary>
    public static SideNumbers Of(EvidenceSide side) => new(side.Origins.Floor, side.Origins.Ceiling);
}

/// <summary>What the evidence for a claim, and against it, comes to.</summary>
/// <param name="Supporting">Whoever says it or speaks for it.</param>
/// <param name="Status">What these two numbers say together.</param>
/// <param name="IsContested">Whether anybody contradicts it.</param>
/// <param name="Contradicting">Whoever does: a verdict of false rests on these.</param>
public sealed record CountResult(SideNumbers Supporting, EvidenceStatus Status, bool IsContested, SideNumbers Contradicting)
{
    /// <summary>What evidence comes to.</summary>
    public static CountResult Of(Evidence.Evidence evidence) =>
        new(SideNumbers.Of(evidence.Supporting), evidence.Status, evidence.IsContested, SideNumbers.Of(evidence.Contradicting));
}

/// <summary>A count that changes when something is taken back.</summary>
/// <param name="Claim">Of which claim.</param>
/// <param name="ExternalId">Its id in the system it came from.</param>
/// <param name="Source">Whose it is.</param>
/// <param name="Before">While it stands.</param>
/// <param name="After">When it is taken back.</param>
public sealed record CountChange(Guid Claim, string? ExternalId, SourceRef Source, CountResult Before, CountResult After)
{
    /// <summary>The change, or null where the count stays what it was.</summary>
    /// <param name="neighbourhood">Around the claim, before.</param>
    /// <param name="fallen">What is taken back.</param>
    public static CountChange? Of(Neighbourhood neighbourhood, FallenClaims fallen)
    {
        var before = EvidenceCounter.Count(neighbourhood);
        var change = new CountChange(
            before.Claim.Id, before.Claim.ExternalId, before.Claim.Source, CountResult.Of(before),
            CountResult.Of(EvidenceCounter.Count(Without(neighbourhood, fallen))));
        return change.Before == change.After ? null : change;
    }

    /// <summary>What would be known if this had been taken back.</summary>
    private static Neighbourhood Without(Neighbourhood neighbourhood, FallenClaims fallen)
    {
        var effects = fallen.Claims.ToDictionary(claim => claim.Id, claim => claim.Effect);
        return neighbourhood with
        {
            Claims = [.. neighbourhood.Claims.Select(claim => !effects.TryGetValue(claim.Id, out var effect) ? claim : effect switch
            {
                WithdrawalEffect.Retracted => claim with { Status = ClaimStatus.Retracted },
                WithdrawalEffect.Unsupported when !fallen.BySource => claim,
                WithdrawalEffect.Unsupported => claim with { WithdrawnSources = [.. claim.WithdrawnSources, fallen.Source.Id] },
            })],
        };
    }
}
