using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ClaimCheck.Api.Access;

namespace ClaimCheck.Api.Tests.Contract;

/// <summary>What the OpenAPI document says, and that it is the one committed.</summary>
public sealed partial class DocumentTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Rewrite = "UPDATE_OPENAPI";
    private static readonly string[] Texts = ["operationId", "summary", "description"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_committed_document_is_the_one_that_is_served()
    {
        var served = CommittedDocument.Format(await api.Anonymous.GetStringAsync("/openapi/v1.json", Stop));
        if (Environment.GetEnvironmentVariable(Rewrite) is "1")
        {
            CommittedDocument.Write(served);
        }

        var committed = CommittedDocument.Read();

        Assert.True(committed == served, $"""
            The service describes itself otherwise than src/Api/openapi/claimcheck.v1.json does, first at
              committed: {FirstDifference(committed, served).Committed}
              served:    {FirstDifference(committed, served).Served}
            If that is what you meant, rewrite the file with `make openapi` and commit it.
            """);
    }

    [Fact]
    public void Every_operation_says_what_it_is_and_does()
    {
        var silent =
            from operation in DocumentedOperation.All
            from member in Texts
            where string.IsNullOrWhiteSpace(DocumentedOperation.Text(operation.Json, member))
            select $"{operation.Id} has no {member}";

        Assert.Empty(silent);
        Assert.All(DocumentedOperation.All, operation => Assert.Equal(1, operation.Json.GetProperty("tags").GetArrayLength()));
        Assert.Equal(Enum.GetNames<Operation>().Order(StringComparer.Ordinal), DocumentedOperation.All.Select(operation => operation.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_tags_are_listed_in_the_order_that_tells_the_story()
    {
        var tags = CommittedDocument.Json.GetProperty("tags").EnumerateArray().Select(tag => DocumentedOperation.Text(tag, "name"));

        Assert.Equal(["Evidence", "Sources", "Articles", "Claims", "Links", "Matching", "Origins", "Rating scales", "Assessments", "Claim reviews", "Google Fact Check Tools", "Imports", "Exports", "Changes", "Webhooks", "API keys", "Health"], tags);
    }

    [Fact]
    public void Everything_has_a_description() => Assert.Empty(WithoutDescription(CommittedDocument.Json, "$"));

    [Fact]
    public void Every_required_parameter_and_every_body_has_an_example()
    {
        var parameters =
            from operation in DocumentedOperation.All
            from parameter in operation.Parameters
            where parameter.TryGetProperty("required", out var required) && required.GetBoolean() && !parameter.TryGetProperty("example", out _)
            select $"{operation.Id} {DocumentedOperation.Text(parameter, "name")}";
        var bodies =
            from operation in DocumentedOperation.All
            from body in operation.Bodies
            where !body.Value.TryGetProperty("example", out _)
            select $"{operation.Id} {body.Name}";

        Assert.Empty(parameters.Concat(bodies));
    }

    [Fact]
    public void Every_problem_is_shown_with_its_type()
    {
        var unnamed =
            from operation in DocumentedOperation.All
            from response in operation.Json.GetProperty("responses").EnumerateObject()
            where response.Name[0] is '4' or '5'
                && !DocumentedOperation.Text(response.Value, "description")!.Contains("urn:claimcheck:", StringComparison.Ordinal)
            select $"{operation.Id} {response.Name}";

        Assert.Empty(unnamed);
    }

    [Fact]
    public async Task Whatever_is_answered_is_declared()
    {
        var undeclared = new List<string>();
        foreach (var operation in DocumentedOperation.All)
        {
            foreach (var (client, request) in Refused(operation))
            {
                using var response = await client.SendAsync(request, Stop);
                var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
                if (!operation.Statuses.Contains(status))
                {
                    undeclared.Add($"{operation.Id} answers {status} to {request.Method} {request.RequestUri}");
                }
                else if (await ProblemOfAsync(response) is { } type && !operation.Describes(status).Contains($"`{type}`", StringComparison.Ordinal))
                {
                    undeclared.Add($"{operation.Id} answers {type} to {request.Method} {request.RequestUri}");
                }
            }
        }

        Assert.Empty(undeclared);
    }

    [Fact]
    public void The_links_of_the_introduction_lead_to_operations()
    {
        var introduction = CommittedDocument.Json.GetProperty("info").GetProperty("description").GetString()!;
        var targets = DocumentedOperation.All.Select(operation => $"#/{operation.Json.GetProperty("tags")[0].GetString()}/{operation.Id}").ToHashSet();
        var links = DeepLink().Matches(introduction).Select(match => match.Groups[1].Value).ToList();

        Assert.True(links.Count >= 6);
        Assert.Subset(targets, links.ToHashSet());
    }

    [GeneratedRegex(@"\]\((#/[^)]+)\)")]
    private static partial Regex DeepLink();

    private static async Task<string?> ProblemOfAsync(HttpResponseMessage response) =>
        response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NotModified
            ? null
            : Refusal.TypeOf(JsonElement.Parse(await response.Content.ReadAsStringAsync(Stop)));

    /// <summary>Requests that are refused for the usual reasons: no key, a small role, an unknown id, an unknown parameter, a bad header, a bad body.</summary>
    private IEnumerable<(HttpClient Client, HttpRequestMessage Request)> Refused(DocumentedOperation operation)
    {
        var nobody = Guid.Empty.ToString();
        yield return (api.Anonymous, new HttpRequestMessage(operation.Method, operation.Address(nobody)));
        yield return (api.Reader, new HttpRequestMessage(operation.Method, operation.Address(nobody)));
        yield return (api.Admin, new HttpRequestMessage(operation.Method, operation.Address(nobody)));
        yield return (api.Admin, new HttpRequestMessage(operation.Method, operation.Path.Replace("{", "x", StringComparison.Ordinal) + "?bogus=1"));
        var badHeader = new HttpRequestMessage(operation.Method, operation.Address(nobody));
        badHeader.Headers.Add("Idempotency-Key", "has a space");
        yield return (api.Admin, badHeader);
        foreach (var body in operation.Bodies)
        {
            foreach (var (text, type) in new[] { ("{", body.Name), ("{\"bogus\":1}", body.Name), ("[]", body.Name), ("{}", "text/plain") })
            {
                yield return (api.Admin, new HttpRequestMessage(operation.Method, operation.Address(nobody))
                {
                    Content = new StringContent(text, Encoding.UTF8, new MediaTypeHeaderValue(type)),
                });
            }

            yield return (api.Admin, new HttpRequestMessage(operation.Method, operation.Address(nobody))
            {
                Content = new StringContent(body.Value.GetProperty("example").GetRawText(), Encoding.UTF8, new MediaTypeHeaderValue(body.Name)),
            });
        }
    }

    private static IEnumerable<string> WithoutDescription(JsonElement element, string path)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                return element.EnumerateArray().SelectMany((item, index) => WithoutDescription(item, $"{path}[{index}]"));
            case JsonValueKind.Object:
                var described = path.EndsWith(".properties", StringComparison.Ordinal) || path.EndsWith(".headers", StringComparison.Ordinal)
                    || path.EndsWith(".parameters", StringComparison.Ordinal) || path.EndsWith(".responses", StringComparison.Ordinal)
                    || path == "$.components.schemas";
                var silent = element.EnumerateObject()
                    .Where(member => described && !member.Value.TryGetProperty("$ref", out _) && string.IsNullOrWhiteSpace(DocumentedOperation.Text(member.Value, "description")))
                    .Select(member => $"{path}.{member.Name}");
                return silent.Concat(element.EnumerateObject()
                    .Where(member => member.Name is not ("example" or "examples"))
                    .SelectMany(member => WithoutDescription(member.Value, $"{path}.{member.Name}")));
            default:
                return [];
        }
    }

    private static (string Committed, string Served) FirstDifference(string committed, string served)
    {
        var (left, right) = (committed.Split('\n'), served.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(left.Length, right.Length)).FirstOrDefault(i => left.ElementAtOrDefault(i) != right.ElementAtOrDefault(i));
        return (Numbered(left, line), Numbered(right, line));
    }

    private static string Numbered(string[] lines, int index) => $"{index + 1}: {lines.ElementAtOrDefault(index) ?? "(end)"}";
}
