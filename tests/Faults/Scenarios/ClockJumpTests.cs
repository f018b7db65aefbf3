using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ClaimCheck.Faults.Servers;

namespace ClaimCheck.Faults.Scenarios;

/// <summary>The clock jumps: what has a term ends with it.</summary>
public sealed class ClockJumpTests(FaultsFixture faults)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_works_until_its_term_and_not_after()
    {
        using var clock = FakeClock.Wind();
        await using var postgres = await faults.CopyAsync();
        await using var service = await TestedService.OverAsync(postgres.AdminConnectionString, faults.Key, clock.Settings);
        using var admin = service.NewClient();
        using var guest = service.NewClient(await service.MakeKeyAsync(TimeProvider.System.GetUtcNow().AddHours(1)));

        clock.Jump(TimeSpan.FromMinutes(50));
        await UntilItIsLaterAsync(service, TimeSpan.FromMinutes(49));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(guest));

        clock.Jump(TimeSpan.FromMinutes(70));
        await Eventually.TrueAsync(async () => await StatusAsync(guest) == HttpStatusCode.Unauthorized, "the key stops working");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(admin));
    }

    [Fact]
    public async Task An_idempotency_key_is_remembered_for_a_day_and_then_forgotten()
    {
        using var clock = FakeClock.Wind();
        await using var postgres = await faults.CopyAsync();
        await using var service = await TestedService.OverAsync(postgres.AdminConnectionString, faults.Key, clock.Settings);
        using var client = service.NewClient();
        await UntilItWritesAsync(client);
        var first = await WriteAsync(client);

        clock.Jump(TimeSpan.FromHours(23));
        await UntilItIsLaterAsync(service, TimeSpan.FromHours(22));
        Assert.Equal((first.Id, true), await WriteAsync(client));

        clock.Jump(TimeSpan.FromHours(25));
        await UntilItIsLaterAsync(service, TimeSpan.FromHours(24));
        var later = await WriteAsync(client);
        Assert.False(later.Replayed);
        Assert.NotEqual(first.Id, later.Id);
    }

    /// <summary>Under a clock that can be moved all is slower, and the first write of a process is slowest: where the machine is slow too, beyond the deadline.</summary>
    private static Task UntilItWritesAsync(HttpClient client) => Eventually.TrueAsync(
        async () =>
        {
            using var answer = await client.PostAsJsonAsync(
                new Uri("/v1/claims", UriKind.Relative), new { source = FaultsFixture.Outlet, text = "Said before.", language = "en" }, Stop);
            return answer.StatusCode == HttpStatusCode.Created;
        },
        "the service writes");

    /// <summary>Every answer has the service's time in its <c>Date</c>.</summary>
    private static Task UntilItIsLaterAsync(TestedService service, TimeSpan ahead) => Eventually.TrueAsync(
        async () =>
        {
            using var client = service.NewClient();
            using var answer = await client.GetAsync(new Uri("/health/live", UriKind.Relative), Stop);
            return answer.Headers.Date > TimeProvider.System.GetUtcNow() + ahead;
        },
        "the service believes that it is later");

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client)
    {
        using var answer = await client.GetAsync(new Uri("/v1/claims?limit=1", UriKind.Relative), Stop);
        return answer.StatusCode;
    }

    private static async Task<(Guid Id, bool Replayed)> WriteAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/claims")
        {
            Content = JsonContent.Create(new { source = FaultsFixture.Outlet, text = "Said once.", language = "en" }),
            Headers = { { "Idempotency-Key", "said-once" } },
        };
        using var answer = await client.SendAsync(request, Stop);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Stop));
        return ((await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("id").GetGuid(), answer.Headers.Contains("Idempotent-Replayed"));
    }
}
