using ClaimCheck.Domain.Evidence;
using Answer = ClaimCheck.Domain.Evidence.Evidence;

namespace ClaimCheck.Domain.Tests.Evidence;

/// <summary>What is known around a claim, and how it is asked about.</summary>
internal sealed record Question(Neighbourhood Known, EvidencePolicy Policy)
{
    /// <summary>What the counter says.</summary>
    public Answer Answer() => EvidenceCounter.Count(Known, Policy);

    /// <summary>The same question of what is known otherwise.</summary>
    public Question Of(Neighbourhood known) => this with { Known = known };

    /// <summary>In the notation of the truth table, so that what a random test finds can be put there as it stands.</summary>
    public override string ToString() => LedgerNotation.Write(this);
}
