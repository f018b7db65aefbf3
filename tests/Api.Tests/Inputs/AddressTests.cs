using ClaimCheck.Api.Tests.Http;

namespace ClaimCheck.Api.Tests.Inputs;

/// <summary>Addresses (the kind url): an article's, its snapshot's and a link's evidence. None is ever fetched.</summary>
[Collection(BadInputs.Name)]
public sealed class AddressTests(WatchedService service)
{
    private static readonly Dictionary<string, string> Refused = new()
    {
        ["url-javascript"] = "javascript:alert(1)",
        ["url-scheme-relative"] = "//evil.example/x",
        ["url-no-host"] = "http:///x",
        ["url-tab-in-scheme"] = "java\tscript:alert(1)",
        ["url-nul"] = "https://example.org/\0",
        ["url-port-99999"] = "https://example.org:99999/",
        ["url-with-credentials"] = "https://user:secret@example.org/",
        ["url-2049-characters"] = "https://example.org/" + new string('a', 2029),
        ["url-longer-once-encoded"] = "https://example.org/" + new string('é', 1000),
        ["url-empty"] = "",
        ["url-blank"] = "  ",
        ["url-relative"] = "/x",
        ["url-file"] = "file:///etc/passwd",
        ["url-ftp"] = "ftp://example.org/",
        ["url-data"] = "data:text/html,x",
        ["url-backslashes"] = "https:\\\\example.org\\x",
        ["url-line-feed"] = "https://example.org/\nX-Injected: 1",
        ["url-space-before"] = " https://example.org/",
        ["url-host-of-dots"] = "https://.../",
        ["url-host-empty-label"] = "https://a..example.org/",
        ["url-host-of-a-space"] = "https://exa mple.org/",
        ["url-host-bad-punycode"] = "https://xn--a\u00e9-.example.org/",
        ["url-ipv6-broken"] = "https://[::1/",
        ["url-host-of-soft-hyphen"] = "https://\u00ad/",
        ["url-host-with-spaces-inside-a-letter"] = "https://\ufdfa.example/",
        ["url-direction-override"] = "https://example.org/\u202egnp.exe",
        ["url-direction-override-in-host"] = "https://exa\u202emple.org/",
    };

    private static readonly Dictionary<string, string> Kept = new()
    {
        ["url-2048-characters"] = "https://example.org/" + new string('a', 2028),
        ["url-encoded-line-feed"] = "https://example.org/%0d%0aX:1",
        ["url-encoded-nul"] = "https://example.org/%00",
        ["url-idn"] = "https://b\u00fccher.example/",
        ["url-ipv6"] = "https://[2001:db8::1]:8443/x",
        ["url-percent-astray"] = "https://example.org/100%",
        ["url-upper-case"] = "HTTPS://EXAMPLE.ORG/Upper",
        ["url-dot-segments"] = "https://example.org/a/../b",
        ["url-long-host"] = $"https://{new string('a', 63)}.example/",
        ["url-underscore-host"] = "https://a_b.example/",
        ["url-emoji"] = "https://example.org/😀?q=😀#😀",
    };

    public static TheoryData<string> RefusedNames => [.. Refused.Keys];

    public static TheoryData<string> KeptNames => [.. Kept.Keys];

    [Theory]
    [MemberData(nameof(RefusedNames))]
    public async Task What_is_no_plain_web_address_is_refused_everywhere(string name)
    {
        var url = Input.Quoted(Refused[name]);

        var answer = await service.PostAsync(Input.ArticleAt(url, 400, 422));
        await service.PostAsync(Input.ArticleWith(name, $"\"archivedUrl\":{url}", 400, 422));
        await service.PostAsync(Input.ClaimWith($$"""
            "article":{"title":"t","url":{{url}}}
            """, 400, 422));
        await service.PostAsync(new Input(
            $"/v1/claims/{Data.Sample.SampleStory.IdOf("claim", "o1-1")}/links",
            System.Text.Encoding.UTF8.GetBytes(
                $$"""{"target":"{{Data.Sample.SampleStory.IdOf("claim", "inq-5")}}","relation":"qualifies","rationale":"r","evidenceUrls":[{{url}}]}"""),
            400, 422));
        await service.GetAsync($"/v1/articles?url={Uri.EscapeDataString(Refused[name])}", 400);

        Assert.Contains("$.url", answer.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(KeptNames))]
    public async Task A_web_address_is_kept_as_sent(string name)
    {
        var created = await service.PostAsync(Input.ArticleAt(Input.Quoted(Kept[name]), 201));

        Assert.Equal(Kept[name], created.Json.GetProperty("url").GetString());
    }
}
