using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data.Sample;
using ClaimCheck.Domain.Sources;
using ClaimCheck.Domain.Values;
using ClaimCheck.Domain.Withdrawal;

namespace ClaimCheck.Api.Withdrawal;

/// <summary>A source's withdrawal of what it said.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Source">Who took it back.</param>
/// <param name="Reason">Why.</param>
/// <param name="SaidFrom">Only what it said then or later.</param>
/// <param name="SaidTo">Only what it said before the end of this date.</param>
/// <param name="RetractedClaims">How many claims of its own were retracted.</param>
/// <param name="UnsupportedClaims">How many claims of others rest on it no longer.</param>
/// <param name="RetractedBy">The name of the key used.</param>
/// <param name="RetractedAt">When.</param>
/// <param name="Version">1; counts on when a takedown of one of the claims empties the reason.</param>
public sealed record SourceRetractionResponse(
    Guid Id,
    SourceRef Source,
    string Reason,
    PartialDate? SaidFrom,
    PartialDate? SaidTo,
    int RetractedClaims,
    int UnsupportedClaims,
    string RetractedBy,
    DateTimeOffset RetractedAt,
    int Version) : IExample<SourceRetractionResponse>
{
    /// <inheritdoc/>
    public static SourceRetractionResponse Example { get; } = new(
        Guid.Parse("0148af41-d400-7c3b-8d52-6b1f0e9a7c44"), new SourceRef(SampleStory.IdOf("source", "debkafile"), "debkafile"),
        RetractSourceRequest.Example.Reason, null, null, 0, 3, "Night desk", StoryDates.Recorded, 1);

    internal static SourceRetractionResponse Of(SourceRetraction retraction) => new(
        retraction.Id, retraction.Source, retraction.Reason, retraction.SaidFrom, retraction.SaidTo, retraction.RetractedClaims,
        retraction.UnsupportedClaims, retraction.RetractedBy, retraction.RetractedAt, retraction.Version);
}
