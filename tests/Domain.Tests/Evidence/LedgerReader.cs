using System.Text.RegularExpressions;
using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;

namespace ClaimCheck.Domain.Tests.Evidence;

/// <summary>Reads what is known line by line. A line that it does not understand, or a name that nothing bears, is an error.</summary>
internal sealed partial class LedgerReader
{
    private const string NameOf = "[a-z0-9-]+";

    private readonly Dictionary<string, Guid> claimIds = [];
    private readonly Dictionary<string, SourceRef> sources = [];
    private readonly Dictionary<string, string> owners = [];
    private readonly Dictionary<string, KnownClaim> claims = [];
    private readonly List<(string Source, string Claim)> withdrawn = [];
    private readonly List<KnownLink> links = [];
    private readonly List<KnownJudgement> judgements = [];
    private EvidencePolicy policy = EvidencePolicy.Standard;
    private string? asked;
    private bool wasCut;

    /// <summary>Takes one line in.</summary>
    public void Read(string line)
    {
        if (ClaimLine().Match(line) is { Success: true } claim)
        {
            ReadClaim(claim.Groups["name"].Value, claim.Groups["rest"].Value);
        }
        else if (LinkLine().Match(line) is { Success: true } link)
        {
            links.Add(new KnownLink(
                Id(2, links.Count), Claim(link.Groups["from"].Value), Claim(link.Groups["to"].Value),
                LedgerNotation.Relations[link.Groups["sign"].Value], link.Groups["suggested"].Success));
        }
        else if (OwnerLine().Match(line) is { Success: true } owner)
        {
            Source(owner.Groups["owner"].Value);
            owners.Add(Source(owner.Groups["owned"].Value).Slug, owner.Groups["owner"].Value);
        }
        else if (JudgementLine().Match(line) is { Success: true } judgement)
        {
            ReadJudgement(judgement);
        }
        else if (WithdrawnLine().Match(line) is { Success: true } taken)
        {
            withdrawn.Add((taken.Groups["source"].Value, taken.Groups["claim"].Value));
        }
        else
        {
            ReadManner(line);
        }
    }

    /// <summary>Everything that was read.</summary>
    public Question Finish()
    {
        var undefined = claimIds.Keys.Except(claims.Keys).ToList();
        Assert.True(undefined.Count == 0, $"No line tells of {string.Join(", ", undefined)}.");
        foreach (var (source, claim) in withdrawn)
        {
            var known = claims[claim];
            Assert.Contains(known.Attribution, hop => hop.Source?.Slug == source);
            claims[claim] = known with { WithdrawnSources = [.. known.WithdrawnSources, sources[source].Id] };
        }

        return new Question(
            new Neighbourhood(
                Claim(asked ?? claims.Keys.First()), [.. claims.Values], links,
                sources.Values.ToDictionary(source => source.Id, source => new KnownSource(source, source.Slug, sources[TopmostOwner(source.Slug)].Id)),
                judgements, wasCut),
            policy);
    }

    private void ReadManner(string line)
    {
        switch (line.Split(' '))
        {
            case ["strict"]:
                policy = EvidencePolicy.Strict;
                break;
            case ["cut"]:
                wasCut = true;
                break;
            case ["asked", var claim]:
                asked = claim;
                break;
            default:
                Assert.Fail($"Not understood: {line}");
                break;
        }
    }

    private void ReadClaim(string name, string rest)
    {
        var parts = Split(rest, ';');
        var chain = Split(parts[0], '<');
        var claim = new KnownClaim(
            Claim(name), name, Source(chain[0]), OwnWords.Of(claims.Count), null, Modality.Reported, Basis.Unknown, ClaimStatus.Active,
            [.. chain.Skip(1).Select(ReadHop)], []);
        claims.Add(name, parts.Skip(1).Aggregate(claim, WithPart));
    }

    private static KnownClaim WithPart(KnownClaim claim, string part)
    {
        if (Words<Basis>.TryParse(part, out var basis))
        {
            return claim with { Basis = basis };
        }

        if (Words<ClaimStatus>.TryParse(part, out var status))
        {
            return claim with { Status = status };
        }

        if (part.StartsWith("said ", StringComparison.Ordinal) && PartialDate.TryParse(part[5..], out var date))
        {
            return claim with { Said = date };
        }

        Assert.True(part.StartsWith("says \"", StringComparison.Ordinal) && part.EndsWith('"'), $"Not understood: {part}");
        return claim with { Text = part[6..^1] };
    }

