using System.Globalization;
using System.Text.Json;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data;
using ClaimCheck.Data.Audit;
using ClaimCheck.Data.Sample;

namespace ClaimCheck.Api.History;

/// <summary>One change of one thing.</summary>
/// <param name="Version">The version the change made.</param>
/// <param name="Action">What was done: `created`, `changed`, `rated`, `proposed`, `confirmed`, `rejected`, `retracted`, `superseded`, `reinstated`, `submitted`, `returned`, `published`, `corrected`, `flagged`, `redacted`, `restored` (brought back from a backup), `taken_down`, or of a webhook `rotated`, `disabled`, `redelivered` or `deleted`.</param>
/// <param name="At">When.</param>
/// <param name="By">The name of the key used.</param>
/// <param name="ByKeyId">The id of the key used; null for the service itself.</param>
/// <param name="Reason">Why, as far as it was said.</param>
/// <param name="Before">How it looked before; null for its creation and where it was redacted.</param>
/// <param name="After">How it looked afterwards; null where it was redacted.</param>
/// <param name="RedactedAt">When a legal takedown emptied this entry.</param>
public sealed record HistoryEntry(
    int Version,
    string Action,
    DateTimeOffset At,
    string By,
    Guid? ByKeyId,
    string? Reason,
    JsonElement? Before,
    JsonElement? After,
    DateTimeOffset? RedactedAt) : IExample<HistoryEntry>
{
    /// <inheritdoc/>
    public static HistoryEntry Example { get; } = new(
        2, "changed", StoryDates.Recorded, "Night desk", SampleStory.IdOf("api_key", "Night desk"), null,
        JsonSerializer.SerializeToElement(new { text = "ISIL looted Mosul's central bank.", modality = "asserted" }),
        JsonSerializer.SerializeToElement(new { text = "ISIL looted Mosul's central bank.", modality = "alleged" }),
        null);
}

/// <summary>Which part of a history.</summary>
public sealed class HistoryQuery : PageQuery;

/// <summary>Histories of all kinds of things are read alike.</summary>
internal static class Histories
{
    /// <summary>A page of a history, or null where nothing of the kind has the id.</summary>
    public static async Task<PageAnswer<Page<HistoryEntry>>?> ReadAsync(
        AuditedEntity entity, Guid id, Query<HistoryQuery> query, DataServices data, CancellationToken cancellation)
    {
        (int, Guid)? before = Positions.Parts(query.After) is [var version, var entryId]
            ? (int.Parse(version, CultureInfo.InvariantCulture), Guid.Parse(entryId, CultureInfo.InvariantCulture))
            : null;
        var entries = await data.AuditLog.ListAsync(entity, id, before, query.Value.Limit + 1, cancellation);
        if (entries.Count == 0 && before is null)
        {
            return null;
        }

        var page = query.Page(
            entries, entry => Positions.Join(entry.Version.ToString(CultureInfo.InvariantCulture), entry.Id.ToString()));
        return new PageAnswer<Page<HistoryEntry>>(new Page<HistoryEntry>([.. page.Value.Items.Select(Of)], page.Value.NextCursor));
    }

    private static HistoryEntry Of(AuditEntry entry) => new(
        entry.Version, entry.Action, entry.At, entry.Actor, entry.ActorId, entry.Reason, entry.Before, entry.After, entry.RedactedAt);
}
