using ClaimCheck.Data.Telemetry;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Values;
using Polly.CircuitBreaker;

namespace ClaimCheck.Data.Tests.Telemetry;

public sealed class DataMetersTests(OwnDatabase database) : IClassFixture<OwnDatabase>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_way_of_writing_a_claim_is_counted_once_it_is_committed_and_a_refusal_never()
    {
        using var counts = new Counts(database.Data.Meters);
        var source = await database.AddSourceAsync();
        var claim = await database.AddClaimAsync(source.Slug, "It rained.");
        await ChangeAsync(claim, "It poured.");
        await ChangeAsync(claim, "It drizzled.");
        await database.Data.WithdrawalStore.RetractClaimAsync(claim.Id, VersionCondition.Any, "No.", OwnDatabase.By(), Stop);
        await database.Data.WithdrawalStore.TakeDownClaimAsync(claim.Id, VersionCondition.Any, "By order.", OwnDatabase.By(), Stop);
        await database.Data.WithdrawalStore.TakeDownClaimAsync(claim.Id, VersionCondition.Any, "By order.", OwnDatabase.By(), Stop);

        foreach (var action in new[] { "created", "changed", "retracted", "taken_down" })
        {
            Assert.Equal(1, counts[$"claimcheck.claims.written {action}"]);
        }
    }

    [Fact]
    public async Task Each_judgement_on_a_link_is_counted_and_a_proposal_is_none()
    {
        using var counts = new Counts(database.Data.Meters);
        var source = await database.AddSourceAsync();
        var one = await database.AddClaimAsync(source.Slug, "One.");
        var other = await database.AddClaimAsync(source.Slug, "Other.");
        var suggested = (await database.LinkAsync(one.Id, other.Id, LinkRelation.Context)).Value!;
        await database.LinkAsync(one.Id, other.Id, LinkRelation.Qualifies, LinkStatus.Confirmed);
        Assert.Equal((1, 0), (counts["claimcheck.links.reviewed confirmed"], counts["claimcheck.links.reviewed suggested"]));

        await database.Data.LinkStore.ReviewAsync(suggested.Id, VersionCondition.Any, ReviewDecision.Rejected, null, OwnDatabase.By(), Stop);
        await database.Data.LinkStore.RetractAsync(suggested.Id, VersionCondition.Any, "No.", OwnDatabase.By(), Stop);
        await database.Data.LinkStore.RetractAsync(suggested.Id, VersionCondition.Any, "No.", OwnDatabase.By(), Stop);

        Assert.Equal((1, 1), (counts["claimcheck.links.reviewed rejected"], counts["claimcheck.links.reviewed retracted"]));
    }

    [Fact]
    public void Circuits_and_queues_show_how_they_are_when_they_are_looked_at()
    {
        using var meters = new DataMeters();
        using var counts = new Counts(meters);
        var (state, length) = (CircuitState.Closed, 3);
        meters.ObserveCircuit("writes", () => state);
        meters.ObserveQueue("searches", () => length);
        Assert.Equal((0, 3), (counts["claimcheck.database.circuit.state writes"], counts["claimcheck.database.queue.length searches"]));

        (state, length) = (CircuitState.Open, 0);

        Assert.Equal((2, 0), (counts["claimcheck.database.circuit.state writes"], counts["claimcheck.database.queue.length searches"]));
    }

    private Task<Verdict<ClaimOutcome, Claim>> ChangeAsync(Claim claim, string text) => database.Data.ClaimStore.ChangeAsync(
        claim, OwnDatabase.With(claim with { Facts = claim.Facts with { Text = text } }), OwnDatabase.By(), Stop);
}
