using ClaimCheck.Domain.Evidence.Copying;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Domain.Evidence.Counting;

/// <summary>Says, for one side, everything that kept its floor down.</summary>
/// <param name="ledger">What is known.</param>
/// <param name="tracer">Where claims lead.</param>
/// <param name="classes">Which origins are the same.</param>
/// <param name="policy">Which named origins count.</param>
/// <param name="members">The side.</param>
/// <param name="origins">Its origins.</param>
/// <param name="copies">Its probable copies.</param>
internal sealed class HoldList(
    Ledger ledger,
    Tracer tracer,
    OriginClasses classes,
    EvidencePolicy policy,
    IReadOnlyList<Member> members,
    IReadOnlyList<IReadOnlyList<Occurrence>> origins,
    CopyPairs copies)
{
    private readonly List<int> claims = [.. members.Select(member => member.Claim).Order()];
    private readonly List<int>?[] claimsWith = WithEachSource(ledger, tracer, members);

    /// <summary>By reason; within one, what concerns most claims first.</summary>
    public IReadOnlyList<Hold> All() =>
    [
        .. Most(SameOrigin()),
        .. Most(SharedSources()),
        .. Most(SameFamilies()),
        .. Most(Copies()),
        .. Most(Unnamed()),
        .. NotRecorded(),
        .. Most(JudgedSame()),
        .. Most(Withdrawn()),
        .. NotOnRecord(),
    ];

    // What is not listed is not put into sentences.
    private static IEnumerable<Hold> Most(IEnumerable<Candidate> candidates) =>
        candidates.OrderByDescending(candidate => candidate.Claims).Take(Hold.MostOfOneReason).Select(candidate => candidate.Write());

    private IEnumerable<Candidate> SameOrigin()
    {
        foreach (var origin in origins)
        {
            // The ends of one claim stand side by side.
            var here = 0;
            for (var i = 0; i < origin.Count; i++)
            {
                here += i == 0 || origin[i].Claim != origin[i - 1].Claim ? 1 : 0;
            }

            if (here > 1)
            {
                yield return new(here, () => Write(origin));
            }
        }

        Hold Write(IReadOnlyList<Occurrence> origin)
        {
            var here = origin.Select(end => end.Claim).Distinct().Order().ToList();
            var sources = origin.Select(end => end.End.Key.Source).Distinct().Order().ToList();
            var texts = origin.Select(end => end.End.Descriptor).OfType<string>().Distinct().ToList();
            return Of(HoldReason.SameOrigin, here, sources, texts, $"{Count(here)} lead to the same origin: {Name(origin)}.");
        }
    }

    private IEnumerable<Candidate> SharedSources()
    {
        for (var source = 0; source < claimsWith.Length; source++)
        {
            if (claimsWith[source] is { Count: > 1 } here)
            {
                var shared = source;
                yield return new(here.Count, () => Of(
                    HoldReason.SharedSource, here, [shared], [], $"{NameOf(shared)} stands on the lineages of {Count(here)}."));
            }
        }
    }

    private IEnumerable<Candidate> SameFamilies()
    {
        if (!ledger.HasFamilies)
        {
            yield break;
        }

        foreach (var family in Enumerable.Range(0, claimsWith.Length).Where(source => claimsWith[source] is not null).GroupBy(source => ledger.Families[source]).OrderBy(family => family.Key))
        {
            var sources = family.ToList();
            if (sources.Count == 1)
            {
                continue;
            }

            // Claims that all share one source of the family are told of there.
            var here = claims.FindAll(sources.SelectMany(source => claimsWith[source]!).ToHashSet().Contains);
            if (here.Count > 1 && sources.Exists(source => claimsWith[source]!.Count < here.Count))
            {
                yield return new(here.Count, () => Of(
                    HoldReason.SameFamily, here, sources, [],
                    $"{Listed(sources.ConvertAll(NameOf))} belong to one publisher, {NameOf(family.Key)}, and stand on the lineages of {Count(here)}."));
            }
        }
    }

    private IEnumerable<Candidate> Copies()
    {
        foreach (var (here, found) in copies.Standing)
        {
            yield return new(here.Count, () => Write(here, found));
        }

        Hold Write(IReadOnlyList<int> here, ProbableCopy? found)
        {
            var explanation = found switch
            {
                null => $"{Count(here)} use the same words.",
                { OrderKnown: true } => $"{NameOfClaim(found.Copy)} is probably copied from {NameOfClaim(found.Original)}: {Percent(found.Containment)} of the shorter wording stands in the other, which was said earlier.",
                _ => $"One of {NameOfClaim(found.Original)} and {NameOfClaim(found.Copy)} is probably copied from the other: {Percent(found.Containment)} of the shorter wording stands in both. Which came first is not known.",
            };
            return Of(HoldReason.ProbableCopy, [.. here], SourcesOf(here), found?.Shared ?? [ledger.Claims[here[0]].Text], explanation);
        }
    }

    private IEnumerable<Candidate> Unnamed() => claims
        .Where(claim => tracer.Of(claim).Ends is { Length: > 0 } ends && !Array.Exists(ends, end => end.AddsToFloor))
        .SelectMany(claim => tracer.Of(claim).Ends.Where(end => end.Kind == OriginKind.Unnamed || end.Clean is null), (claim, end) => (claim, end))
        .GroupBy(pair => pair.end.Key)
        .OrderBy(group => group.Key.Source).ThenBy(group => group.Key.Descriptor, StringComparer.Ordinal)
        .Select(group => (group, here: group.Select(pair => pair.claim).Distinct().ToList()))
        .Select(found => new Candidate(found.here.Count, () => Of(
            HoldReason.Unnamed,
            found.here,
            [found.group.Key.Source],
            [.. found.group.Select(pair => pair.end.Descriptor).OfType<string>().Take(1)],
            found.group.Key.Descriptor is null
                ? $"{NameOf(found.group.Key.Source)} is reached only through somebody who is not named."
                : $"“{found.group.First().end.Descriptor}” behind {NameOf(found.group.Key.Source)} may be anybody, also somebody counted already.")));

    private IEnumerable<Hold> NotRecorded()
    {
        var here = claims.Where(claim => tracer.Of(claim) is { Ends: [], Withdrawn: [] }).ToList();
        if (here.Count > 0)
        {
            yield return Of(HoldReason.NotRecorded, here, SourcesOf(here), [], $"{Count(here)} {(here.Count == 1 ? "does" : "do")} not say where the information comes from.");
        }
    }

    /// <summary>Claims whose origins differ but for what reviewers judged, also where the judged claims themselves are on no side.</summary>
    private IEnumerable<Candidate> JudgedSame() => (classes.ClustersJudgedSame.Count == 0 ? [] : claims)
        .SelectMany(claim => classes.AllOf(claim))
        .GroupBy(end => end.Cluster)
        .Where(cluster => classes.ClustersJudgedSame.Contains(cluster.Key))
        .SelectMany(JudgedSameIn)
        .Where(judged => judged.Ends.Select(end => end.End.Key).Distinct().Skip(1).Any())
        .OrderBy(judged => judged.Identity)
        .Select(judged => (judged.Judgements, Concerned: judged.Ends.Select(end => end.Claim).Distinct().Order().ToList()))
        .Where(judged => judged.Concerned.Count > 1)
        .Select(judged => new Candidate(judged.Concerned.Count, () => Of(
            HoldReason.ReviewerSame, judged.Concerned, SourcesOf(judged.Concerned), [],
            $"A reviewer judged that the origins of {Count(judged.Concerned)} are the same.") with
        { Judgements = [.. judged.Judgements.Distinct().Order()] }));

    /// <summary>What judgements of "same" made of a cluster: all of it one, or where some of it was told apart, each identity and what is not told apart from it.</summary>
    private IEnumerable<(int Identity, IEnumerable<Occurrence> Ends, IEnumerable<Guid> Judgements)> JudgedSameIn(IGrouping<int, Occurrence> cluster)
    {
        var identities = classes.ClustersJudgedSame[cluster.Key].Distinct();
        return classes.IsSplit(cluster.Key)
            ? identities.Select(identity => (identity, NotApartFrom(identity, cluster), classes.JudgedSame[identity]))
            : [(cluster.Key, cluster, identities.SelectMany(identity => classes.JudgedSame[identity]))];
    }

    private IEnumerable<Occurrence> NotApartFrom(int identity, IGrouping<int, Occurrence> cluster)
    {
        var here = cluster.Where(end => end.Identity == identity).Select(end => end.Recorded).Distinct().ToList();
        IEnumerable<int> recorded = here.Count > 0 ? here : classes.RecordedOf(identity);
        return cluster.Where(end => !classes.AreApart(cluster.Key, recorded, end));
    }

    private IEnumerable<Candidate> Withdrawn() => claims
        .SelectMany(claim => tracer.Of(claim).Withdrawn, (claim, place) => (claim, place))
        .GroupBy(pair => pair.place, pair => pair.claim)
        .OrderBy(group => group.Key.Source).ThenBy(group => group.Key.Claim)
        .Select(group => (group.Key.Source, Here: group.ToList()))
        .Select(found => new Candidate(found.Here.Count, () => Of(
            HoldReason.Withdrawn, found.Here, [found.Source], [],
            $"{NameOf(found.Source)} took back what {Count(found.Here)} {(found.Here.Count > 1 ? "rest" : "rests")} on.")));

    private IEnumerable<Hold> NotOnRecord()
    {
        var here = policy == EvidencePolicy.Standard ? [] : claims.FindAll(claim => classes.Of(claim) is { Count: > 0 } ends
            && ends.Any(end => !FloorSearch.Counts(end.End, policy))
            && !ends.Any(end => end.End.AddsToFloor && FloorSearch.Counts(end.End, policy)));
        if (here.Count > 0)
        {
            yield return Of(
                HoldReason.NotOnRecord, here, [.. here.SelectMany(claim => tracer.Of(claim).Ends).Select(end => end.Key.Source).Distinct().Order()], [],
                $"Whom {Count(here)} {(here.Count == 1 ? "names" : "name")} neither was there nor spoke on the record.");
        }
    }

    private Hold Of(HoldReason reason, List<int> concerned, List<int> sources, IReadOnlyList<string> texts, string explanation) => new(
        reason,
        [.. concerned.Take(Hold.MostClaims).Select(claim => ledger.Claims[claim].Id)],
        concerned.Count,
        [.. sources.Take(Hold.MostClaims).Select(SourceAt)],
        texts,
        [],
        explanation);

    private List<int> SourcesOf(IEnumerable<int> concerned) =>
        [.. concerned.Select(ledger.SourceOf).Distinct().Order()];

    private SourceRef SourceAt(int number) => ledger.Sources[number].Source;

    private string NameOf(int source) => ledger.Sources[source].Name;

    private string NameOfClaim(Guid id)
    {
        var claim = ledger.Claims[ledger.NumberOfClaim(id)];
        var source = NameOf(ledger.NumberOfSource(claim.Source.Id));
        return claim.ExternalId is null ? $"the claim of {source}" : $"{claim.ExternalId} of {source}";
    }

    private string Name(IReadOnlyList<Occurrence> origin) => Listed([.. origin
        .Select(end => end.End.Descriptor is { } descriptor ? $"“{descriptor}” behind {NameOf(end.End.Key.Source)}" : NameOf(end.End.Key.Source))
        .Distinct()]);

    /// <summary>For each source the claims that have it on their lineages, ascending; null where there are none.</summary>
    private static List<int>?[] WithEachSource(Ledger ledger, Tracer tracer, IReadOnlyList<Member> members)
    {
        var with = new List<int>?[ledger.Sources.Count];
        foreach (var claim in members.Select(member => member.Claim).Order())
        {
            foreach (var source in tracer.Of(claim).Sources)
            {
                (with[source] ??= []).Add(claim);
            }
        }

        return with;
    }

    private static string Percent(double share) => $"{(int)Math.Round(share * 100)} %";

    private static string Count(IReadOnlyCollection<int> claims) => claims.Count == 1 ? "1 claim" : $"{claims.Count} claims";

    private static string Listed(IReadOnlyList<string> names) => Sentence.Listed(names);

    /// <summary>What may be listed.</summary>
    /// <param name="Claims">How many claims it concerns.</param>
    /// <param name="Write">Writes it out.</param>
    private readonly record struct Candidate(int Claims, Func<Hold> Write);
}
