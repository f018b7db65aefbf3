using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ClaimCheck.Api.Access;
using ClaimCheck.Api.Hosting;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Access;
using ClaimCheck.Domain.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClaimCheck.Api.Tests.Processes;

/// <summary>How callers are told apart, and that every route asks who they are.</summary>
public sealed partial class AccessTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    public static TheoryData<Operation> Operations => [.. Enum.GetValues<Operation>()];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_document_describes_every_operation_and_nothing_else()
    {
        var described = (await DescribedAsync()).Select(operation => operation.Id);

        Assert.Equal(Enum.GetNames<Operation>().Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_route_of_the_api_says_which_operation_it_is()
    {
        var routes = api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.RawText!.TrimStart('/').StartsWith("v1", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(routes);
        Assert.All(routes, route => Assert.Single(route.Metadata.OfType<Operation>()));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task An_input_that_cannot_be_read_is_refused_before_the_operation_sees_it(Operation operation)
    {
        var described = await DescribedAsync(operation);
        if (described.HasBody && operation != Operation.StartImport)
        {
            // A row that cannot be read costs an import that row and not the request.
            using var request = RequestFor(described, body: "{");
            using var response = await api.Admin.SendAsync(request, Stop);
            Assert.Equal(400, (int)response.StatusCode);
        }

        if (described.HasQuery)
        {
            using var request = RequestFor(described, query: "?no_such_parameter=1");
            using var response = await api.Admin.SendAsync(request, Stop);
            Assert.Equal(400, (int)response.StatusCode);
        }

        // All that some changes take is the version they start from. To send messages changes no webhook, so that takes none.
        if (operation is not (Operation.TestWebhook or Operation.RedeliverMessage) && !described.HasBody && !described.HasQuery && described.Method is not ("GET" or "DELETE"))
        {
            using var request = RequestFor(described);
            request.Headers.TryAddWithoutValidation("If-Match", "no entity tag");
            using var response = await api.Admin.SendAsync(request, Stop);
            Assert.Equal(400, (int)response.StatusCode);
        }
    }

    [Fact]
    public async Task Whoever_sends_no_key_is_challenged_and_whoever_may_not_is_told_the_role_it_takes()
    {
        using var anonymous = await api.Anonymous.GetAsync("/v1/api-keys", Stop);
        using var reader = await api.Reader.GetAsync("/v1/api-keys", Stop);
        var problem = await reader.Content.ReadFromJsonAsync<JsonElement>(Stop);

        Assert.Equal("Bearer", Assert.Single(anonymous.Headers.WwwAuthenticate).Scheme);
        Assert.Equal("application/problem+json", anonymous.Content.Headers.ContentType?.MediaType);
        Assert.Equal("application/problem+json", reader.Content.Headers.ContentType?.MediaType);
        Assert.Contains("needs the role admin", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_key_stops_working_within_a_second()
    {
        var (key, client) = await NewKeyAsync(null);
        using (client)
        {
            Assert.Equal(200, await StatusAsync(client));
            using var revoked = await api.Admin.DeleteAsync($"/v1/api-keys/{key.Id}", Stop);
            Assert.True(revoked.IsSuccessStatusCode);

            await Task.Delay(TimeSpan.FromSeconds(1), Stop);

            Assert.Equal(401, await StatusAsync(client));
        }
    }

    [Fact]
    public async Task A_key_stops_working_when_it_expires_even_while_it_is_remembered()
    {
        var (_, client) = await NewKeyAsync(TimeSpan.FromMilliseconds(1500));
        using (client)
        {
            Assert.Equal(200, await StatusAsync(client));
            var start = TimeProvider.System.GetTimestamp();
            while (TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromMilliseconds(1500))
            {
                await StatusAsync(client);
            }

            Assert.Equal(401, await StatusAsync(client));
        }
    }

    [Theory]
    [InlineData("Bearer ")]
    [InlineData("Bearer cck_abcdefgh_short")]
    [InlineData("Basic Y2NrOng=")]
    [InlineData("bearer")]
    public async Task What_is_not_a_key_lets_nobody_in(string authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/claims");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await api.Anonymous.SendAsync(request, Stop);

        Assert.Equal(401, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("Authorization", "bearer ")]
    [InlineData("Authorization", "Bearer   ")]
    [InlineData("X-Api-Key", "")]
    public async Task A_key_may_be_sent_either_way(string header, string before)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/claims");
        request.Headers.TryAddWithoutValidation(header, before + api.KeyOf(Role.Reader));
        using var response = await api.Anonymous.SendAsync(request, Stop);

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Theory]
    [InlineData(Role.Admin, 200)]
    [InlineData(Role.Reader, 401)]
    public async Task Two_keys_let_in_only_if_they_are_the_same(Role other, int expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/claims");
        request.Headers.Add("X-Api-Key", api.KeyOf(other));
        using var response = await api.Admin.SendAsync(request, Stop);

        Assert.Equal(expected, (int)response.StatusCode);
        Assert.Equal(expected == 401, (await response.Content.ReadAsStringAsync(Stop)).Contains("Two different keys", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/left-open", 401, 403)]
    [InlineData("/no-such-path", 404, 404)]
    [InlineData("/health/live", 200, 200)]
    [InlineData("/swagger/index.html", 200, 200)]
    [InlineData("/openapi/v1.json", 200, 200)]
    public async Task A_route_that_asks_for_nothing_lets_nobody_in(string path, int withoutKey, int withKey)
    {
        var builder = ServiceHost.CreateBuilder([]);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = ServiceHost.Build(builder, api.Services.GetRequiredService<Backend>());
        app.MapGet("/left-open", () => "in");
        await app.StartAsync(Stop);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        using var anonymous = await client.GetAsync(path, Stop);
        client.DefaultRequestHeaders.Add("X-Api-Key", api.KeyOf(Role.Admin));
        using var admin = await client.GetAsync(path, Stop);

        Assert.Equal(withoutKey, (int)anonymous.StatusCode);
        Assert.Equal(withKey, (int)admin.StatusCode);
    }

    [Theory]
    [InlineData("api_key")]
    [InlineData("access_token")]
    [InlineData("key")]
    public async Task A_key_in_the_query_lets_nobody_in(string parameter)
    {
        using var response = await api.Anonymous.GetAsync($"/v1/claims?{parameter}={api.KeyOf(Role.Admin)}", Stop);

        Assert.Equal(401, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_key_with_another_secret_lets_nobody_in()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/claims");
        request.Headers.TryAddWithoutValidation("X-Api-Key", api.KeyOf(Role.Admin)[..13] + new string('a', 50));
        using var response = await api.Anonymous.SendAsync(request, Stop);

        Assert.Equal(401, (int)response.StatusCode);
    }

    private static HttpRequestMessage RequestFor(Described operation, string body = "{}", string query = "")
    {
        var path = Parameter().Replace(operation.Path, "0191f0a0-0000-7000-8000-00000000abcd");
        var request = new HttpRequestMessage(new HttpMethod(operation.Method), path + query);
        if (operation.MediaType is { } mediaType)
        {
            request.Content = new StringContent(body, Encoding.UTF8, mediaType);
        }

        return request;
    }

    private static async Task<int> StatusAsync(HttpClient client)
    {
        using var response = await client.GetAsync("/v1/claims?limit=1", Stop);
        return (int)response.StatusCode;
    }

    private async Task<(ApiKey Key, HttpClient Client)> NewKeyAsync(TimeSpan? life)
    {
        var by = new Authorship(null, "tests", Role.Admin, TimeProvider.System.Now());
        var (key, token) = await api.Data.ApiKeyStore.AddAsync(NewId.At(by.At), "of one test", Role.Reader, by.At + life, by, Stop);
        var client = new HttpClient { BaseAddress = api.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
        return (key, client);
    }

    private async Task<Described> DescribedAsync(Operation operation) =>
        (await DescribedAsync()).Single(described => described.Id == operation.ToString());

    private async Task<List<Described>> DescribedAsync()
    {
        var document = await api.Anonymous.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Stop);
        return [.. from path in document.GetProperty("paths").EnumerateObject()
                   from operation in path.Value.EnumerateObject()
                   where operation.Value.ValueKind == JsonValueKind.Object && operation.Value.TryGetProperty("operationId", out _)
                   select Read(path.Name, operation)];
    }

    private static Described Read(string path, JsonProperty operation)
    {
        var mediaType = operation.Value.TryGetProperty("requestBody", out var body)
            ? body.GetProperty("content").EnumerateObject().First().Name
            : null;
        var hasQuery = operation.Value.TryGetProperty("parameters", out var parameters)
            && parameters.EnumerateArray().Any(p => p.TryGetProperty("in", out var place) && place.GetString() == "query");
        return new Described(
            operation.Value.GetProperty("operationId").GetString()!, operation.Name.ToUpper(CultureInfo.InvariantCulture), path, mediaType, hasQuery);
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();

    private sealed record Described(string Id, string Method, string Path, string? MediaType, bool HasQuery)
    {
        public bool HasBody => MediaType is not null;
    }
}