    private Hop ReadHop(string text)
    {
        var hop = HopText().Match(text);
        Assert.True(hop.Success, $"Not understood: {text}");
        var (terms, relation) = (OnRecord.Unknown, AttributionRelation.DerivedFrom);
        foreach (var word in hop.Groups["terms"].Value.Split(", ", StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.True(LedgerNotation.Terms.TryGetValue(word, out var onRecord) | LedgerNotation.HopRelations.TryGetValue(word, out var how), $"Not understood: {word}");
            (terms, relation) = (onRecord == default ? terms : onRecord, how == default ? relation : how);
        }

        return new Hop(
            hop.Groups["source"].Success ? Source(hop.Groups["source"].Value) : null,
            hop.Groups["words"].Success ? hop.Groups["words"].Value : null,
            relation, terms, Upstream(hop.Groups["upstream"].Value), null);
    }

    private Guid? Upstream(string name) => name switch { "" => null, "?" => Id(5, 0), _ => Claim(name) };

    private void ReadJudgement(Match line)
    {
        var verdict = Words<OriginVerdict>.Parse(line.Groups["verdict"].Value);
        var id = Id(3, judgements.Count);
        judgements.Add(line.Groups["a"].Success
            ? new KnownJudgement(id, verdict, (Claim(line.Groups["a"].Value), Claim(line.Groups["b"].Value)), null)
            : new KnownJudgement(id, verdict, null, (Unnamed(line, "1"), Unnamed(line, "2"))));
    }

    private UnnamedOrigin Unnamed(Match line, string which) =>
        new(Descriptor.KeyOf(line.Groups["words" + which].Value), Source(line.Groups["relay" + which].Value).Id);

    private Guid Claim(string name)
    {
        claimIds.TryAdd(name, Id(1, claimIds.Count));
        return claimIds[name];
    }

    private SourceRef Source(string slug)
    {
        Assert.Matches($"^{NameOf}$", slug);
        sources.TryAdd(slug, new SourceRef(Id(4, sources.Count), slug));
        return sources[slug];
    }

    private string TopmostOwner(string slug) => owners.TryGetValue(slug, out var owner) ? TopmostOwner(owner) : slug;

    private static Guid Id(short kind, int number) => new(number + 1, kind, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    /// <summary>The parts of a line, where what stands in quotation marks is one.</summary>
    private static List<string> Split(string line, char separator) =>
        [.. Regex.Matches(line, $"(?:\"[^\"]*\"|[^\"{separator}])+").Select(part => part.Value.Trim())];

    [GeneratedRegex($"^(?<name>{NameOf}): (?<rest>.+)$")]
    private static partial Regex ClaimLine();

    [GeneratedRegex($"^(?<from>{NameOf}) (?<sign>=|~|!|<-|supersedes|qualifies|context) (?<to>{NameOf})(?<suggested> \\?)?$")]
    private static partial Regex LinkLine();

    [GeneratedRegex($"^(?<owned>{NameOf}) of (?<owner>{NameOf})$")]
    private static partial Regex OwnerLine();

    [GeneratedRegex($"^withdrawn (?<source>{NameOf}) for (?<claim>{NameOf})$")]
    private static partial Regex WithdrawnLine();

    [GeneratedRegex($"^(?<verdict>same|different|undetermined) (?:(?<a>{NameOf}) (?<b>{NameOf})|\"(?<words1>[^\"]+)\" @ (?<relay1>{NameOf}), \"(?<words2>[^\"]+)\" @ (?<relay2>{NameOf}))$")]
    private static partial Regex JudgementLine();

    [GeneratedRegex($"^(?:(?<source>{NameOf})|\"(?<words>[^\"]+)\")(?: \\[(?<upstream>{NameOf}|\\?)\\])?(?: \\((?<terms>[^)]+)\\))?$")]
    private static partial Regex HopText();
}
