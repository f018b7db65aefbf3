using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;
using FsCheck;
using FsCheck.Fluent;

namespace ClaimCheck.Domain.Tests.Evidence;

/// <summary>Small ledgers in which anything that the rules speak of may occur, and smaller ones like them.</summary>
internal sealed class RandomLedger
{
    private const string SharedText = "witnesses on the northern road counted lorries with covered plates driving towards the harbour shortly before the sirens were heard on thursday";

    private static readonly string[] Descriptors = ["an aide", "An  aide.", "a guard"];
    private static readonly SourceRef[] Pool = [.. Enumerable.Range(0, 9).Select(number => new SourceRef(new Guid(number + 1, 9, 0, [0, 0, 0, 0, 0, 0, 0, 0]), $"s{number}"))];

    private static readonly Guid NotKnown = new(1, 5, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    private readonly Random random;
    private readonly List<KnownClaim> claims = [];
    private readonly List<KnownLink> links = [];

    // Where most have it from one spokesman's "aide", and reviewers say who is who.
    private readonly bool isCrowded;

    private RandomLedger(int seed)
    {
        random = new Random(seed);
        isCrowded = Happens(25);
    }

    /// <summary>Any question; a failing one is made smaller as long as it fails.</summary>
    public static Arbitrary<Question> Any { get; } = Arb.From(Gen.Choose(0, int.MaxValue).Select(seed => new RandomLedger(seed).Make()), Smaller);

    /// <summary>A question and a number for whatever else is to be chosen.</summary>
    public static Arbitrary<(Question Question, int Choice)> AnyWithChoice { get; } = Arb.From(
        Gen.Choose(0, int.MaxValue).SelectMany(seed => Gen.Choose(0, int.MaxValue), (seed, choice) => (new RandomLedger(seed).Make(), choice)),
        pair => Smaller(pair.Item1).Select(smaller => (smaller, pair.Item2)));

    /// <summary>The same, and one claim more, on which nobody judged, with links of its own.</summary>
    public static Question WithAnotherClaim(Question question, int choice)
    {
        var more = new RandomLedger(choice);
        more.claims.AddRange(question.Known.Claims);
        more.links.AddRange(question.Known.Links);
        var number = more.claims.Count;
        more.claims.Add(more.Claim(number, number, []) with { Status = ClaimStatus.Active });
        foreach (var other in question.Known.Claims.Where(_ => more.Happens(40)))
        {
            more.Link(more.claims[number].Id, other.Id, more.AnyOf([LinkRelation.Restates, LinkRelation.Corroborates, LinkRelation.Contradicts, LinkRelation.DerivedFrom]));
        }

        return question.Of(question.Known with { Claims = more.claims, Links = more.links });
    }

    /// <summary>The same with one hop more before the known source at the end of some claim; null where no claim has one.</summary>
    public static Question? WithAnotherHop(Question question, int choice)
    {
        var more = new RandomLedger(choice);
        var candidates = question.Known.Claims.Where(claim => claim.Attribution is [.., { Source: not null, UpstreamClaim: null }]).ToList();
        if (candidates.Count == 0)
        {
            return null;
        }

        var claim = more.AnyOf(candidates);
        var met = claim.Attribution.Select(hop => hop.Source).Append(claim.Source);
        var hop = more.Happens(30) ? more.Unnamed() : more.Through(more.AnyOf([.. Pool.Except(met.OfType<SourceRef>())]));
        return question.Of(Changed(question.Known, claim with { Attribution = [.. claim.Attribution.SkipLast(1), hop, claim.Attribution[^1]] }));
    }

    /// <summary>The same with one judgement more on two that nobody judged; null where that happens not to be possible.</summary>
    public static Question? WithAnotherJudgement(Question question, int choice, OriginVerdict verdict)
    {
        var more = new RandomLedger(choice);
        more.claims.AddRange(question.Known.Claims);
        var judgement = more.Judgement(question.Known.Judgements.Count, verdict);
        return judgement is null || question.Known.Judgements.Any(other => Pair(other) == Pair(judgement))
            ? null
            : question.Of(question.Known with { Judgements = [.. question.Known.Judgements, judgement] });
    }

    /// <summary>The same after a claim was retracted.</summary>
    public static Question Retracted(Question question, Guid claim) => question.Of(Changed(
        question.Known, question.Known.Claims.Single(one => one.Id == claim) with { Status = ClaimStatus.Retracted }));

    /// <summary>The same after a source took back all that came from it and through it.</summary>
    public static Question Withdrawn(Question question, Guid source) => question.Of(question.Known with
    {
        Claims = [.. question.Known.Claims.Select(claim => claim with
        {
            Status = claim.Source.Id == source ? ClaimStatus.Retracted : claim.Status,
            WithdrawnSources = claim.Attribution.Any(hop => hop.Source?.Id == source) ? [.. claim.WithdrawnSources.Append(source).Distinct()] : claim.WithdrawnSources,
        })],
    });

    /// <summary>The same when nobody names where anything came from.</summary>
    public static Question Unnamed(Question question) => question.Of(question.Known with
    {
        Claims = [.. question.Known.Claims.Select(claim => claim with
        {
            Basis = Basis.Told,
            Attribution = claim.Attribution is [.., { UpstreamClaim: null } last] ? [.. claim.Attribution.SkipLast(1), last with { Source = null, Descriptor = last.Descriptor ?? "an aide" }] : claim.Attribution,
            WithdrawnSources = [],
        })],
    });

    /// <summary>The same in another order.</summary>
    public static Question Shuffled(Question question, int choice)
    {
        var other = new Random(choice);
        var known = question.Known;
        return question.Of(known with
        {
            Claims = Shuffled(known.Claims, other),
            Links = Shuffled(known.Links, other),
            Sources = Shuffled(known.Sources, other).ToDictionary(),
            Judgements = Shuffled(known.Judgements, other),
        });
    }

    private static List<T> Shuffled<T>(IEnumerable<T> things, Random random)
    {
        var shuffled = things.ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled];
    }

