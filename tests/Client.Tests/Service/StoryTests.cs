using System.Text.Json;
using ClaimCheck.Cli;

namespace ClaimCheck.Client.Tests.Service;

/// <summary>What is asked about the sample story, which every service under test holds.</summary>
public sealed class StoryTests(ImportService service) : IClassFixture<ImportService>
{
    private const string Authorised = "0148af41-d400-79fc-a013-5b276c5ea6b9";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_evidence_behind_a_claim_is_read_whole()
    {
        using var client = service.Connect();

        var evidence = await client.GetEvidenceAsync(Guid.Parse(Authorised), cancellation: Cancellation);

        Assert.Equal((4, 1, 2), (evidence.Supporting.Reports, evidence.Supporting.Origins.Floor, evidence.Supporting.Origins.Ceiling));
        Assert.Equal("independence_not_established", evidence.Status);
        Assert.True(evidence.Contested);
        Assert.Equal("outlet-001", evidence.Supporting.Claims.Single(claim => claim.Role == "asked").Lineage[0].Source?.Slug);
        Assert.NotEmpty(evidence.Supporting.KeptFloorDown);
    }

    [Fact]
    public async Task A_claim_is_read_whole()
    {
        using var client = service.Connect();

        var claim = await client.GetClaimAsync(Guid.Parse(Authorised), Cancellation);

        Assert.Equal(("o1-1", "outlet-001", "2014-09", "reported"), (claim.ExternalId, claim.Source.Slug, claim.ClaimedAt, claim.Modality));
        Assert.Equal(["bbc-news", null], claim.Attribution.Select(hop => hop.Source?.Slug));
    }

    [Fact]
    public async Task Claims_are_found_page_by_page()
    {
        using var client = service.Connect();

        var first = await client.SearchClaimsAsync(new() { Words = "khamenei", Limit = 1 }, Cancellation);
        var second = await client.SearchClaimsAsync(new() { Words = "khamenei", Limit = 1, Cursor = first.NextCursor }, Cancellation);

        Assert.NotEqual(Assert.Single(first.Items).Id, Assert.Single(second.Items).Id);
        Assert.NotNull(first.Items[0].Match);
    }

    [Fact]
    public async Task Evidence_is_shown_in_sentences()
    {
        using var typed = service.Type();

        var came = await typed.RunAsync("evidence", Authorised);

        Assert.Equal(ExitCode.Done, came.ExitCode);
        Assert.Contains("For: 4 reports", came.Output, StringComparison.Ordinal);
        Assert.Contains("at least 1, at most 2", came.Output, StringComparison.Ordinal);
        Assert.Contains("What kept the floor down:", came.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evidence_and_claims_are_JSON_for_machines()
    {
        using var typed = service.Type();

        var evidence = await typed.RunAsync("evidence", Authorised, "--json");
        var claims = await typed.RunAsync("search", "khamenei", "--json");

        Assert.Equal(Authorised, JsonDocument.Parse(Assert.Single(evidence.Lines)).RootElement.GetProperty("claim").GetString());
        Assert.All(claims.Lines, line => Assert.NotNull(JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()));
        Assert.NotEmpty(claims.Lines);
    }

    [Fact]
    public async Task Claims_are_found_from_the_command_line()
    {
        using var typed = service.Type();

        Assert.Contains(Authorised, (await typed.RunAsync("search", "khamenei", "soleimani")).Output, StringComparison.Ordinal);
        Assert.Contains("Nothing", (await typed.RunAsync("search", "khamenei", "--source", "bbc-persian")).Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dot", "digraph")]
    [InlineData("mermaid", "flowchart")]
    [InlineData("graphml", "<?xml")]
    [InlineData("json", "{")]
    [InlineData("jsonld", "{")]
    public async Task A_graph_is_drawn(string format, string beginning)
    {
        using var typed = service.Type();

        var came = await typed.RunAsync("graph", Authorised, "--format", format, "--output", typed.PathOf("graph"));

        Assert.Equal(ExitCode.Done, came.ExitCode);
        Assert.StartsWith(beginning, await File.ReadAllTextAsync(typed.PathOf("graph"), Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_claim_that_is_not_there_is_refused()
    {
        using var typed = service.Type();

        var came = await typed.RunAsync("evidence", "0148af41-d400-79fc-a013-000000000000");

        Assert.Equal(ExitCode.Refused, came.ExitCode);
        Assert.NotEmpty(came.Errors);
    }
}
