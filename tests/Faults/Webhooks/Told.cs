using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ClaimCheck.Faults.Servers;
using Npgsql;

namespace ClaimCheck.Faults.Webhooks;

/// <summary>What the record shows when it is compared with what a receiver got.</summary>
/// <param name="Changes">Changes that were committed and that the webhook is to be told of.</param>
/// <param name="Sent">How many messages came, each counted as often as it came.</param>
/// <param name="Lost">Changes of which no message was taken.</param>
/// <param name="Repeated">Messages that came more than once.</param>
/// <param name="Altered">Messages that came with another body when they came again.</param>
/// <param name="MadeUp">Messages about which there is nothing on record.</param>
/// <param name="Unlike">Deliveries that the service tells otherwise: not as delivered, or of a change more than one.</param>
internal sealed record Told(int Changes, int Sent, int Lost, int Repeated, int Altered, int MadeUp, int Unlike)
{
    /// <summary>Everything was told; what came again was the same.</summary>
    public bool IsWhole => this is { Changes: > 0, Lost: 0, Altered: 0, MadeUp: 0, Unlike: 0 };
}

/// <summary>Webhooks of a service under test, and what became of their messages.</summary>
internal static class Hooks
{
    /// <summary>Settings of a service that may send to this machine.</summary>
    public static Dictionary<string, string> Settings(params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string> { ["Webhooks__AllowHttp"] = "true", ["Webhooks__AllowedNetworks"] = "127.0.0.0/8" };
        foreach (var (name, value) in more)
        {
            settings[$"Webhooks__{name}"] = value;
        }

        return settings;
    }

    // What the service does by itself, such as to bring the sample import to its end, is not what is counted.
    private static readonly string[] Types = ["claim.created"];

    /// <summary>Makes a webhook that leads there, and tells of every new claim.</summary>
    public static async Task<Guid> HookAsync(this TestedService service, Receiver receiver)
    {
        using var admin = service.NewClient();
        using var made = await admin.PostAsJsonAsync("/v1/webhooks", new { url = receiver.Url, types = Types });
        Assert.True(made.StatusCode == HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        return (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    /// <summary>Writes so many claims, each of which is a change.</summary>
    public static async Task WriteAsync(this TestedService service, int claims)
    {
        using var writer = service.NewClient();
        for (var claim = 0; claim < claims; claim++)
        {
            using var written = await writer.PostAsJsonAsync("/v1/claims", new { source = FaultsFixture.Outlet, text = "Seen by a witness." });
            Assert.True(written.StatusCode == HttpStatusCode.Created, await written.Content.ReadAsStringAsync());
        }
    }

    /// <summary>Waits until nothing is to be sent any more.</summary>
    public static Task QuietAsync(string adminConnectionString, Guid hook) => Eventually.TrueAsync(
        async () => await Sessions.CountAsync(
            adminConnectionString,
            $"""
            select count(*) from (select 1 from webhook_deliveries where webhook_id = '{hook}' and state = 'pending'
            union all
            select 1 from change_followers f, audit_log e
             where f.name = 'webhooks' and (e.transaction, e.sequence) > (f.transaction, f.sequence)) left_over
            """) == 0,
        "everything was told");

    /// <summary>Compares what is on record with what the receiver got.</summary>
    public static async Task<Told> CompareAsync(string adminConnectionString, Guid hook, Receiver receiver)
    {
        var changes = await IdsAsync(
            adminConnectionString,
            $"select e.id from audit_log e, webhooks w where w.id = '{hook}' and e.transaction >= w.since and change_type(e.entity_type, e.action, e.after) = any(w.types)");
        var delivered = await IdsAsync(
            adminConnectionString, $"select message_id from webhook_deliveries where webhook_id = '{hook}' and state = 'delivered'");
        var messages = receiver.Messages;
        return new Told(
            changes.Count,
            messages.Values.Sum(message => message.Sent),
            Lost: changes.Count(id => !messages.TryGetValue(id, out var message) || message.Taken == 0),
            Repeated: messages.Values.Count(message => message.Sent > 1),
            Altered: messages.Values.Count(message => message.Bodies > 1),
            MadeUp: messages.Keys.Except(changes).Count(),
            Unlike: changes.Except(delivered).Count() + delivered.Except(changes).Count() + delivered.Count - delivered.Distinct().Count());
    }

    private static async Task<List<Guid>> IdsAsync(string adminConnectionString, string statement)
    {
        await using var connection = await Sessions.OpenAsync(adminConnectionString);
        await using var command = new NpgsqlCommand(statement, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new List<Guid>();
        while (await reader.ReadAsync())
        {
            ids.Add(reader.GetGuid(0));
        }

        return ids;
    }
}
