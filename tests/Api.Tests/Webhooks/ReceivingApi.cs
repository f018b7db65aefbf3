using System.Text.Json;
using ClaimCheck.Api.Webhooks.Sending;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClaimCheck.Api.Tests.Webhooks;

/// <summary>A service that may send to this machine, with a clock that tests move.</summary>
public sealed class ReceivingApi(PostgresFixture postgres) : ApiFixture(postgres)
{
    public MovableClock Clock { get; } = new();

    protected override string[] Arguments =>
        [.. base.Arguments, "--Webhooks:AllowHttp=true", "--Webhooks:AllowedNetworks=127.0.0.0/8", "--Webhooks:TimeoutSeconds=5"];

    /// <summary>A new webhook that leads to this receiver, and is told of nothing that was before it.</summary>
    /// <param name="receiver">The receiver.</param>
    /// <param name="more">Further members, with a comma before each.</param>
    public async Task<Hook> HookAsync(Receiver receiver, string more = "")
    {
        ArgumentNullException.ThrowIfNull(receiver);
        await Database.SettleAsync();
        var reply = await Admin.SendJsonAsync("/v1/webhooks", $$"""{"url":"{{receiver.Url}}"{{more}}}""");
        Assert.Equal(System.Net.HttpStatusCode.Created, reply.Status);
        return new Hook(reply.Id, reply.Text("secret")!);
    }

    /// <summary>A new claim.</summary>
    public async Task<Guid> ClaimAsync(string text, string source = "bbc-news", string topics = "[]")
    {
        var reply = await Contributor.SendJsonAsync("/v1/claims", $$"""{"source":"{{source}}","text":"{{text}}","topics":{{topics}}}""");
        Assert.Equal(System.Net.HttpStatusCode.Created, reply.Status);
        return reply.Id;
    }

    public async Task<JsonElement[]> DeliveriesAsync(Hook hook, string query = "")
    {
        ArgumentNullException.ThrowIfNull(hook);
        return (await Admin.ReadAsync($"/v1/webhooks/{hook.Id}/deliveries{query}")).Items;
    }

    /// <summary>The only delivery, once it stands like this and was sent so often.</summary>
    public async Task<JsonElement> DeliveryAsync(Hook hook, string state, int attempts)
    {
        JsonElement? found = null;
        await Eventually.TrueAsync(
            async () =>
            {
                found = (await DeliveriesAsync(hook)).SingleOrDefault(
                    delivery => delivery.GetProperty("state").GetString() == state && delivery.GetProperty("attemptCount").GetInt32() == attempts);
                return found is { ValueKind: JsonValueKind.Object };
            },
            $"the message is {state} after {attempts} attempts");
        return found!.Value;
    }

    /// <summary>Lets time pass, and has the service look what is due.</summary>
    public void Pass(TimeSpan time)
    {
        Clock.Move(time);
        Services.GetRequiredService<WebhookDispatcher>().Wake();
    }

    protected override void Configure(WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<TimeProvider>(Clock);
    }
}

/// <summary>A webhook that a test made.</summary>
public sealed record Hook(Guid Id, string Secret);
