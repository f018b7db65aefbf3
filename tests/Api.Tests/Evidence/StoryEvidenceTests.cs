using System.Net;
using System.Text.Json;
using ClaimCheck.Data.Sample;

namespace ClaimCheck.Api.Tests.Evidence;

/// <summary>What the 2014 story comes to, read as its users read it. These tests change nothing.</summary>
public sealed class StoryEvidenceTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task The_authorisation_of_Soleimani_is_four_reports_of_at_most_two_origins_and_contested()
    {
        var evidence = await EvidenceOfAsync("o1-1");
        var side = evidence.Body.GetProperty("supporting");

        Assert.Equal(["o1-1", "ic-4", "ric-1", "o1-2"], ExternalIds(side));
        Assert.Equal((4, 3, 3), (Number(side, "reports"), Number(side, "outlets"), Number(side, "families")));
        Assert.Equal("floor 1, ceiling 2, named 1, unnamed 1, firstHand 0, notRecorded 1, exact", Origins(side));
        Assert.Equal(("independence_not_established", "True"), (evidence.Text("status"), evidence.Text("contested")));
        Assert.Equal(
            [
                "not_recorded ic-4", "same_origin o1-1 ric-1", "shared_source o1-1 o1-2", "shared_source o1-1 ric-1", "unnamed o1-1 ric-1",
            ],
            Holds(side));
        Assert.Equal(["o1-2"], Names(side.GetProperty("claimsBehindFloor")));
        Assert.Equal(["ic-5"], ExternalIds(evidence.Body.GetProperty("contradicting")));
        Assert.Equal(
            "4 reports from 3 outlets lead to at most 2 origins and at least 1: Fuad Masum, President of Iraq and “sources in Tehran” behind BBC News. "
            + "1 report does not say where the information comes from. Independence is not established. "
            + "It is contested by 1 report from 1 outlet, with 1 origin, on the record.",
            evidence.Text("summary"));
    }

    [Fact]
    public async Task A_lineage_is_told_from_the_outlet_back_to_the_origin()
    {
        var claim = (await EvidenceOfAsync("o1-1")).Body.GetProperty("supporting").GetProperty("claims")[0];

        Assert.Equal(
            ["outlet-001", "bbc-news", "sources in Tehran"],
            claim.GetProperty("lineage").EnumerateArray().Select(step => step.GetProperty("source") is { ValueKind: JsonValueKind.Object } source
                ? source.GetProperty("slug").GetString()
                : step.GetProperty("descriptor").GetString()));
    }

    [Fact]
    public async Task Without_BBC_News_or_without_outlet_001_less_would_be_left()
    {
        var evidence = await EvidenceOfAsync("o1-1");

        var left = evidence.Body.GetProperty("chokePoints").EnumerateArray()
            .Select(point => $"{NameOf(point)} {Number(point, "floor")}/{Number(point, "ceiling")}");

        Assert.Equal(
            ["bbc-news 1/1", "cnn 1/1", "fuad-masum 1/1", "o1-2 1/1", "outlet-001 1/1"], left.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_siege_of_Amerli_is_told_by_two_papers_and_a_probable_copy()
    {
        var evidence = await EvidenceOfAsync("o1-3");
        var side = evidence.Body.GetProperty("supporting");

        Assert.Equal(["o1-3", "ric-3", "ic-1"], ExternalIds(side));
        Assert.Equal("floor 2, ceiling 2, named 2, unnamed 0, firstHand 0, notRecorded 1, exact", Origins(side));
        Assert.Equal(
            ["bbc-news", "washington-post"],
            side.GetProperty("originsBehindCeiling").EnumerateArray().Select(o => o.GetProperty("sources")[0].GetProperty("slug").GetString()!).Order(StringComparer.Ordinal));
        Assert.Contains("probable_copy o1-3 ric-3", Holds(side));
        Assert.Contains("not_recorded ric-3", Holds(side));
        Assert.Equal("independently_corroborated", evidence.Text("status"));
        Assert.Equal("False", evidence.Text("contested"));
    }

    [Fact]
    public async Task Troops_in_Iraq_have_one_origin_and_are_contradicted_on_the_record()
    {
        var evidence = await EvidenceOfAsync("inq-1");
        var denials = evidence.Body.GetProperty("contradicting");

        Assert.Equal("floor 1, ceiling 1, named 1, unnamed 0, firstHand 0, notRecorded 0, exact", Origins(evidence.Body.GetProperty("supporting")));
        Assert.Equal("single_origin", evidence.Text("status"));
        Assert.Equal(["dj-4", "o1-4"], ExternalIds(denials).Order(StringComparer.Ordinal));
        Assert.Equal("floor 2, ceiling 2, named 2, unnamed 0, firstHand 0, notRecorded 0, exact", Origins(denials));
        Assert.Contains("on the record", evidence.Text("summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strictly_only_who_spoke_on_the_record_counts()
    {
        var side = (await EvidenceOfAsync("o1-3", "?policy=strict")).Body.GetProperty("supporting");

        Assert.Equal("floor 0, ceiling 0, named 0, unnamed 0, firstHand 0, notRecorded 1, exact", Origins(side));
        Assert.Contains("not_on_record ic-1 o1-3", Holds(side));
    }

    [Theory]
    [InlineData("o1-3", "two_source", "pass", 0)]
    [InlineData("o1-1", "two_source", "fail", 6)]
    [InlineData("o1-1", "named_source", "pass", 0)]
    [InlineData("o1-3", "on_record_source", "fail", 1)]
    [InlineData("inq-1", "uncontested", "fail", 1)]
    [InlineData("o1-3", "uncontested", "pass", 0)]
    public async Task A_claim_is_held_against_a_rule(string claim, string policy, string result, int missing)
    {
        var check = await api.Reader.ReadAsync($"/v1/claims/{Id(claim)}/policy-check?policy={policy}");

        Assert.Equal(result, check.Text("result"));
        Assert.Equal(missing, check.Body.GetProperty("missing").GetArrayLength());
        Assert.NotEmpty(check.Text("rule")!);
    }

    [Fact]
    public async Task What_had_been_said_by_June_is_less_than_what_was_said_in_all()
    {
        var all = await EvidenceOfAsync("inq-1");
        var june = await EvidenceOfAsync("inq-1", "?asOf=2014-06&recordedAsOf=2999");
        var before = await EvidenceOfAsync("inq-1", "?asOf=2013-12&recordedAsOf=2999");

        Assert.Equal(2, all.Body.GetProperty("contradicting").GetProperty("reports").GetInt32());
        Assert.Equal(["dj-4"], ExternalIds(june.Body.GetProperty("contradicting")));
        Assert.Equal((HttpStatusCode.NotFound, "not-found"), (before.Status, before.Problem));
    }

    [Fact]
    public async Task Who_has_the_answer_already_is_told_so()
    {
        var first = await EvidenceOfAsync("o1-1");

        var again = await api.Reader.ReadAsync($"/v1/claims/{Id("o1-1")}/evidence", ("If-None-Match", first.Message.Headers.ETag!.ToString()));

        Assert.Equal(HttpStatusCode.NotModified, again.Status);
    }

    [Theory]
    [InlineData("?policy=lenient")]
    [InlineData("?asOf=yesterday")]
    [InlineData("?includeSuggested=perhaps")]
    public async Task What_cannot_be_read_is_refused(string query) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await EvidenceOfAsync("o1-1", query)).Status);

    [Fact]
    public async Task Nobody_knows_anything_of_a_claim_that_is_not_there() =>
        Assert.Equal(HttpStatusCode.NotFound, (await api.Reader.ReadAsync($"/v1/claims/{SampleStory.IdOf("claim", "nobody-1")}/evidence")).Status);

    private Task<Reply> EvidenceOfAsync(string claim, string query = "") => api.Reader.ReadAsync($"/v1/claims/{Id(claim)}/evidence{query}");

    private static Guid Id(string claim) => SampleStory.IdOf("claim", claim);

    private static int Number(JsonElement thing, string member) => thing.GetProperty(member).GetInt32();

    private static string[] ExternalIds(JsonElement side) =>
        [.. side.GetProperty("claims").EnumerateArray().Select(claim => claim.GetProperty("externalId").GetString()!)];

    private static string Origins(JsonElement side)
    {
        var origins = side.GetProperty("origins");
        var numbers = Counted.Select(name => $"{name} {Number(origins, name)}");
        return $"{string.Join(", ", numbers)}, {(origins.GetProperty("floorIsExact").GetBoolean() ? "exact" : "at least")}";
    }

    private static string[] Holds(JsonElement side) => [.. side.GetProperty("keptFloorDown").EnumerateArray()
        .Select(hold => $"{hold.GetProperty("reason").GetString()} {string.Join(' ', Names(hold.GetProperty("claims")))}")
        .Order(StringComparer.Ordinal)];

    private static string[] Names(JsonElement ids) => [.. ids.EnumerateArray().Select(id => NameOf(id.GetGuid())).Order(StringComparer.Ordinal)];

    private static string NameOf(JsonElement point) => point.GetProperty("source") is { ValueKind: JsonValueKind.Object } source
        ? source.GetProperty("slug").GetString()!
        : NameOf(point.GetProperty("claim").GetGuid());

    private static string NameOf(Guid id) => StoryNames.Single(name => SampleStory.IdOf("claim", name) == id);

    private static readonly string[] Counted = ["floor", "ceiling", "named", "unnamed", "firstHand", "notRecorded"];

    private static readonly string[] StoryNames =
    [
        .. Enumerable.Range(1, 5).SelectMany(number => new[] { $"inq-{number}", $"o1-{number}", $"dj-{number}", $"ic-{number}", $"ric-{number}" }),
    ];
}
