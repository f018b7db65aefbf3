using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ClaimCheck.Api.Tests.Contract;
using ClaimCheck.Api.Tests.Http;

namespace ClaimCheck.Api.Tests.Fuzz;

/// <summary>That nothing is found means something only if the judge finds what is there: each rule, broken on purpose.</summary>
public sealed class JudgeTests
{
    private const string Id = "0191f0a0-0000-7000-8000-00000000abcd";
    private static readonly DocumentedOperation GetClaim = DocumentedOperation.All.Single(operation => operation.Id == "GetClaim");
    private static readonly DocumentedOperation RetractClaim = DocumentedOperation.All.Single(operation => operation.Id == "RetractClaim");
    private static readonly DocumentedOperation GetPage = DocumentedOperation.All.Single(operation => operation.Id == "GetClaimReviewPage");
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly string Example = GetClaim.Response("200")!.Value.GetProperty("content").GetProperty("application/json").GetProperty("example").GetRawText();

    [Fact]
    public void An_answer_that_the_document_describes_breaks_nothing() => Assert.Empty(Judged(200, "application/json", Example));

    [Fact]
    public void A_5xx_is_a_breach_though_it_is_declared() => Assert.Equal(["NoServerError"], Judged(500, "application/problem+json", Problem("internal", 500)));

    [Fact]
    public void A_status_that_is_not_declared_is_a_breach() => Assert.Equal(["StatusDeclared"], Judged(418, "application/json", "{}"));

    [Fact]
    public void A_content_type_that_is_not_declared_is_a_breach() => Assert.Equal(["ContentTypeDeclared"], Judged(200, "text/html", Example));

    [Theory]
    [InlineData("\"version\": 1", "\"version\": \"1\"")]
    [InlineData("\"version\": 1", "\"version\": 1.5")]
    [InlineData("\"version\": 1", "\"version\": 1e400")]
    [InlineData("\"status\": \"active\"", "\"status\": \"Active\"")]
    [InlineData("\"id\": \"0148af41", "\"id\": \"x148af41")]
    [InlineData("\"claimedAt\": \"2014-09\"", "\"claimedAt\": \"2014-09\\n\"")]
    [InlineData("\"createdAt\": \"2014-09-26T08:30:00Z\"", "\"createdAt\": \"2014-09-31T08:30:00Z\"")]
    [InlineData("\"quote\": null,", "")]
    [InlineData("\"quote\": null,", "\"quote\": null, \"quote\": null,")]
    public void A_body_that_breaks_its_schema_is_a_breach(string valid, string broken)
    {
        var body = Readable(Example).Replace(valid, broken, StringComparison.Ordinal);
        Assert.NotEqual(Readable(Example), body);
        Assert.Contains("BodyValid", Judged(200, "application/json", body));
    }

    [Fact]
    public void A_header_that_breaks_its_schema_is_a_breach() =>
        Assert.Equal(["HeadersValid"], Judged(200, "application/json", Example, new() { ["ETag"] = "\"caf\u00e9\"" }));

    [Fact]
    public void A_header_that_is_always_sent_and_is_missing_is_a_breach() =>
        Assert.Equal(["HeadersValid"], Judged(200, "application/json", Example, []));

    [Theory]
    [InlineData("gone", 404)]
    [InlineData("not-found", 410)]
    public void A_problem_that_its_status_does_not_list_or_that_names_another_status_is_a_breach(string slug, int named) =>
        Assert.Equal(["ProblemDeclared"], Judged(404, "application/problem+json", Problem(slug, named)));

