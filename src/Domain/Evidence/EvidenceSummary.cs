using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Domain.Evidence;

/// <summary>Puts evidence into sentences that can be pasted into an editor's note.</summary>
/// <param name="sources">Names of the sources, by id.</param>
internal sealed class EvidenceSummary(IReadOnlyDictionary<Guid, KnownSource> sources)
{
    /// <summary>The sentences.</summary>
    public string Of(Evidence evidence) => string.Join(' ', Sentences(evidence));

    private IEnumerable<string> Sentences(Evidence evidence)
    {
        var support = evidence.Supporting;
        if (Standing(evidence.Claim.Status) is { } standing)
        {
            yield return standing;
        }

        if (support.Reports == 0)
        {
            yield return "Nothing that stands supports it.";
        }
        else
        {
            yield return Count(support);
            if (support.Origins is { Ceiling: > 0, NotRecorded: > 0 and var silent })
            {
                yield return $"{Sentence.Counted(silent, "report does", "reports do")} not say where the information comes from.";
            }

            yield return Verdict(evidence.Status);
        }

        yield return evidence.IsContested ? Contested(evidence.Contradicting) : "Nothing recorded contradicts it.";
        foreach (var circle in evidence.Circular)
        {
            yield return $"{Sentence.Listed([.. circle.Sources.Select(Name)])} cite each other.";
        }

        if (support.Claims.Count(claim => claim.IsSuggested) is > 0 and var suggested)
        {
            yield return $"{Sentence.Counted(suggested, "report counts", "reports count")} only by links that nobody has confirmed yet.";
        }

        if (evidence.WasCut)
        {
            yield return $"Only the nearest {Neighbourhood.MostClaims} claims of each side were looked at.";
        }
    }

    private string Count(EvidenceSide side)
    {
        var (floor, ceiling) = (side.Origins.Floor, side.Origins.Ceiling);
        var reports = $"{Sentence.Counted(side.Reports, "report", "reports")} from {Sentence.Counted(side.Outlets, "outlet", "outlets")}";
        var leads = side.Reports == 1 ? "leads" : "lead";
        var who = Sentence.Listed([.. side.Behind.Select(Name)]);
        return ceiling switch
        {
            0 => $"{reports} {(side.Reports == 1 ? "says" : "say")} nothing that stands about where the information comes from.",
            1 => $"{reports} {leads} to 1 origin: {who}.",
            _ when floor == ceiling => $"{reports} {leads} to {ceiling} independent origins: {who}.",
            _ => $"{reports} {leads} to at most {ceiling} origins and at least {floor}: {who}.",
        };
    }

    private static string Verdict(EvidenceStatus status) => status switch
    {
        EvidenceStatus.IndependentlyCorroborated => "The claim is independently corroborated.",
        EvidenceStatus.IndependenceNotEstablished => "Independence is not established.",
        EvidenceStatus.SingleOrigin => "It rests on a single origin.",
        EvidenceStatus.LineageNotRecorded => "Its lineage is not recorded.",
    };

    private static string? Standing(ClaimStatus status) => status switch
    {
        ClaimStatus.Active => null,
        ClaimStatus.Retracted => "The claim was retracted and does not count itself.",
        ClaimStatus.Superseded => "The claim was superseded and does not count itself.",
    };

    private static string Contested(EvidenceSide denials)
    {
        var onRecord = denials.Claims.Count(claim => claim.IsOnRecord);
        var reports = $"It is contested by {Sentence.Counted(denials.Reports, "report", "reports")} from {Sentence.Counted(denials.Outlets, "outlet", "outlets")}";
        var origins = denials.Origins.Ceiling switch
        {
            0 => denials.Reports == 1 ? "whose origin is not recorded" : "whose origins are not recorded",
            1 => "with 1 origin",
            var most when most == denials.Origins.Floor => $"with {most} independent origins",
            var most => $"with at most {most} origins and at least {denials.Origins.Floor}",
        };
        return onRecord switch
        {
            0 => $"{reports}, {origins}.",
            var all when all == denials.Reports => $"{reports}, {origins}, on the record.",
            _ => $"{reports}, {origins}, {onRecord} of them on the record.",
        };
    }

    private string Name(CountedOrigin origin) => Sentence.Listed([.. origin.Sources.Select(Name)
        .Concat(origin.Unnamed.Select(unnamed => $"“{unnamed.Descriptor}” behind {Name(unnamed.Relay)}"))]);

    private string Name(SourceRef source) => sources[source.Id].Name;
}
