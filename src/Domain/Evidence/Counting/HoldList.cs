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

    private static IEnumerable<Hold> Most(IEnumerable<Hold> holds) =>
        holds.OrderByDescending(hold => hold.ClaimCount).Take(Hold.MostOfOneReason);

    private IEnumerable<Hold> SameOrigin()
    {
        foreach (var origin in origins)
        {
            var here = origin.Select(end => end.Claim).Distinct().Order().ToList();
            if (here.Count > 1)
            {
                var sources = origin.Select(end => end.End.Key.Source).Distinct().Order().ToList();
                var texts = origin.Select(end => end.End.Descriptor).OfType<string>().Distinct().ToList();
                yield return Of(HoldReason.SameOrigin, here, sources, texts, $"{Count(here)} lead to the same origin: {Name(origin)}.");
            }
        }
    }

    private IEnumerable<Hold> SharedSources() => claims
        .SelectMany(claim => tracer.Of(claim).Sources, (claim, source) => (claim, source))
        .GroupBy(pair => pair.source, pair => pair.claim)
        .Where(group => group.Skip(1).Any())
        .OrderBy(group => group.Key)
        .Select(group => Of(
            HoldReason.SharedSource, [.. group], [group.Key], [], $"{NameOf(group.Key)} stands on the lineages of {Count([.. group])}."));

    private IEnumerable<Hold> SameFamilies()
    {
        var byFamily = claims
            .SelectMany(claim => tracer.Of(claim).Sources, (claim, source) => (claim, source))
            .GroupBy(pair => ledger.Families[pair.source])
            .OrderBy(family => family.Key);
        foreach (var family in byFamily)
        {
            var sources = family.Select(pair => pair.source).Distinct().Order().ToList();
            var here = family.Select(pair => pair.claim).Distinct().ToList();

            // Claims that all share one source of the family are told of there.
            if (sources.Count > 1 && here.Count > 1 && sources.Exists(source => family.Where(pair => pair.source == source).Select(pair => pair.claim).Distinct().Count() < here.Count))
            {
                yield return Of(
                    HoldReason.SameFamily, here, sources, [],
                    $"{Listed(sources.ConvertAll(NameOf))} belong to one publisher, {NameOf(family.Key)}, and stand on the lineages of {Count(here)}.");
            }
        }
    }

    private IEnumerable<Hold> Copies()
    {
        foreach (var (here, found) in copies.Standing)
        {
            var explanation = found switch
            {
                null => $"{Count(here)} use the same words.",
                { OrderKnown: true } => $"{NameOfClaim(found.Copy)} is probably copied from {NameOfClaim(found.Original)}: {Percent(found.Containment)} of the shorter wording stands in the other, which was said earlier.",
                _ => $"One of {NameOfClaim(found.Original)} and {NameOfClaim(found.Copy)} is probably copied from the other: {Percent(found.Containment)} of the shorter wording stands in both. Which came first is not known.",
            };
            yield return Of(HoldReason.ProbableCopy, [.. here], SourcesOf(here), found?.Shared ?? [ledger.Claims[here[0]].Text], explanation);
        }
    }

    private IEnumerable<Hold> Unnamed() => claims
        .Where(claim => tracer.Of(claim).Ends is { Length: > 0 } ends && !Array.Exists(ends, end => end.AddsToFloor))
        .SelectMany(claim => tracer.Of(claim).Ends.Where(end => end.Kind == OriginKind.Unnamed || end.Clean is null), (claim, end) => (claim, end))
        .GroupBy(pair => pair.end.Key, pair => pair)
        .OrderBy(group => group.Key.Source).ThenBy(group => group.Key.Descriptor, StringComparer.Ordinal)
        .Select(group => Of(
            HoldReason.Unnamed,
            [.. group.Select(pair => pair.claim).Distinct()],
            [group.Key.Source],
            [.. group.Select(pair => pair.end.Descriptor).OfType<string>().Take(1)],
            group.Key.Descriptor is null
                ? $"{NameOf(group.Key.Source)} is reached only through somebody who is not named."
                : $"“{group.First().end.Descriptor}” behind {NameOf(group.Key.Source)} may be anybody, also somebody counted already."));

    private IEnumerable<Hold> NotRecorded()
    {
        var here = claims.Where(claim => tracer.Of(claim) is { Ends: [], Withdrawn: [] }).ToList();
        if (here.Count > 0)
        {
            yield return Of(HoldReason.NotRecorded, here, SourcesOf(here), [], $"{Count(here)} {(here.Count == 1 ? "does" : "do")} not say where the information comes from.");
        }
    }

    /// <summary>Claims whose origins differ but for what reviewers judged, also where the judged claims themselves are on no side.</summary>
    private IEnumerable<Hold> JudgedSame() => claims
        .SelectMany(claim => classes.AllOf(claim))
        .GroupBy(end => end.Cluster)
        .Where(cluster => classes.ClustersJudgedSame.Contains(cluster.Key))
        .SelectMany(JudgedSameIn)
        .Where(judged => judged.Ends.Select(end => end.End.Key).Distinct().Skip(1).Any())
        .OrderBy(judged => judged.Identity)
        .Select(judged => (judged.Judgements, Concerned: judged.Ends.Select(end => end.Claim).Distinct().Order().ToList()))
        .Where(judged => judged.Concerned.Count > 1)
        .Select(judged => Of(
            HoldReason.ReviewerSame, judged.Concerned, SourcesOf(judged.Concerned), [],
            $"A reviewer judged that the origins of {Count(judged.Concerned)} are the same.") with
        { Judgements = [.. judged.Judgements.Distinct().Order()] });

    /// <summary>What judgements of "same" made of a cluster: all of it one, or where some of it was told apart, each identity and what is not told apart from it.</summary>
    private IEnumerable<(int Identity, IEnumerable<Occurrence> Ends, IEnumerable<Guid> Judgements)> JudgedSameIn(IGrouping<int, Occurrence> cluster)
    {
        var identities = classes.ClustersJudgedSame[cluster.Key].Distinct();
        return classes.IsSplit(cluster.Key)
            ? identities.Select(identity => (
                identity,
                cluster.Where(end => !classes.AreApart(cluster.Key, identity, end.Identity)),
                classes.JudgedSame[identity]))
            : [(cluster.Key, cluster, identities.SelectMany(identity => classes.JudgedSame[identity]))];
    }

    private IEnumerable<Hold> Withdrawn() => claims
        .SelectMany(claim => tracer.Of(claim).Withdrawn, (claim, place) => (claim, place))
        .GroupBy(pair => pair.place, pair => pair.claim)
        .OrderBy(group => group.Key.Source).ThenBy(group => group.Key.Claim)
        .Select(group => Of(
            HoldReason.Withdrawn, [.. group], [group.Key.Source], [],
            $"{NameOf(group.Key.Source)} took back what {Count([.. group])} {(group.Skip(1).Any() ? "rest" : "rests")} on."));

    private IEnumerable<Hold> NotOnRecord()
    {
        var here = claims.FindAll(claim => classes.Of(claim) is { Count: > 0 } ends
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
        [.. concerned.Select(claim => ledger.NumberOfSource(ledger.Claims[claim].Source.Id)).Distinct().Order()];

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

    private static string Percent(double share) => $"{(int)Math.Round(share * 100)} %";

    private static string Count(IReadOnlyCollection<int> claims) => claims.Count == 1 ? "1 claim" : $"{claims.Count} claims";

    private static string Listed(IReadOnlyList<string> names) => Sentence.Listed(names);
}
