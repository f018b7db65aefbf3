using System.Text.Json;
using ClaimCheck.Faults.Servers;
using Npgsql;

namespace ClaimCheck.Faults.Feeds;

/// <summary>What a reader of the feed has seen, compared with what is on record.</summary>
/// <param name="Written">Changes that were committed.</param>
/// <param name="Once">How many of them it saw once.</param>
/// <param name="Missed">How many it never saw.</param>
/// <param name="Doubled">How many it saw more than once.</param>
/// <param name="MadeUp">What it saw that is nowhere on record.</param>
internal sealed record Read(int Written, int Once, int Missed, int Doubled, int MadeUp)
{
    private const string Recorded = "select id from audit_log where transaction is not null and change_type(entity_type, action, after) is not null";

    private const string Behind =
        "select count(*) from change_followers f, audit_log e where (e.transaction, e.sequence) > (f.transaction, f.sequence)";

    public bool IsWhole => this == new Read(Written, Written, 0, 0, 0) && Written > 0;

    /// <summary>Waits until what the service itself does of what was written has been done.</summary>
    public static Task QuietAsync(string adminConnectionString) => Eventually.TrueAsync(
        async () => await Sessions.CountAsync(adminConnectionString, Behind) == 0, "nothing more comes of what was written");

    public static async Task<Read> CompareAsync(string adminConnectionString, IReadOnlyList<Guid> seen)
    {
        var written = new List<Guid>();
        await using var connection = await Sessions.OpenAsync(adminConnectionString);
        await using var command = new NpgsqlCommand(Recorded, connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            written.Add(reader.GetGuid(0));
        }

        var times = seen.CountBy(id => id).ToDictionary();
        return new Read(
            written.Count, written.Count(id => times.GetValueOrDefault(id) == 1), written.Count(id => !times.ContainsKey(id)),
            times.Count(one => one.Value > 1), times.Keys.Except(written).Count());
    }

    /// <summary>The id of the change that a payload tells of; null where it tells of none.</summary>
    public static Guid? IdIn(JsonElement payload) => payload.TryGetProperty("id", out var id) ? id.GetGuid() : null;
}
