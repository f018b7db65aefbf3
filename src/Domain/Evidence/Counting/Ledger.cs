using ClaimCheck.Domain.Links;

namespace ClaimCheck.Domain.Evidence.Counting;

/// <summary>
/// A neighbourhood put in order: claims and sources by number, smallest id first, so that nothing that follows depends on the
/// order in which they came.
/// </summary>
internal sealed class Ledger
{
    private readonly Dictionary<Guid, int> claimNumbers;
    private readonly Dictionary<Guid, int> sourceNumbers = [];
    private readonly List<KnownSource> sources = [];
    private readonly Dictionary<LinkRelation, ILookup<int, Neighbour>> neighbours;

    public Ledger(Neighbourhood neighbourhood)
    {
        Claims = [.. neighbourhood.Claims.OrderBy(claim => claim.Id)];
        claimNumbers = new Dictionary<Guid, int>(Claims.Count);
        for (var i = 0; i < Claims.Count; i++)
        {
            claimNumbers.Add(Claims[i].Id, i);
        }

        foreach (var source in neighbourhood.Sources.Values.OrderBy(source => source.Source.Id))
        {
            sourceNumbers.Add(source.Source.Id, sources.Count);
            sources.Add(source);
        }

        Families = [.. sources.Select(source => sourceNumbers.GetValueOrDefault(source.Family, sourceNumbers[source.Source.Id]))];
        Asked = claimNumbers[neighbourhood.Claim];
        Judgements = [.. neighbourhood.Judgements.OrderBy(judgement => judgement.Id)];
        neighbours = Enum.GetValues<LinkRelation>().ToDictionary(
            relation => relation,
            relation => neighbourhood.Links
                .Where(link => link.Relation == relation && claimNumbers.ContainsKey(link.From) && claimNumbers.ContainsKey(link.To))
                .OrderBy(link => link.Id)
                .SelectMany(BothWays)
                .ToLookup(step => step.At, step => step.Neighbour));
    }

    /// <summary>The claims, by number.</summary>
    public IReadOnlyList<KnownClaim> Claims { get; }

    /// <summary>The sources, by number.</summary>
    public IReadOnlyList<KnownSource> Sources => sources;

    /// <summary>The number of each source's topmost owner.</summary>
    public IReadOnlyList<int> Families { get; }

    /// <summary>The number of the claim asked about.</summary>
    public int Asked { get; }

    /// <summary>The judgements, oldest first.</summary>
    public IReadOnlyList<KnownJudgement> Judgements { get; }

    /// <summary>The number of a claim; -1 for one that is not known here.</summary>
    public int NumberOfClaim(Guid id) => claimNumbers.GetValueOrDefault(id, -1);

    /// <summary>The number of a source, which is always known: whoever fetches claims fetches the sources they name.</summary>
    public int NumberOfSource(Guid id) => sourceNumbers[id];

    /// <summary>Whether a source is known here.</summary>
    public bool KnowsSource(Guid id) => sourceNumbers.ContainsKey(id);

    /// <summary>Where links of a relation lead from a claim; a directed one only from its beginning.</summary>
    public IEnumerable<Neighbour> From(int claim, LinkRelation relation) => neighbours[relation][claim];

    private IEnumerable<(int At, Neighbour Neighbour)> BothWays(KnownLink link)
    {
        var (from, to) = (claimNumbers[link.From], claimNumbers[link.To]);
        yield return (from, new Neighbour(to, link));
        if (ClaimLink.IsSymmetric(link.Relation))
        {
            yield return (to, new Neighbour(from, link));
        }
    }
}

/// <summary>A claim at the other end of a link.</summary>
/// <param name="Claim">Its number.</param>
/// <param name="Link">The link.</param>
internal readonly record struct Neighbour(int Claim, KnownLink Link);
