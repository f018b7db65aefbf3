using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Domain.Tests.Evidence;

public class ExactFloorTests
{
    [Theory]
    [InlineData(20, true)]
    [InlineData(300, false)]
    public void A_floor_is_exact_until_too_many_texts_are_alike_to_be_told_pair_by_pair(int claims, bool isExact)
    {
        var origins = EvidenceCounter.Count(Reports(claims)).Supporting.Origins;

        Assert.Equal((1, claims, isExact), (origins.Floor, origins.Ceiling, origins.FloorIsExact));
    }

    [Fact]
    public void A_side_with_such_texts_leaves_the_other_side_exact()
    {
        var known = Reports(300);
        var denial = Report(400) with { Text = "Nothing of the kind has happened." };

        var evidence = EvidenceCounter.Count(known with
        {
            Claims = [.. known.Claims, denial],
            Links = [.. known.Links, new KnownLink(Id(900), denial.Id, known.Claim, LinkRelation.Contradicts, IsSuggested: false)],
            Sources = known.Sources.Values.Append(SourceOf(400)).ToDictionary(source => source.Source.Id),
        });

        Assert.Equal((false, true), (evidence.Supporting.Origins.FloorIsExact, evidence.Contradicting.Origins.FloorIsExact));
    }

    // Eyewitnesses who all say the same but for a number.
    private static Neighbourhood Reports(int count) => new(
        Id(0),
        [.. Enumerable.Range(0, count).Select(Report)],
        [.. Enumerable.Range(1, count - 1).Select(number => new KnownLink(Id(500 + number), Id(number), Id(0), LinkRelation.Restates, IsSuggested: false))],
        Enumerable.Range(0, count).Select(SourceOf).ToDictionary(source => source.Source.Id),
        []);

    private static KnownClaim Report(int number) => new(
        Id(number), null, SourceOf(number).Source,
        $"Rescue teams pulled eleven miners alive from the flooded shaft near Bielowa on Thursday, and the rest on day {number}.",
        null, Modality.Asserted, Basis.Witnessed, ClaimStatus.Active, [], []);

    private static KnownSource SourceOf(int number) => new(new SourceRef(Id(1_000 + number), $"outlet-{number}"), $"Outlet {number}", Id(1_000 + number));

    private static Guid Id(int number) => new(number + 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
