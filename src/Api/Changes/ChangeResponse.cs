using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using ClaimCheck.Api.Http;
using ClaimCheck.Api.Importing;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data.Changes;
using ClaimCheck.Data.Sample;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Changes;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Importing;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Api.Changes;

/// <summary>A change, as the feed and webhooks tell of it: which thing, not what it says. Read that with its id.</summary>
/// <param name="Id">UUIDv7 of the change: the same in the feed, in every webhook and every time it is sent, so that it can be told once.</param>
/// <param name="Type">What happened.</param>
/// <param name="PayloadVersion">The version of this form: it counts up if members ever mean something else. New members may come without.</param>
/// <param name="Timestamp">When it was made, by the service's clock.</param>
/// <param name="Sequence">Of two changes of one thing the later has the greater one, in whatever order they arrive. Not without gaps.</param>
/// <param name="Data">What it concerns.</param>
public sealed record ChangeResponse(
    Guid Id,
    ChangeType Type,
    [property: Range(1, int.MaxValue)] int PayloadVersion,
    DateTimeOffset Timestamp,
    [property: Range(1L, long.MaxValue)] long Sequence,
    ChangeData Data) : IExample<ChangeResponse>
{
    private const int CurrentVersion = 1;
    private const int ExampleSequence = 4710;

    /// <inheritdoc/>
    public static ChangeResponse Example { get; } = ExampleOf(ChangeType.ClaimUpdated);

    /// <summary>A change of the sample story, or one that could have been.</summary>
    internal static ChangeResponse ExampleOf(ChangeType type) => new(
        SampleStory.IdOf("change", Words<ChangeType>.Of(type)), type, CurrentVersion, StoryDates.Reviewed, ExampleSequence + (int)type,
        ChangeExamples.DataOf(type));

    /// <exception cref="ArgumentException">Nobody is told of the change.</exception>
    internal static ChangeResponse Of(Change change)
    {
        if (change.Type is not { } type)
        {
            throw new ArgumentException("It has no type.", nameof(change));
        }

        return new ChangeResponse(change.Id, type, CurrentVersion, change.At, change.Position.Sequence, ChangeData.Of(change, type));
    }
}

