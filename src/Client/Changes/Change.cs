using System.Text.Json;

namespace ClaimCheck.Client;

/// <summary>A change, as the feed and webhooks tell of it: which thing, not what it says. Read that with its id.</summary>
/// <param name="Id">The same in the feed, in every webhook and every time it is sent: work it off once.</param>
/// <param name="Type">What happened, one of <see cref="ChangeTypes"/>; a newer service may know others.</param>
/// <param name="PayloadVersion">Counts up if members ever mean something else.</param>
/// <param name="Timestamp">When it was made, by the service's clock.</param>
/// <param name="Sequence">Of two changes of one thing the later has the greater one, in whatever order they arrive. Not without gaps.</param>
/// <param name="Data">What it concerns.</param>
public sealed record Change(Guid Id, string Type, int PayloadVersion, DateTimeOffset Timestamp, long Sequence, ChangeData Data)
{
    /// <summary>Reads the body of a webhook's message. Verify it first: <see cref="WebhookVerifier"/>.</summary>
    /// <param name="message">The body as it came.</param>
    /// <exception cref="FormatException">It is no message of a ClaimCheck service.</exception>
    public static Change Read(ReadOnlySpan<byte> message)
    {
        try
        {
            return JsonSerializer.Deserialize(message, ClientJson.Default.Change) is { Type: not null, Data: not null } change
                ? change
                : throw new FormatException("The message does not say what has changed.");
        }
        catch (JsonException e)
        {
            throw new FormatException("The message is not what a ClaimCheck service sends.", e);
        }
    }
}

/// <summary>What a change concerns; null is what its type has nothing to say in. Words of closed sets are as on the wire.</summary>
/// <param name="Claim">The claim that changed, is assessed, or has other evidence.</param>
/// <param name="Source">The source of that claim, or the one that was rated.</param>
/// <param name="Link">The link.</param>
/// <param name="From">The claim that the link's relation is said of.</param>
/// <param name="To">The link's other claim.</param>
/// <param name="Relation">What the first is to the second.</param>
/// <param name="Assessment">The assessment.</param>
/// <param name="Import">The import.</param>
/// <param name="Webhook">The webhook.</param>
/// <param name="ETag">Of the claim, link, assessment, source or webhook as the change left it.</param>
/// <param name="Action">The word that the thing's history has for it: of an update <c>changed superseded reinstated</c>.</param>
/// <param name="Before">Of evidence: the numbers before.</param>
/// <param name="After">Of evidence: the numbers now.</param>
/// <param name="Grade">The grade that the source was given. It is the one that holds only if no judgement from a later day stands beside it.</param>
/// <param name="ValidFrom">The day from which that grade holds, which may be long past.</param>
/// <param name="State">How the import ended.</param>
/// <param name="Mode">What became of rows that were stored already; with <c>dry_run</c> nothing was stored.</param>
/// <param name="Rows">How many rows the import had.</param>
/// <param name="Counts">What became of them.</param>
/// <param name="Reason">Why the webhook was switched off.</param>
public sealed record ChangeData(
    Guid? Claim = null,
    Guid? Source = null,
    Guid? Link = null,
    Guid? From = null,
    Guid? To = null,
    string? Relation = null,
    Guid? Assessment = null,
    Guid? Import = null,
    Guid? Webhook = null,
    string? ETag = null,
    string? Action = null,
    EvidenceNumbers? Before = null,
    EvidenceNumbers? After = null,
    string? Grade = null,
    DateOnly? ValidFrom = null,
    string? State = null,
    string? Mode = null,
    int? Rows = null,
    ImportCounts? Counts = null,
    string? Reason = null);

/// <summary>How many independent origins stand behind a claim, in short.</summary>
/// <param name="Floor">What an opponent must concede.</param>
/// <param name="Ceiling">The most there can be.</param>
/// <param name="Contested">Whether anybody contradicts it.</param>
/// <param name="Status">What the numbers come to.</param>
public sealed record EvidenceNumbers(int Floor, int Ceiling, bool Contested, string Status);

/// <summary>A part of the feed of changes.</summary>
/// <param name="Items">The changes, in their order; there may be none although more follow.</param>
/// <param name="NextCursor">Where to go on. Keep it together with what was made of the changes.</param>
/// <param name="HasMore">Whether more may follow at once.</param>
public sealed record ChangePage(IReadOnlyList<Change> Items, string NextCursor, bool HasMore);