    private static Neighbourhood Changed(Neighbourhood known, KnownClaim changed) =>
        known with { Claims = [.. known.Claims.Select(claim => claim.Id == changed.Id ? changed : claim)] };

    private static (object?, object?) Pair(KnownJudgement judgement) =>
        judgement.Claims is { } claims ? (claims.A, claims.B) : (judgement.Unnamed?.A, judgement.Unnamed?.B);

    private static IEnumerable<Question> Smaller(Question question)
    {
        var known = question.Known;
        foreach (var claim in known.Claims.Where(claim => claim.Id != known.Claim))
        {
            yield return question.Of(known with
            {
                Claims = [.. known.Claims.Where(other => other.Id != claim.Id)
                    .Select(other => other with { Attribution = [.. other.Attribution.Select(hop => hop.UpstreamClaim == claim.Id ? hop with { UpstreamClaim = null } : hop)] })],
                Links = [.. known.Links.Where(link => link.From != claim.Id && link.To != claim.Id)],
                Judgements = [.. known.Judgements.Where(judgement => judgement.Claims is not { } pair || (pair.A != claim.Id && pair.B != claim.Id))],
            });
        }

        foreach (var link in known.Links)
        {
            yield return question.Of(known with { Links = [.. known.Links.Where(other => other != link)] });
        }

        foreach (var judgement in known.Judgements)
        {
            yield return question.Of(known with { Judgements = [.. known.Judgements.Where(other => other != judgement)] });
        }

        foreach (var claim in known.Claims)
        {
            for (var i = 0; i < claim.Attribution.Count; i++)
            {
                List<Hop> fewer = [.. claim.Attribution.Take(i), .. claim.Attribution.Skip(i + 1)];
                yield return question.Of(Changed(known, claim with
                {
                    Attribution = fewer,
                    WithdrawnSources = [.. claim.WithdrawnSources.Where(source => fewer.Exists(hop => hop.Source?.Id == source))],
                }));
            }

            if (claim.WithdrawnSources.Count > 0)
            {
                yield return question.Of(Changed(known, claim with { WithdrawnSources = [] }));
            }

            if (claim.Status != ClaimStatus.Active)
            {
                yield return question.Of(Changed(known, claim with { Status = ClaimStatus.Active }));
            }
        }
    }

    private Question Make()
    {
        var count = random.Next(isCrowded ? 6 : 1, 10);
        var order = Enumerable.Range(0, count).ToArray();
        random.Shuffle(order);

        // Upstream are only claims of higher numbers, made before: so no lineage leads back to where it began.
        var made = new KnownClaim[count];
        for (var number = count - 1; number >= 0; number--)
        {
            made[number] = Claim(number, order[number], made.Skip(number + 1).ToList());
        }

        claims.AddRange(made);
        for (var number = 1; number < count; number++)
        {
            if (Happens(80))
            {
                Link(claims[random.Next(number)].Id, claims[number].Id, Relation());
            }

            if (Happens(25))
            {
                Link(claims[random.Next(number)].Id, claims[number].Id, Happens(50) ? LinkRelation.DerivedFrom : Relation());
            }
        }

        var (judged, areSame) = isCrowded ? (random.Next(3, 8), 65) : (random.Next(5), 50);
        var judgements = Enumerable.Range(0, judged)
            .Select(number => Judgement(number, Happens(areSame) ? OriginVerdict.Same : OriginVerdict.Different))
            .OfType<KnownJudgement>()
            .DistinctBy(Pair)
            .ToList();
        var known = new Neighbourhood(claims[0].Id, claims, links, Sources(), judgements);
        return new Question(known, Happens(25) ? EvidencePolicy.Strict : EvidencePolicy.Standard);
    }

