using System.Text.Json;
using System.Text.Json.Nodes;
using ClaimCheck.Api.Tests.Parsers;
using ClaimCheck.Domain.Access;

namespace ClaimCheck.Api.Tests.FactCheckTools;

/// <summary>Google's own client, out of npm, calls every method that is served, against the service on a port of its own.</summary>
public sealed class GoogleClientTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const int Claims = 11;
    private const string Site = "client.example";

    [Fact]
    public async Task It_searches_pages_to_the_end_and_keeps_pages_of_markup()
    {
        for (var i = 1; i <= Claims; i++)
        {
            await api.AddAsync($"Pademelon number {i}", $"https://www.{Site}/{i}", new DateTimeOffset(2024, 5, 1 + (i % 3), 9, 0, 0, TimeSpan.Zero));
        }

        var settings = JsonSerializer.Serialize(new
        {
            rootUrl = api.Address.ToString(),
            editor = api.KeyOf(Role.Editor),
            reader = api.KeyOf(Role.Reader),
            query = "pademelon",
            site = Site,
        });
        var got = JsonElement.Parse((await NodeTools.RunAsync("google-client.mjs", settings)).Understood());

        SearchedToTheEnd(got);
        RefusedInWordsThatItUnderstands(got);
        KeptThePage(got);
    }

    private static void SearchedToTheEnd(JsonElement got)
    {
        var expected = Enumerable.Range(1, Claims).Select(i => $"Pademelon number {i}").Order(StringComparer.Ordinal);
        Assert.Equal(expected, Texts(got.GetProperty("found")));
        Assert.Equal(3, got.GetProperty("found").GetProperty("pages").GetInt32());
        Assert.Equal(expected, Texts(got.GetProperty("ofSite")));
        Assert.Equal("{}", got.GetProperty("nothing").GetRawText());
        var review = got.GetProperty("found").GetProperty("entries")[0].GetProperty("claimReview")[0];
        Assert.Equal((Site, "The Desk", "Unproven", "en"), (
            review.GetProperty("publisher").GetProperty("site").GetString(), review.GetProperty("publisher").GetProperty("name").GetString(),
            review.GetProperty("textualRating").GetString(), review.GetProperty("languageCode").GetString()));
    }

    private static void RefusedInWordsThatItUnderstands(JsonElement got)
    {
        Assert.Equal((400, "INVALID_ARGUMENT"), Refused(got, "changedParameters"));
        Assert.Equal((400, "INVALID_ARGUMENT"), Refused(got, "neither"));
        Assert.Equal("query is required unless reviewPublisherSiteFilter is given.", got.GetProperty("neither").GetProperty("message").GetString());
        Assert.Equal((409, "ABORTED"), Refused(got, "stale"));
        Assert.Equal((404, "NOT_FOUND"), Refused(got, "gone"));
        Assert.Equal((403, "PERMISSION_DENIED"), Refused(got, "notForReaders"));
        Assert.Equal((401, "UNAUTHENTICATED"), Refused(got, "withoutKey"));
    }

    private static void KeptThePage(JsonElement got)
    {
        var created = JsonNode.Parse(got.GetProperty("created").GetRawText())!.AsObject();
        Assert.True(JsonElement.DeepEquals(got.GetProperty("created"), got.GetProperty("read")));
        Assert.Equal("1", created["versionId"]!.GetValue<string>());
        created.Remove("name");
        created.Remove("versionId");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(got.GetProperty("page").GetRawText()), created), created.ToJsonString());

        var replaced = got.GetProperty("replaced");
        Assert.Equal("2", replaced.GetProperty("versionId").GetString());
        Assert.Equal("""[{"claimReviewed":"Tapirs swim.","rating":{"textualRating":"True"}}]""", replaced.GetProperty("claimReviewMarkups").GetRawText());
        Assert.True(JsonElement.DeepEquals(replaced, Assert.Single(got.GetProperty("listed").GetProperty("claimReviewMarkupPages").EnumerateArray())));
        Assert.True(JsonElement.DeepEquals(replaced, Assert.Single(got.GetProperty("ofOrganization").GetProperty("entries").EnumerateArray())));
        Assert.Equal("{}", got.GetProperty("deleted").GetRawText());
    }

    private static IEnumerable<string?> Texts(JsonElement list) =>
        list.GetProperty("entries").EnumerateArray().Select(claim => claim.GetProperty("text").GetString()).Order(StringComparer.Ordinal);

    private static (int Code, string? Status) Refused(JsonElement got, string call) =>
        (int.Parse(got.GetProperty(call).GetProperty("code").ToString(), null), got.GetProperty(call).GetProperty("status").GetString());
}