    [Fact]
    public void A_valid_request_that_is_refused_for_its_shape_is_a_breach_unless_no_schema_could_say_it()
    {
        Assert.Equal(["ValidNotRefused"], JudgedPost("{\"reason\":\"x\"}", 400, Complaint("must be prettier")));
        Assert.Empty(JudgedPost("{\"reason\":\" \"}", 400, Complaint("must not be blank")));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"reason\":1}")]
    [InlineData("{\"reason\":\"x\",\"more\":1}")]
    [InlineData("{\"reason\":\"x\",\"reason\":\"y\"}")]
    [InlineData("{\"reason\":\"x\",\"r\\u0065ason\":\"y\"}")]
    [InlineData("{\"reason\":\"\\ud800\"}")]
    [InlineData("{\"reason\":\"x\"")]
    [InlineData("")]
    public void A_broken_request_that_is_accepted_is_a_breach(string body) => Assert.Equal(["BrokenNotAccepted"], JudgedPost(body, 200, Example));

    [Fact]
    public void A_connection_that_is_closed_without_an_answer_is_a_breach() => Assert.Equal(["Answered"], Judged(Wire.NoAnswer, null, ""));

    [Fact]
    public async Task A_request_that_is_never_answered_is_a_breach()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var wire = new Wire(((IPEndPoint)silent.LocalEndpoint).Port, TimeSpan.FromMilliseconds(100));

        var request = Post("{}");
        var breach = Assert.Single(Judge.Breaches(RetractClaim, request, await wire.SendAsync(request, TestContext.Current.CancellationToken)));

        Assert.Equal((Rule.Answered, "There was no answer within 0.1 s."), (breach.Rule, breach.Detail));
    }

    [Fact]
    public void Being_held_back_is_a_fault_of_the_test() => Assert.Contains("NotFlooded", Judged(429, "application/problem+json", Problem("rate-limited", 429)));

    [Theory]
    [InlineData("e\u0301", "\u00e9")]
    [InlineData("a\ufeffb", "ab")]
    [InlineData("x\r\ny", "x\ny")]
    [InlineData("\U0001f3f4", "\ufffd")]
    public async Task A_text_that_comes_back_otherwise_is_a_breach(string sent, string stored)
    {
        var request = Post(JsonSerializer.Serialize(new { reason = sent }));
        var changed = await new Readback(address => Task.FromResult(Read(address, stored))).ChangedAsync(RetractClaim, request, Answered(200, "application/json", Example));
        var same = await new Readback(address => Task.FromResult(Read(address, sent))).ChangedAsync(RetractClaim, request, Answered(200, "application/json", Example));

        Assert.Equal(Rule.TextUnchanged, Assert.Single(changed).Rule);
        Assert.Empty(same);
    }

    [Fact]
    public void Whatever_the_document_says_of_values_can_be_judged_and_made()
    {
        foreach (var number in Enumerable.Range(0, 2000))
        {
            Assert.NotNull(Requests.Numbered((ulong)number));
        }

        foreach (var schema in CommittedDocument.Json.GetProperty("components").GetProperty("schemas").EnumerateObject())
        {
            Assert.NotNull(SchemaCheck.Violations(schema.Value, JsonElement.Parse("{}")).ToList());
        }
    }

    [Theory]
    [InlineData("/v1alpha1/pages/" + Id, 404, "application/json", "not-found", 404, "")]
    [InlineData("/v1alpha1/pages/" + Id, 404, "application/json", "not-found", 403, "ProblemDeclared")]
    [InlineData("/v1alpha1/pages/" + Id, 404, "application/json", "gone", 404, "ProblemDeclared")]
    [InlineData("/v1alpha1/pages/" + Id, 404, "application/problem+json", "not-found", 404, "ContentTypeDeclared")]
    [InlineData("/v1alpha1/nothing", 404, "application/json", "not-found", 404, "")]
    [InlineData("/v1alpha1/nothing", 404, "text/html", "not-found", 404, "ContentTypeDeclared")]
    [InlineData("/v1/nothing", 404, "application/json", "not-found", 404, "ContentTypeDeclared")]
    public void A_refusal_is_held_to_the_form_that_goes_with_its_path(string path, int status, string mediaType, string slug, int named, string broken)
    {
        var body = mediaType == "application/problem+json" ? Problem(slug, named) : RpcError(slug, named);
        var breaches = Judge.Breaches(GetPage, new SentRequest("GET", path, []), Answered(status, mediaType, body));

        Assert.Equal(broken.Length == 0 ? [] : [broken], Named(breaches));
    }

    [Fact]
    public void A_refusal_in_Google_s_form_that_lacks_a_member_is_a_breach() => Assert.Contains("BodyValid", Named(Judge.Breaches(
        GetPage, new SentRequest("GET", $"/v1alpha1/pages/{Id}", []), Answered(404, "application/json", RpcError("not-found", 404).Replace("\"message\"", "\"msg\"", StringComparison.Ordinal)))));

    private static JsonElement? Read(string address, string reason) => address.EndsWith("/history?limit=1", StringComparison.Ordinal)
        ? JsonSerializer.SerializeToElement(new { items = new[] { new { reason } } })
        : null;

    private static string Readable(string json) => JsonSerializer.Serialize(JsonElement.Parse(json), Indented);

    private static string Problem(string slug, int status) => JsonSerializer.Serialize(
        new { type = $"urn:claimcheck:{slug}", title = "t", status, detail = "d", traceId = "x" });

    private static string RpcError(string slug, int code) => JsonSerializer.Serialize(new
    {
        error = new
        {
            code, message = "m", status = "NOT_FOUND",
            details = new[] { new Dictionary<string, object> { ["@type"] = "t", ["reason"] = "R", ["metadata"] = new { type = $"urn:claimcheck:{slug}", traceId = "x" } } },
        },
    });

    private static string Complaint(string message) => JsonSerializer.Serialize(new
    {
        type = "urn:claimcheck:invalid-request", title = "t", status = 400, detail = "d", traceId = "x",
        errors = new Dictionary<string, string[]> { ["$.reason"] = [message] },
    });

    private static SentRequest Post(string body) =>
        new("POST", $"/v1/claims/{Id}/retract", [new("Content-Type", "application/json")], Encoding.UTF8.GetBytes(body));

    private static Answer Answered(int status, string? mediaType, string body, Dictionary<string, string>? headers = null) => new(status, mediaType, body, headers ?? new() { ["ETag"] = "\"1\"" });

    private static List<string> JudgedPost(string body, int status, string answer) => Named(
        Judge.Breaches(RetractClaim, Post(body), Answered(status, status == 200 ? "application/json" : "application/problem+json", answer)));

    private static List<string> Judged(int status, string? mediaType, string body, Dictionary<string, string>? headers = null) => Named(
        Judge.Breaches(GetClaim, new SentRequest("GET", $"/v1/claims/{Id}", []), Answered(status, mediaType, body, headers)));

    private static List<string> Named(IEnumerable<Breach> breaches) => [.. breaches.Select(breach => breach.Rule.ToString()).Distinct()];
}
