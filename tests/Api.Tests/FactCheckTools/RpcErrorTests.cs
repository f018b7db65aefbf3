using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Tests.Http;

namespace ClaimCheck.Api.Tests.FactCheckTools;

/// <summary>Whatever is refused under the paths of Google's API is refused in the form of its errors, and nothing else is.</summary>
public sealed class RpcErrorTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Page = """{"pageUrl":"https://errors.example/1","claimReviewMarkups":[{"claimReviewed":"x","rating":{"textualRating":"y"}}]}""";

    private static readonly string[] Codes =
    [
        "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED", "UNAUTHENTICATED", "RESOURCE_EXHAUSTED",
        "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/v1alpha1/pages", "nobody", 401, "UNAUTHENTICATED", "UNAUTHENTICATED")]
    [InlineData("POST", "/v1alpha1/pages", "reader", 403, "PERMISSION_DENIED", "FORBIDDEN")]
    [InlineData("GET", "/v1alpha1/pages/0191f0a0-0000-7000-8000-00000000abcd", "reader", 404, "NOT_FOUND", "NOT_FOUND")]
    [InlineData("GET", "/v1alpha1/pages/no-id", "reader", 404, "NOT_FOUND", "NOT_FOUND")]
    [InlineData("GET", "/v1alpha1/claims:imageSearch", "reader", 404, "NOT_FOUND", "NOT_FOUND")]
    [InlineData("GET", "/V1Alpha1", "reader", 404, "NOT_FOUND", "NOT_FOUND")]
    [InlineData("PATCH", "/v1alpha1/pages", "reader", 405, "UNIMPLEMENTED", "METHOD_NOT_ALLOWED")]
    [InlineData("GET", "/v1alpha1/claims:search?query=a&query=b", "reader", 400, "INVALID_ARGUMENT", "INVALID_QUERY")]
    [InlineData("GET", "/v1alpha1/claims:search?query=a&pageToken=abc", "reader", 400, "INVALID_ARGUMENT", "INVALID_CURSOR")]
    public async Task A_refusal_has_the_form_of_Google_s_errors(string method, string address, string who, int code, string status, string reason)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        using var response = await (who == "nobody" ? api.Anonymous : api.Reader).SendAsync(request, Stop);

        await ExpectAsync(response, code, status, reason);
    }

    [Theory]
    [InlineData("{", "application/json", 400, "INVALID_REQUEST")]
    [InlineData("[]", "application/json", 400, "INVALID_REQUEST")]
    [InlineData("{\"pageUrl\":1}", "application/json", 400, "INVALID_REQUEST")]
    [InlineData(Page, "text/plain", 415, "UNSUPPORTED_MEDIA_TYPE")]
    [InlineData("{\"pageUrl\":\"https://errors.example/1\",\"claimReviewMarkups\":[{\"claimReviewed\":\"a\\u202eb\",\"rating\":{\"textualRating\":\"y\"}}]}", "application/json", 400, "TEXT_REFUSED")]
    [InlineData(null, "application/json", 413, "TOO_LARGE")]
    public async Task A_body_that_is_refused_is_an_invalid_argument(string? body, string mediaType, int code, string reason)
    {
        using var content = new StringContent(body ?? new string(' ', 2_000_000), Encoding.UTF8, new MediaTypeHeaderValue(mediaType));
        using var response = await api.Editor.PostAsync(new Uri("/v1alpha1/pages", UriKind.Relative), content, Stop);

        await ExpectAsync(response, code, "INVALID_ARGUMENT", reason);
    }

    [Fact]
    public async Task What_is_wrong_with_a_header_is_named()
    {
        var refused = await api.Editor.SendJsonAsync("/v1alpha1/pages", Page, ("Idempotency-Key", "has a space"));

        Assert.Equal("invalid-header", refused.Problem);
        Assert.Equal("$.Idempotency-Key", Assert.Single(Refusal.ErrorsOf(refused.Body)).Path);
    }

    [Fact]
    public async Task The_message_says_what_is_wrong_for_whoever_sees_nothing_else()
    {
        var one = await api.Editor.SendJsonAsync("/v1alpha1/pages", """{"claimReviewMarkups":[{"claimReviewed":"x","rating":{"textualRating":"y"}}]}""");
        var many = await api.Editor.SendJsonAsync("/v1alpha1/pages", """{"pageUrl":1,"publishDate":2,"claimReviewAuthor":3,"claimReviewMarkups":4}""");

        Assert.Equal("pageUrl is required.", one.Body.GetProperty("error").GetProperty("message").GetString());
        Assert.EndsWith("; and 1 more.", many.Body.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(4, Refusal.ErrorsOf(many.Body).Count);
    }

    [Theory]
    [InlineData("/v1/no-such-path")]
    [InlineData("/v1alpha12/pages")]
    [InlineData("/v1alpha1x")]
    [InlineData("/no-such-path")]
    public async Task Elsewhere_a_refusal_is_a_problem(string address)
    {
        using var response = await api.Reader.GetAsync(new Uri(address, UriKind.Relative), Stop);

        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public void Every_type_of_problem_has_a_word_that_Google_s_clients_know_and_a_status_that_goes_with_it() => Assert.All(ProblemType.All, type =>
    {
        Assert.Contains(RpcStatus.Of(type), Codes);
        Assert.Equal(type.Status >= 500, RpcErrorForm.Instance.StatusOf(type) >= 500);
        Assert.NotEqual(422, RpcErrorForm.Instance.StatusOf(type));
    });

    [Fact]
    public void The_words_are_those_of_the_manual()
    {
        var manual = File.ReadAllText(Path.Combine(Repository.Root, "docs", "google-fact-check-tools.md"));

        Assert.All(RpcStatus.All, word => Assert.Contains($"`{word}`", manual, StringComparison.Ordinal));
    }

    private static async Task ExpectAsync(HttpResponseMessage response, int code, string status, string reason)
    {
        var text = await response.Content.ReadAsStringAsync(Stop);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        var error = JsonElement.Parse(text).GetProperty("error");
        Assert.Equal((HttpStatusCode)code, response.StatusCode);
        Assert.Equal((code, status), (error.GetProperty("code").GetInt32(), error.GetProperty("status").GetString()));
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        var info = error.GetProperty("details")[0];
        Assert.Equal("type.googleapis.com/google.rpc.ErrorInfo", info.GetProperty("@type").GetString());
        Assert.Equal(reason, info.GetProperty("reason").GetString());
        Assert.NotEmpty(info.GetProperty("metadata").GetProperty("traceId").GetString()!);
    }
}
