using System.Text;
using System.Text.Json;

namespace ClaimCheck.Client.Tests.Client;

/// <summary>What is sent, where it may be repeated, and what is told of changes and webhooks.</summary>
public sealed class WriteTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static readonly string Webhook =
        $$"""{"id":"{{OnTheWire.Id}}","url":"https://cms.example.org/","types":[],"topics":[],"sources":[],"claims":[],"isEnabled":true,"version":1,"createdAt":"2026-01-02T03:04:05Z","createdBy":"tests","updatedAt":"2026-01-02T03:04:05Z","secret":"{{Secret}}"}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_write_is_repeated_under_one_name_and_the_next_has_another()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Vanish, FaultyService.Problem(503, "unavailable", ("Retry-After", "0")), FaultyService.Json(201, Webhook));
        using var client = service.Connect();

        await client.CreateWebhookAsync(new("https://cms.example.org/"), Cancellation);
        await client.CreateWebhookAsync(new("https://cms.example.org/"), Cancellation);

        var names = service.Requests.Select(request => request.Headers["Idempotency-Key"]).ToArray();
        Assert.True(names.Length >= 4);
        Assert.Equal(2, names.Distinct().Count());
        Assert.Equal(names[0], names[^2]);
        Assert.All(service.Requests, request => Assert.Equal("""{"url":"https://cms.example.org/"}""", Encoding.UTF8.GetString(request.Body)));
    }

    [Fact]
    public async Task A_question_with_a_body_is_repeated_as_reads_are()
    {
        await using var service = await FaultyService.StartAsync(
            FaultyService.Problem(503, "unavailable", ("Retry-After", "0")), FaultyService.Json(200, """{"results":[{"hits":[],"complete":true}]}"""));
        using var client = service.Connect();

        Assert.Empty((await client.MatchAsync("It.", new() { MinScore = 0.5, Filters = new() { Topic = "iran" } }, Cancellation)).Hits);

        Assert.All(service.Requests, request => Assert.Equal(
            """POST /v1/match {"texts":["It."],"minScore":0.5,"filters":{"topic":"iran"}}""", $"{request.Method} {request.Address} {Encoding.UTF8.GetString(request.Body)}"));
        Assert.Equal(2, service.Requests.Count);
    }

    [Fact]
    public async Task A_deletion_is_not_repeated_for_the_second_would_find_nothing()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Vanish);
        using var client = service.Connect();

        await Assert.ThrowsAsync<HttpRequestException>(() => client.DeleteWebhookAsync(OnTheWire.Id, Cancellation));

        // The connection itself may have been tried anew, which is not a repetition of ours: nobody answered it.
        Assert.True(service.Requests.Count <= 2);
    }

    [Fact]
    public async Task A_secret_is_in_no_text()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Json(201, Webhook));
        using var client = service.Connect();

        var made = await client.CreateWebhookAsync(new("https://cms.example.org/") { Secret = Secret }, Cancellation);

        Assert.Equal(Secret, made.Secret);
        Assert.DoesNotContain(Secret, made.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, new NewWebhook("https://cms.example.org/") { Secret = Secret }.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"type":"claim.created"}""")]
    [InlineData("[1]")]
    public void What_is_no_message_is_said_to_be_none(string body) => Assert.Throws<FormatException>(() => Change.Read(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void The_types_of_changes_are_those_of_the_contract()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Folder, "src", "Api", "openapi", "claimcheck.v1.json")));
        var told = document.RootElement.GetProperty("webhooks").EnumerateObject().Select(webhook => webhook.Name);

        var known = typeof(ChangeTypes).GetFields().Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(told.Order(StringComparer.Ordinal), known.Order(StringComparer.Ordinal));
    }
}