/// <summary>What a change concerns. Members that a type of change has nothing to say in are left out.</summary>
/// <param name="Claim">The claim that changed, is assessed, or has other evidence.</param>
/// <param name="Source">The source of that claim, or the one that was rated.</param>
/// <param name="Link">The link.</param>
/// <param name="From">The claim that the link's relation is said of.</param>
/// <param name="To">The link's other claim.</param>
/// <param name="Relation">What the first is to the second.</param>
/// <param name="Assessment">The assessment.</param>
/// <param name="Import">The import.</param>
/// <param name="Webhook">The webhook.</param>
/// <param name="ETag">Of the claim, link, assessment, source or webhook as the change left it: what its `ETag` header says, for `If-None-Match` and `If-Match`.</param>
/// <param name="Action">The word that the thing's history has for it: of an update `changed`, `superseded` or `reinstated`.</param>
/// <param name="Before">Of evidence: the numbers before.</param>
/// <param name="After">Of evidence: the numbers now. Both are left out where the claim has been taken down since.</param>
/// <param name="Grade">The grade that the source was given. It is the one that holds only if no judgement from a later day stands beside it.</param>
/// <param name="ValidFrom">The day from which that grade holds, which may be long past.</param>
/// <param name="State">How the import ended.</param>
/// <param name="Mode">What became of rows that were stored already; with `dry_run` nothing was stored, and the counts say what would have been.</param>
/// <param name="Rows">How many rows the import had.</param>
/// <param name="Counts">What became of them.</param>
/// <param name="Reason">Why the webhook was switched off.</param>
public sealed record ChangeData(
    Guid? Claim = null,
    Guid? Source = null,
    Guid? Link = null,
    Guid? From = null,
    Guid? To = null,
    LinkRelation? Relation = null,
    Guid? Assessment = null,
    Guid? Import = null,
    Guid? Webhook = null,
    [property: MaxLength(ChangeData.LongestTag)] string? ETag = null,
    [property: MaxLength(ChangeData.LongestWord)] string? Action = null,
    EvidenceNumbers? Before = null,
    EvidenceNumbers? After = null,
    ReliabilityGrade? Grade = null,
    DateOnly? ValidFrom = null,
    ImportState? State = null,
    ImportMode? Mode = null,
    [property: Range(0, int.MaxValue)] int? Rows = null,
    ImportCountsResponse? Counts = null,
    [property: MaxLength(ChangeData.LongestReason)] string? Reason = null) : ILeavesOutNulls
{
    internal const int LongestTag = 20;
    internal const int LongestWord = 40;
    internal const int LongestReason = 500;

    internal static ChangeData Of(Change change, ChangeType type)
    {
        var tag = ETags.Strong(change.Version);
        return type switch
        {
            ChangeType.ClaimCreated or ChangeType.ClaimUpdated or ChangeType.ClaimRetracted or ChangeType.ClaimTakenDown =>
                new(Claim: change.EntityId, Source: change.Sources is [var source] ? source : null, ETag: tag, Action: change.Action),
            ChangeType.LinkSuggested or ChangeType.LinkConfirmed or ChangeType.LinkRejected or ChangeType.LinkRetracted =>
                new(Link: change.EntityId, From: change.Claims[0], To: change.Claims[1], Relation: change.Relation, ETag: tag, Action: change.Action),
            ChangeType.AssessmentPublished or ChangeType.AssessmentCorrected or ChangeType.AssessmentRetracted =>
                new(Assessment: change.EntityId, Claim: change.Claims[0], ETag: tag, Action: change.Action),
            ChangeType.EvidenceChanged => OfEvidence(change),
            ChangeType.SourceRated => OfRating(change, tag),
            ChangeType.ImportFinished => OfImport(change),
            ChangeType.WebhookDisabled => new(Webhook: change.EntityId, ETag: tag, Reason: TextIn(change.Told, "disabledReason")),
        };
    }

    private static ChangeData OfEvidence(Change change) => change.Told is { } told
        ? new(
            Claim: change.EntityId, ETag: ETags.Strong(told.GetProperty("claimVersion").GetInt32()),
            Before: told.GetProperty("before").Deserialize<EvidenceNumbers>(WireJson.Options),
            After: told.GetProperty("after").Deserialize<EvidenceNumbers>(WireJson.Options))
        : new(Claim: change.EntityId);

    private static ChangeData OfImport(Change change) => change.Told is { } told
        ? new(
            Import: change.EntityId, State: Words<ImportState>.Parse(TextIn(told, "state")!), Mode: Words<ImportMode>.Parse(TextIn(told, "mode")!),
            Rows: told.GetProperty("rows").GetInt32(), Counts: told.GetProperty("counts").Deserialize<ImportCountsResponse>(WireJson.Options))
        : new(Import: change.EntityId);

    private static ChangeData OfRating(Change change, string tag) => change.Told is { ValueKind: JsonValueKind.Object } judgement
        ? new(
            Source: change.EntityId, ETag: tag, Grade: Words<ReliabilityGrade>.Parse(TextIn(judgement, "grade")!),
            ValidFrom: judgement.GetProperty("validFrom").Deserialize<DateOnly>(WireJson.Options))
        : new(Source: change.EntityId, ETag: tag);

    private static string? TextIn(JsonElement? told, string member) =>
        told is { } thing && thing.TryGetProperty(member, out var text) ? text.GetString() : null;
}

/// <summary>What is known of the origins behind a claim, in numbers.</summary>
/// <param name="Floor">What an opponent must concede.</param>
/// <param name="Ceiling">The most there can be.</param>
/// <param name="Contested">Whether anybody contradicts it.</param>
/// <param name="Status">What the numbers say together.</param>
public sealed record EvidenceNumbers(
    [property: Range(0, int.MaxValue)] int Floor, [property: Range(0, int.MaxValue)] int Ceiling, bool Contested, EvidenceStatus Status);
