using System.Text.Json;
using ClaimCheck.Domain.Links;

namespace ClaimCheck.Api.Tests.Resources;

/// <summary>What a withdrawal does to the counts and verdicts that rest on what falls.</summary>
public sealed class WithdrawalConsequenceTests(ApiFixture api) : WithdrawalSteps(api), IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Each_source_choke_point_of_evidence_is_what_its_dry_run_shows_and_its_withdrawal_brings_about()
    {
        var (source, relay, outlet, other, witness) = (await SourceAsync(), await SourceAsync(), await SourceAsync(), await SourceAsync(), await SourceAsync());
        var replaced = await ClaimAsync(source, text: "Seen with our own eyes.", basis: "witnessed");
        var relayed = await ClaimAsync(relay, Hop(source), text: "They say they saw it.");
        foreach (var (old, by) in new[] { (replaced, source), (relayed, relay) })
        {
            await LinkAsync(await ClaimAsync(by, text: $"Put otherwise by {by}."), old, LinkRelation.Supersedes);
        }

        var asked = await ClaimAsync(outlet, text: "It is known to have happened.");
        var through = await ClaimAsync(other, $$"""{"source":"{{relay}}","upstreamClaim":"{{relayed}}"}""", text: "A relay has it from somebody.");
        var seen = await ClaimAsync(witness, text: "I was there as well, on the other side of the road.", basis: "witnessed");
        await LinkAsync(asked, replaced, LinkRelation.DerivedFrom);
        await LinkAsync(asked, through, LinkRelation.Corroborates);
        await LinkAsync(asked, seen, LinkRelation.Corroborates);

        var evidence = await Api.Reader.ReadAsync($"/v1/claims/{asked}/evidence");
        var choke = evidence.Body.GetProperty("chokePoints").EnumerateArray().Where(point => point.GetProperty("source").ValueKind == JsonValueKind.Object)
            .ToDictionary(point => point.GetProperty("source").GetProperty("id").GetString()!, Numbers);
        var shown = new Dictionary<string, string>();
        foreach (var point in choke.Keys)
        {
            shown[point] = AfterOf(asked, await RetractAsync(point, """{"reason":"A hoax."}""", "?dryRun=true"));
        }

        var done = await RetractAsync(source, """{"reason":"A hoax."}""");
        var after = await Api.Reader.ReadAsync($"/v1/claims/{asked}/evidence");

        Assert.Equal(("superseded", "superseded"), (await StatusBeforeAsync(replaced), await StatusAsync(relayed)));
        Assert.Equal("2 2", Numbers(evidence.Body.GetProperty("supporting").GetProperty("origins")));
        Assert.Equal(new[] { source, witness }.Order(), choke.Keys.Order());
        Assert.Equal(choke.OrderBy(point => point.Key), shown.OrderBy(point => point.Key));
        Assert.Contains($"{replaced} retracted", Fallen(done));
        Assert.Contains($"{relayed} unsupported", Fallen(done));
        Assert.Equal((choke[source], "retracted"), (Numbers(after.Body.GetProperty("supporting").GetProperty("origins")), await StatusAsync(replaced)));
    }

    [Fact]
    public async Task A_claims_retraction_leaves_the_ways_to_its_source_that_do_not_lead_through_it()
    {
        var (source, outlet) = (await SourceAsync(), await SourceAsync());
        var claim = await ClaimAsync(source, text: "Thirty were counted.", basis: "witnessed");
        var derived = await ClaimAsync(outlet, Hop(source), text: "There were more than twenty.");
        var only = await ClaimAsync(outlet, text: "A crowd, no doubt.");
        await LinkAsync(derived, claim, LinkRelation.DerivedFrom);
        await LinkAsync(only, claim, LinkRelation.DerivedFrom);

        var shown = await TakeBackAsync(claim, "?dryRun=true");
        await TakeBackAsync(claim);

        Assert.Equal(("as it was", "0 0"), (AfterOf(derived, shown), AfterOf(only, shown)));
        foreach (var (id, numbers) in new[] { (derived, "1 1"), (only, "0 0") })
        {
            Assert.Equal(numbers, Numbers((await Api.Reader.ReadAsync($"/v1/claims/{id}/evidence")).Body.GetProperty("supporting").GetProperty("origins")));
        }
    }

    [Fact]
    public async Task A_verdict_of_false_is_shaken_when_one_of_two_denials_is_taken_back()
    {
        var asked = await ClaimAsync(await SourceAsync(), text: "The bridge was blown up.");
        var denial = await ClaimAsync(await SourceAsync(), text: "We drove over it this morning.", basis: "witnessed");
        var another = await ClaimAsync(await SourceAsync(), text: "From the tower all its arches are seen.", basis: "witnessed");
        await LinkAsync(denial, asked, LinkRelation.Contradicts);
        await LinkAsync(another, asked, LinkRelation.Contradicts);
        var assessment = await AssessAsync(asked);

        var shown = await TakeBackAsync(denial, "?dryRun=true");
        await TakeBackAsync(denial);
        var flagged = await Api.Reader.ReadAsync($"/v1/assessments/{assessment}");

        var change = shown.Body.GetProperty("withdrawal").GetProperty("counts").EnumerateArray().Single(c => c.GetProperty("claim").GetGuid() == asked);
        Assert.Equal(
            ("0 0 against 2 2", "0 0 against 1 1"),
            (BothSides(change.GetProperty("before")), BothSides(change.GetProperty("after"))));
        Assert.Equal([assessment], Shaken(shown));
        Assert.Contains(denial.ToString(), flagged.Body.GetProperty("needsReview").GetProperty("reason").GetString(), StringComparison.Ordinal);

        static string BothSides(JsonElement count) => $"{Numbers(count)} against {Numbers(count.GetProperty("contradicting"))}";
    }

    [Fact]
    public async Task The_verdict_on_a_claim_that_is_taken_back_is_shaken_whether_its_count_changes_or_not()
    {
        var source = await SourceAsync();
        var (alone, withdrawn) = (await ClaimAsync(source), await ClaimAsync(source));
        var (one, other) = (await AssessAsync(alone), await AssessAsync(withdrawn));

        var shown = await TakeBackAsync(alone, "?dryRun=true");
        await TakeBackAsync(alone);
        var done = await RetractAsync(source, """{"reason":"A hoax."}""");

        Assert.Equal((0, one), (shown.Body.GetProperty("withdrawal").GetProperty("counts").GetArrayLength(), Assert.Single(Shaken(shown))));
        Assert.Equal((0, other), (done.Body.GetProperty("withdrawal").GetProperty("counts").GetArrayLength(), Assert.Single(Shaken(done))));
        foreach (var assessment in new[] { one, other })
        {
            Assert.Equal(JsonValueKind.Object, (await Api.Reader.ReadAsync($"/v1/assessments/{assessment}")).Body.GetProperty("needsReview").ValueKind);
        }
    }
}
