using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Domain.Tests.Evidence;

public class HangingTests
{
    private const int Pairs = 101;

    // On each of more claims than are asked about hangs one that nothing else ties to the claim.
    [Fact]
    public void A_choke_point_of_which_it_was_not_asked_what_hangs_on_it_is_left_out()
    {
        var evidence = EvidenceCounter.Count(new Neighbourhood(
            Id(0),
            [.. Enumerable.Range(0, (2 * Pairs) + 1).Select(Witness)],
            [
                .. Enumerable.Range(1, Pairs).Select(number => Restates(number, 0)),
                .. Enumerable.Range(1, Pairs).Select(number => Restates(Pairs + number, number)),
            ],
            Enumerable.Range(0, (2 * Pairs) + 1).Select(SourceOf).ToDictionary(source => source.Source.Id),
            []));

        var all = evidence.Supporting.Origins.Ceiling;
        var carriers = Enumerable.Range(1, Pairs).SelectMany(number => new[] { Id(number), SourceOf(number).Source.Id }).ToHashSet();
        var carrying = evidence.ChokePoints.Where(point => carriers.Contains(point.Claim ?? point.Source!.Id)).ToList();
        Assert.Equal(100, carrying.Count);
        Assert.All(carrying, point => Assert.Equal(all - 2, point.Ceiling));
    }

    private static KnownClaim Witness(int number) => new(
        Id(number), null, SourceOf(number).Source, OwnWords.Of(number), null, Modality.Asserted, Basis.Witnessed, ClaimStatus.Active, [], []);

    private static KnownLink Restates(int one, int other) => new(Id(5_000 + one), Id(one), Id(other), LinkRelation.Restates, IsSuggested: false);

    private static KnownSource SourceOf(int number) => new(new SourceRef(Id(1_000 + number), $"outlet-{number}"), $"Outlet {number}", Id(1_000 + number));

    private static Guid Id(int number) => new(number + 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
