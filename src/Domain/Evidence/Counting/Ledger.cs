using ClaimCheck.Domain.Links;

namespace ClaimCheck.Domain.Evidence.Counting;

/// <summary>
/// A neighbourhood put in order: claims and sources by number, smallest id first, so that nothing that follows depends on the
/// order in which they came.
/// </summary>
internal sealed class Ledger
{
    private readonly Dictionary<Guid, int> claimNumbers;
    private readonly Dictionary<Guid, int> sourceNumbers;
    private readonly KnownClaim[] claims;
    private readonly KnownSource[] sources;
    private readonly int[] sourceOf;
    private readonly Dictionary<LinkRelation, Ways> ways = [];

    public Ledger(Neighbourhood neighbourhood)
    {
        claims = [.. neighbourhood.Claims];
        Array.Sort(Array.ConvertAll(claims, claim => claim.Id), claims);
        claimNumbers = new Dictionary<Guid, int>(claims.Length);
        for (var i = 0; i < claims.Length; i++)
        {
            claimNumbers.Add(claims[i].Id, i);
        }

        sources = [.. neighbourhood.Sources.Values];
        Array.Sort(Array.ConvertAll(sources, source => source.Source.Id), sources);
        sourceNumbers = new Dictionary<Guid, int>(sources.Length);
        for (var i = 0; i < sources.Length; i++)
        {
            sourceNumbers.Add(sources[i].Source.Id, i);
        }

        Families = Array.ConvertAll(sources, source => sourceNumbers.GetValueOrDefault(source.Family, sourceNumbers[source.Source.Id]));
        HasFamilies = Families.Where((family, source) => family != source).Any();
        sourceOf = Array.ConvertAll(claims, claim => sourceNumbers[claim.Source.Id]);
        Asked = claimNumbers[neighbourhood.Claim];
        Judgements = [.. neighbourhood.Judgements.OrderBy(judgement => judgement.Id)];
        foreach (var links in neighbourhood.Links.GroupBy(link => link.Relation))
        {
            ways.Add(links.Key, new Ways([.. links.OrderBy(link => link.Id).SelectMany(BothWays)], claims.Length));
        }
    }

    /// <summary>The claims, by number.</summary>
    public IReadOnlyList<KnownClaim> Claims => claims;

    /// <summary>The sources, by number.</summary>
    public IReadOnlyList<KnownSource> Sources => sources;

    /// <summary>The number of each source's topmost owner.</summary>
    public int[] Families { get; }

    /// <summary>Whether anybody is owned by somebody else.</summary>
    public bool HasFamilies { get; }

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

    /// <summary>The number of the source of a claim.</summary>
    public int SourceOf(int claim) => sourceOf[claim];

    /// <summary>Whether links of a relation are there that nobody has confirmed.</summary>
    public bool HasSuggested(LinkRelation relation) => ways.TryGetValue(relation, out var known) && known.AnySuggested;

    /// <summary>Where links of a relation lead from a claim; a directed one only from its beginning.</summary>
    public ArraySegment<Neighbour> From(int claim, LinkRelation relation) => ways.TryGetValue(relation, out var known) ? known.From(claim) : ArraySegment<Neighbour>.Empty;

    private IEnumerable<(int At, Neighbour Neighbour)> BothWays(KnownLink link)
    {
        if (!claimNumbers.TryGetValue(link.From, out var from) || !claimNumbers.TryGetValue(link.To, out var to))
        {
            yield break;
        }

        yield return (from, new Neighbour(to, link));
        if (ClaimLink.IsSymmetric(link.Relation))
        {
            yield return (to, new Neighbour(from, link));
        }
    }

    /// <summary>The ways of one relation, those from one claim side by side.</summary>
    private sealed class Ways
    {
        private readonly int[] first;
        private readonly Neighbour[] neighbours;

        public Ways(List<(int At, Neighbour Neighbour)> steps, int claims)
        {
            first = new int[claims + 1];
            neighbours = new Neighbour[steps.Count];
            foreach (var (at, neighbour) in steps)
            {
                first[at + 1]++;
                AnySuggested |= neighbour.Link.IsSuggested;
            }

            for (var claim = 0; claim < claims; claim++)
            {
                first[claim + 1] += first[claim];
            }

            var next = first.AsSpan(0, claims).ToArray();
            foreach (var (at, neighbour) in steps)
            {
                neighbours[next[at]++] = neighbour;
            }
        }

        public bool AnySuggested { get; }

        public ArraySegment<Neighbour> From(int claim) => new(neighbours, first[claim], first[claim + 1] - first[claim]);
    }
}

/// <summary>A claim at the other end of a link.</summary>
/// <param name="Claim">Its number.</param>
/// <param name="Link">The link.</param>
internal readonly record struct Neighbour(int Claim, KnownLink Link);