    private Dictionary<Guid, KnownSource> Sources()
    {
        var families = Pool.Select(source => Happens(25) ? Pool[random.Next(2)] : source).ToList();
        (families[0], families[1]) = (Pool[0], Pool[1]);
        return Pool.Zip(families).ToDictionary(pair => pair.First.Id, pair => new KnownSource(pair.First, pair.First.Slug, pair.Second.Id));
    }

    private KnownClaim Claim(int number, int order, List<KnownClaim> upstream)
    {
        var source = AnyOf(Pool);
        List<Hop> hops = [];
        if (isCrowded && source != Pool[0])
        {
            hops.AddRange(Happens(55) ? [Through(Pool[0]), Unnamed()] : [Through(AnyOf([.. Pool.Skip(1).Where(one => one != source)]))]);
        }

        for (var left = hops.Count > 0 ? 0 : random.Next(4); left > 0; left--)
        {
            var free = Pool.Where(one => one != source && !hops.Exists(hop => hop.Source == one)).ToList();
            var cited = upstream.Where(claim => free.Contains(claim.Source)).ToList();
            if (cited.Count > 0 && Happens(45))
            {
                var one = AnyOf(cited);
                hops.Add(Through(one.Source) with { UpstreamClaim = one.Id });
            }
            else if (Happens(4))
            {
                hops.Add(Through(AnyOf(free)) with { UpstreamClaim = NotKnown });
            }
            else
            {
                hops.Add(Happens(25) ? Unnamed() : Through(AnyOf(free)));
            }
        }

        return new KnownClaim(
            new Guid(order + 1, 1, 0, [0, 0, 0, 0, 0, 0, 0, 0]), $"c{number}", source, Happens(15) ? SharedText : OwnWords.Of(number),
            PartialDate.TryParse($"2014-09-{order + 1:00}", out var said) ? said : null, Modality.Reported,
            Happens(50) ? Basis.Witnessed : Basis.Told, AnyOf([.. Enumerable.Repeat(ClaimStatus.Active, 8), ClaimStatus.Retracted, ClaimStatus.Superseded]), hops,
            [.. hops.Select(hop => hop.Source).OfType<SourceRef>().Where(_ => Happens(7)).Select(one => one.Id)]);
    }

    private Hop Through(SourceRef source) => new(source, null, AttributionRelation.DerivedFrom, Happens(60) ? OnRecord.OnRecord : OnRecord.Unknown, null, null);

    private Hop Unnamed() => new(null, AnyOf(Descriptors), AttributionRelation.DerivedFrom, OnRecord.Background, null, null);

    private LinkRelation Relation() => isCrowded && Happens(70) ? LinkRelation.Restates : AnyOf([LinkRelation.Restates, LinkRelation.Restates, LinkRelation.Restates, LinkRelation.Corroborates, LinkRelation.Corroborates, LinkRelation.Contradicts, LinkRelation.Supersedes, LinkRelation.Context]);

    private void Link(Guid from, Guid to, LinkRelation relation) => links.Add(new KnownLink(
        new Guid(links.Count + 1, 2, 0, [0, 0, 0, 0, 0, 0, 0, 0]), from, to, relation, Happens(10)));

    private KnownJudgement? Judgement(int number, OriginVerdict verdict)
    {
        var id = new Guid(number + 1, 3, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
        if (Happens(isCrowded ? 95 : 70))
        {
            var shuffled = claims.OrderBy(_ => random.Next()).ToList();
            var pair = (isCrowded ? TellingFirst(shuffled, verdict) : shuffled).Take(2).OrderBy(claim => claim.Id).ToList();
            return pair.Count < 2 ? null : new KnownJudgement(id, verdict, (pair[0].Id, pair[1].Id), null);
        }

        UnnamedOrigin[] unnamed = [.. Pool.Take(4).SelectMany(_ => Descriptors, (relay, words) => new UnnamedOrigin(Descriptor.KeyOf(words), relay.Id)).Distinct()];
        random.Shuffle(unnamed);
        var (a, b) = string.CompareOrdinal(unnamed[0].ToString(), unnamed[1].ToString()) < 0 ? (unnamed[0], unnamed[1]) : (unnamed[1], unnamed[0]);
        return new KnownJudgement(id, verdict, null, (a, b));
    }

    /// <summary>For "same" one whose origin is named and one whose is not, for anything else two whose origins are not.</summary>
    private static IEnumerable<KnownClaim> TellingFirst(List<KnownClaim> shuffled, OriginVerdict verdict)
    {
        var unnamed = shuffled.Where(claim => claim.Attribution is [.., { Source: null }]).ToList();
        var named = shuffled.Except(unnamed);
        return verdict == OriginVerdict.Same ? [.. unnamed.Take(1), .. named, .. unnamed.Skip(1)] : unnamed.Concat(named);
    }

    private bool Happens(int percent) => random.Next(100) < percent;

    private T AnyOf<T>(IReadOnlyList<T> things) => things[random.Next(things.Count)];
}
