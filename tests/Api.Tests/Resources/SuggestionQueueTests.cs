using System.Text.Json;
using ClaimCheck.Api.Tests.Importing;
using ClaimCheck.Data;

namespace ClaimCheck.Api.Tests.Resources;

/// <summary>What the service puts into the review queue by itself; here it is told when.</summary>
public class SuggestionQueueTests(ApiFixture api) : IClassFixture<ApiFixture>, IAsyncLifetime
{
    private const int Plenty = 1000;
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    // The first look begins to follow; what comes after it is looked at.
    public async ValueTask InitializeAsync()
    {
        while (await FillAsync(Plenty))
        {
            // Until nothing is left of what was before.
        }
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_new_claim_brings_what_it_contradicts_into_the_queue_and_confirms_nothing()
    {
        var (one, two) = await TwoAsync("closed no schools in Aleppo on Friday.", "closed schools in Aleppo on Friday.");

        await FillAsync(Plenty);
        var links = await LinksOfAsync(one);

        var link = Assert.Single(links);
        Assert.Equal(
            ("contradicts", "suggested", "text_similarity", "Suggested links"),
            (Text(link, "relation"), Text(link, "status"), Text(link, "method"), Text(link, "proposedBy")));
        Assert.Equal(new[] { one, two }.Order(), new[] { link.GetProperty("from").GetGuid(), link.GetProperty("to").GetGuid() }.Order());
        Assert.InRange(link.GetProperty("confidence").GetDouble(), 0.7, 1);
        Assert.Contains("closed", Text(link, "rationale"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_looked_at_is_not_proposed_twice_and_what_was_rejected_never_again()
    {
        var (one, two) = await TwoAsync("opened no bakeries in Raqqa on Friday.", "opened bakeries in Raqqa on Friday.");
        await FillAsync(Plenty);
        var link = Assert.Single(await LinksOfAsync(one));

        Assert.Equal(2, (await CorrectAsync(two, "Cairo has opened bakeries in Raqqa on Friday.")).Version);
        await FillAsync(Plenty);
        Assert.Single(await LinksOfAsync(one));

        await api.Editor.SendJsonAsync($"/v1/links/{link.GetProperty("id").GetGuid()}/review", """{"decision":"rejected","note":"Two bakeries."}""");
        Assert.Equal(2, (await CorrectAsync(one, "Cairo has opened no bakeries in Raqqa on Friday.")).Version);
        await FillAsync(Plenty);

        Assert.Equal("rejected", Text(Assert.Single(await LinksOfAsync(one)), "status"));
    }

    [Fact]
    public async Task What_was_rejected_is_proposed_by_no_other_instance_and_by_no_import_of_the_same_claims()
    {
        const string Rows = """
            {"record":"claim","source":"cnn","externalId":"sq-1","text":"Cairo has sent no barges to Raqqa on Friday.","language":"en","claimedAt":"2014-09-12"}
            {"record":"claim","source":"debkafile","externalId":"sq-2","text":"Cairo has sent barges to Raqqa on Friday.","language":"en","claimedAt":"2014-09-12"}
            """;
        await api.Contributor.ImportAsync(Rows);
        var one = Assert.Single((await api.Reader.ReadAsync("/v1/claims?source=cnn&externalId=sq-1")).Items).GetProperty("id").GetGuid();
        await FillAsync(Plenty);
        var link = Assert.Single(await LinksOfAsync(one));
        await api.Editor.SendJsonAsync($"/v1/links/{link.GetProperty("id").GetGuid()}/review", """{"decision":"rejected","note":"Two fleets."}""");

        await api.Contributor.ImportAsync(Rows.Replace("on Friday", "on Friday evening", StringComparison.Ordinal));
        await api.Database.SettleAsync();
        await using var other = new DataServices(new DatabaseOptions(api.Database.ServiceConnectionString));
        await other.QueuedSuggestions.FillAsync(200, Plenty, Now, TestContext.Current.CancellationToken);
        await FillAsync(Plenty);

        Assert.Equal("rejected", Text(Assert.Single(await LinksOfAsync(one)), "status"));
    }

    [Fact]
    public async Task Of_one_claim_no_more_than_three_are_proposed_at_a_time()
    {
        foreach (var source in (string[])["cnn", "debkafile", "washington-post", "digital-journal"])
        {
            await api.Contributor.SendJsonAsync(
                "/v1/claims", $$"""{"source":"{{source}}","text":"Cairo has repainted trams in Aleppo on Friday.","language":"en","claimedAt":"2014-09-12"}""");
        }

        await FillAsync(Plenty);
        var denial = (await api.Contributor.SendJsonAsync(
            "/v1/claims", """{"source":"outlet-001","text":"Cairo has repainted no trams in Aleppo on Friday.","language":"en","claimedAt":"2014-09-12"}""")).Id;
        var asked = (await api.Reader.ReadAsync($"/v1/claims/{denial}/suggestions?relation=contradicts")).Items;
        await FillAsync(Plenty);

        Assert.Equal((4, 3), (asked.Length, (await LinksOfAsync(denial)).Length));
    }

    [Fact]
    public async Task A_full_queue_takes_no_more()
    {
        await TwoAsync("cut no cables in Deraa on Friday.", "cut cables in Deraa on Friday.");
        await FillAsync(Plenty);
        var before = await QueueAsync();
        Assert.NotEmpty(before);

        var (one, _) = await TwoAsync("sold no wheat in Qamishli on Friday.", "sold wheat in Qamishli on Friday.");
        await FillAsync(before.Length);

        Assert.Equal(before.Length, (await QueueAsync()).Length);
        Assert.Empty(await LinksOfAsync(one));
    }

    [Fact]
    public async Task What_only_speaks_for_a_claim_stays_out_of_the_queue()
    {
        var (one, _) = await TwoAsync(
            "repaired the power lines between Homs and Palmyra.",
            "is seen on a photograph of the lines from Homs, where lorries from Tartus bring forty new pylons to Palmyra.");
        var asked = await api.Reader.ReadAsync($"/v1/claims/{one}/suggestions?relation=corroborates");

        await FillAsync(Plenty);

        Assert.Single(asked.Items);

        Assert.DoesNotContain(await LinksOfAsync(one), link => Text(link, "relation") == "corroborates");
    }

    [Fact]
    public async Task Two_who_look_at_once_propose_one_link()
    {
        var (one, _) = await TwoAsync("banned no bicycles in Hasaka on Friday.", "banned bicycles in Hasaka on Friday.");

        await Task.WhenAll(FillAsync(Plenty), FillAsync(Plenty), FillAsync(Plenty));
        await FillAsync(Plenty);

        Assert.Single(await LinksOfAsync(one));
    }

    private async Task<bool> FillAsync(int mostOpen)
    {
        await api.Database.SettleAsync();
        return await api.Data.QueuedSuggestions.FillAsync(200, mostOpen, Now, TestContext.Current.CancellationToken);
    }

    private async Task<JsonElement[]> LinksOfAsync(Guid claim) => (await api.Reader.ReadAsync($"/v1/links?claim={claim}")).Items;

    private async Task<JsonElement[]> QueueAsync() => (await api.Reader.ReadAsync("/v1/links?status=suggested&method=text_similarity&limit=200")).Items;

    private Task<Reply> CorrectAsync(Guid claim, string text) => api.Contributor.PatchJsonAsync($"/v1/claims/{claim}", $$"""{"text":"{{text}}"}""");

    private async Task<(Guid One, Guid Two)> TwoAsync(string one, string two)
    {
        async Task<Guid> AddAsync(string source, string text) => (await api.Contributor.SendJsonAsync(
            "/v1/claims", $$"""{"source":"{{source}}","text":"Cairo {{text}}","language":"en","claimedAt":"2014-09-12"}""")).Id;
        return (await AddAsync("cnn", one), await AddAsync("debkafile", two));
    }

    private static string? Text(JsonElement item, string member) => item.GetProperty(member).GetString();
}
