using System.Globalization;

namespace ClaimCheck.Domain.Evidence;

/// <summary>Whether a claim meets a rule.</summary>
/// <param name="Policy">Which.</param>
/// <param name="Rule">The rule's text.</param>
/// <param name="IsMet">Whether it does.</param>
/// <param name="Missing">What is missing, one sentence each; empty where it does.</param>
/// <param name="Evidence">What it was held against: <see cref="EvidencePolicy.Strict"/> for the rules about the record.</param>
public sealed record PolicyCheck(SourcingPolicy Policy, string Rule, bool IsMet, IReadOnlyList<string> Missing, Evidence Evidence)
{
    /// <summary>Under which policy the evidence for a rule is to be counted.</summary>
    public static EvidencePolicy CountingOf(SourcingPolicy policy) => policy switch
    {
        SourcingPolicy.TwoSource or SourcingPolicy.NamedSource or SourcingPolicy.FirstHandSource or SourcingPolicy.Uncontested => EvidencePolicy.Standard,
        SourcingPolicy.OnRecordSource or SourcingPolicy.TwoOnRecordSources => EvidencePolicy.Strict,
    };

    /// <summary>Holds evidence against a rule.</summary>
    /// <param name="policy">The rule.</param>
    /// <param name="evidence">Counted under <see cref="CountingOf"/>.</param>
    public static PolicyCheck Of(SourcingPolicy policy, Evidence evidence)
    {
        var origins = evidence.Supporting.Origins;
        string? missing = policy switch
        {
            SourcingPolicy.TwoSource or SourcingPolicy.TwoOnRecordSources when origins.Floor < 2 => TooFew(evidence.Supporting),
            SourcingPolicy.NamedSource when origins.Named + origins.FirstHand == 0 => "No origin is named.",
            SourcingPolicy.OnRecordSource when origins.Named + origins.FirstHand == 0 => "No origin was there or spoke on the record.",
            SourcingPolicy.FirstHandSource when origins.FirstHand == 0 => "No origin is recorded as having witnessed or issued it.",
            SourcingPolicy.Uncontested when evidence.IsContested => Denied(evidence.Contradicting),
            _ => null,
        };
        return new PolicyCheck(policy, RuleOf(policy), missing is null, missing is null ? [] : Why(missing, policy, evidence), evidence);
    }

    /// <summary>The text of a rule.</summary>
    public static string RuleOf(SourcingPolicy policy) => policy switch
    {
        SourcingPolicy.TwoSource => "At least two independent origins stand behind the claim: named or first-hand, and sharing neither a source nor a publisher nor their wording.",
        SourcingPolicy.NamedSource => "At least one origin of the claim is named or first-hand; unnamed sources alone do not do.",
        SourcingPolicy.OnRecordSource => "At least one origin of the claim was there or spoke on the record.",
        SourcingPolicy.TwoOnRecordSources => "At least two independent origins stand behind the claim, each of which was there or spoke on the record.",
        SourcingPolicy.FirstHandSource => "At least one origin of the claim witnessed or issued what it says.",
        SourcingPolicy.Uncontested => "No claim that stands contradicts it.",
    };

    private static string TooFew(EvidenceSide side) => string.Create(
        CultureInfo.InvariantCulture,
        $"{2 - side.Origins.Floor} more independent origin{(side.Origins.Floor == 0 ? "s are" : " is")} needed: the floor is {side.Origins.Floor}, the ceiling {side.Origins.Ceiling}.");

    private static string Denied(EvidenceSide side) => string.Create(
        CultureInfo.InvariantCulture, $"{Sentence.Counted(side.Reports, "claim contradicts", "claims contradict")} it.");

    /// <summary>What is missing, and for rules about independence also what kept the floor down.</summary>
    private static IReadOnlyList<string> Why(string missing, SourcingPolicy policy, Evidence evidence) => policy switch
    {
        SourcingPolicy.TwoSource or SourcingPolicy.TwoOnRecordSources => [missing, .. evidence.Supporting.Holds.Select(hold => hold.Explanation)],
        SourcingPolicy.NamedSource or SourcingPolicy.OnRecordSource or SourcingPolicy.FirstHandSource or SourcingPolicy.Uncontested => [missing],
    };
}
