using ClaimCheck.Data.Sample;

namespace ClaimCheck.Api.Tests.Inputs;

/// <summary>Ids and slugs in paths (the kind query), sent as they stand: an HTTP client would tidy them up.</summary>
[Collection(BadInputs.Name)]
public sealed class PathTests(WatchedService service)
{
    private const string Host = "Host: localhost\r\n";

    public static TheoryData<string, string> Ids => new()
    {
        { "id-not-uuid", "abc" },
        { "id-traversal", "..%2f..%2fetc%2fpasswd" },
        { "id-nul", "%00" },
        { "id-nul-after", $"{SampleStory.IdOf("claim", "o1-1")}%00" },
        { "id-no-dashes", $"{SampleStory.IdOf("claim", "o1-1"):N}" },
        { "id-in-braces", $"%7B{SampleStory.IdOf("claim", "o1-1")}%7D" },
        { "id-space-after", $"{SampleStory.IdOf("claim", "o1-1")}%20" },
        { "id-unknown", "01998f3e-7c1a-7d52-9e1f-0a4b6c2d8e90" },
        { "id-all-zero", "00000000-0000-0000-0000-000000000000" },
        { "id-quote", "%27%20or%201=1--" },
        { "id-broken-utf8", "%ff%fe" },
        { "id-surrogate", "%ED%A0%80" },
        { "id-control", "%01%0d%0aX:1" },
        { "id-direction-override", "%E2%80%AE" },
        { "id-half-an-escape", "%2" },
        { "id-no-escape", "%zz" },
        { "id-percent", "%25" },
        { "id-7000-letters", new string('a', 7000) },
        { "id-emoji", "%F0%9F%98%80" },
    };

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task An_id_or_slug_that_nothing_has_is_refused_everywhere(string name, string id)
    {
        Assert.NotEmpty(name);
        foreach (var path in (string[])[$"/v1/claims/{id}", $"/v1/claims/{id}/history", $"/v1/articles/{id}", $"/v1/links/{id}", $"/v1/sources/{id}", $"/v1/sources/{id}/history", $"/v1/sources/{id}/reliability"])
        {
            await service.RawAsync($"GET {path} HTTP/1.1", Host, "", 400, 404);
        }

        const string body = "{\"reason\":\"r\"}";
        await service.RawAsync($"PATCH /v1/sources/{id} HTTP/1.1", $"{Host}Content-Type: application/json\r\nContent-Length: {body.Length}\r\n", body, 400, 404);
    }

    [Fact]
    public async Task Path_trailing_slash_is_the_list_itself()
    {
        var answer = await service.RawAsync("GET /v1/claims/ HTTP/1.1", Host, "", 200);

        Assert.NotEqual(0, answer.Json.GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("/v1/sources/")]
    [InlineData("/v1/claims?q=")]
    public async Task An_address_without_end_is_refused(string path)
    {
        var answer = await service.RawAsync($"GET {path}{new string('a', 20_000)} HTTP/1.1", Host, "", 414);

        Assert.Equal("address-too-long", answer.Slug);
    }

    [Theory]
    [InlineData("/v1//claims")]
    [InlineData("/v1/claims/%2e%2e/%2e%2e/etc")]
    [InlineData("/v2/claims")]
    [InlineData("/v1/claims;x=1")]
    [InlineData("/%00")]
    public async Task A_path_that_is_none_is_not_found(string path)
    {
        var answer = await service.RawAsync($"GET {path} HTTP/1.1", Host, "", 400, 404);

        Assert.Contains(answer.Slug, (string[])["bad-request", "not-found"]);
    }
}
