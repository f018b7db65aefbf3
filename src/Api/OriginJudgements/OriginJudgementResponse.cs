using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data.Sample;
using ClaimCheck.Domain.Evidence;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Api.OriginJudgements;

/// <summary>One of the two origins that are judged.</summary>
/// <param name="Claim">The claim whose origin is meant; null for a source that is not named.</param>
/// <param name="Descriptor">How the source that is not named is described, as it was sent.</param>
/// <param name="Relay">The named source behind which it stands.</param>
public sealed record JudgedOriginResponse(Guid? Claim, string? Descriptor, SourceRef? Relay)
{
    internal static JudgedOriginResponse Of(JudgedOrigin origin) => new(origin.Claim, origin.Unnamed?.Descriptor, origin.Unnamed?.Relay);
}

/// <summary>A reviewer's judgement on whether two origins are the same.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="A">One origin. Which of the two comes first says nothing.</param>
/// <param name="B">The other, of the same kind.</param>
/// <param name="Verdict">What was judged.</param>
/// <param name="Rationale">Why.</param>
/// <param name="JudgedBy">The name of the key used.</param>
/// <param name="JudgedAt">When.</param>
/// <param name="SupersededAt">When a later judgement on the same two took its place; null while it stands.</param>
/// <param name="Version">1 as judged; counts on when a later judgement replaces it or a takedown empties it.</param>
public sealed record OriginJudgementResponse(
    Guid Id,
    JudgedOriginResponse A,
    JudgedOriginResponse B,
    OriginVerdict Verdict,
    string Rationale,
    string JudgedBy,
    DateTimeOffset JudgedAt,
    DateTimeOffset? SupersededAt,
    int Version) : IExample<OriginJudgementResponse>
{
    /// <inheritdoc/>
    public static OriginJudgementResponse Example { get; } = new(
        SampleStory.IdOf("origin_judgement", "sources in Tehran | security sources in Iran"),
        new JudgedOriginResponse(
            null, "security sources in Iran", new SourceRef(SampleStory.IdOf("source", "digital-journal"), "digital-journal")),
        new JudgedOriginResponse(null, "sources in Tehran", new SourceRef(SampleStory.IdOf("source", "bbc-news"), "bbc-news")),
        OriginVerdict.Undetermined, "Either may be anybody: neither report says how its sources know.", "Night desk",
        StoryDates.Recorded, null, 1);

    internal static OriginJudgementResponse Of(OriginJudgement judgement) => new(
        judgement.Id, JudgedOriginResponse.Of(judgement.A), JudgedOriginResponse.Of(judgement.B), judgement.Verdict,
        judgement.Rationale, judgement.JudgedBy, judgement.JudgedAt, judgement.SupersededAt, judgement.Version);
}
