using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Domain.Withdrawal;

/// <summary>What becomes of a claim when something is taken back.</summary>
public enum WithdrawalEffect
{
    /// <summary>It is taken back itself.</summary>
    Retracted = 1,

    /// <summary>It stands, for its outlet still says so, but no longer rests on what was taken back.</summary>
    Unsupported,
}

/// <summary>A claim that falls.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ExternalId">Its id in the system it came from.</param>
/// <param name="Source">Whose it is.</param>
/// <param name="Excerpt">What it says, as far as <see cref="FallenClaims.ExcerptLength"/> goes.</param>
/// <param name="Effect">What becomes of it.</param>
public sealed record FallenClaim(Guid Id, string? ExternalId, SourceRef Source, string Excerpt, WithdrawalEffect Effect);

/// <summary>A living link that falls with a claim: it stays as it is on record, but a retracted claim is no evidence.</summary>
/// <param name="Id">Its id.</param>
/// <param name="From">The claim the relation is said of.</param>
/// <param name="To">The other claim.</param>
/// <param name="Relation">What the first is to the second.</param>
/// <param name="Status">Where it stands.</param>
public sealed record FallenLink(Guid Id, Guid From, Guid To, LinkRelation Relation, LinkStatus Status);

/// <summary>What falls when claims of a source are taken back.</summary>
/// <param name="Source">Whose claims they are.</param>
/// <param name="Claims">Newest first, those that are retracted before those that rested on them.</param>
/// <param name="Links">The living links of the claims that are retracted, newest first.</param>
/// <param name="BySource">
/// Whether the source takes back what it said, so that what others relay of it leads nowhere. Where a single claim is retracted, ways to
/// its source that do not lead through the claim stay.
/// </param>
public sealed record FallenClaims(
    SourceRef Source, IReadOnlyList<FallenClaim> Claims, IReadOnlyList<FallenLink> Links, bool BySource = true)
{
    /// <summary>The most claims, and the most links, that may fall at once: what one transaction and one answer can hold.</summary>
    public const int MostAtOnce = 5_000;

    /// <summary>The longest excerpt, in code points.</summary>
    public const int ExcerptLength = 200;

    /// <summary>What of this falls where only these claims do: the links of others stay.</summary>
    public FallenClaims Of(IReadOnlySet<Guid> ids)
    {
        var claims = Claims.Where(claim => ids.Contains(claim.Id)).ToList();
        var retracted = claims.Where(claim => claim.Effect == WithdrawalEffect.Retracted).Select(claim => claim.Id).ToHashSet();
        return this with { Claims = claims, Links = [.. Links.Where(link => retracted.Contains(link.From) || retracted.Contains(link.To))] };
    }

    /// <summary>How many claims this becomes of.</summary>
    public int Count(WithdrawalEffect effect) => Claims.Count(claim => claim.Effect == effect);
}
