using ClaimCheck.Domain;
using ClaimCheck.Domain.Links;

namespace ClaimCheck.Data.Links;

/// <summary>A judgement on a link, with the two ids by which a backup knows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Link">The link.</param>
/// <param name="Review">The judgement.</param>
public sealed record StoredReview(Guid Id, Guid Link, LinkReview Review);

internal sealed class LinkReviewRow
{
    public Guid ReviewId { get; init; }
    public Guid LinkId { get; init; }
    public string Decision { get; init; } = "";
    public string? Note { get; init; }
    public string ReviewedBy { get; init; } = "";
    public DateTime ReviewedAt { get; init; }
    public DateTime? SupersededAt { get; init; }

    public StoredReview ToStored() =>
        new(ReviewId, LinkId, new LinkReview(Words<LinkStatus>.Parse(Decision), Note, ReviewedBy, ReviewedAt, SupersededAt));
}
