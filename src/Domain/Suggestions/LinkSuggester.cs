using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Suggestions.Conflicts;
using ClaimCheck.Domain.Suggestions.Reading;

namespace ClaimCheck.Domain.Suggestions;

/// <summary>
/// Says what one claim may be to another, from what both say and whom they cite, and why. It decides nothing: what it finds is put
/// before an editor. See docs/suggested-links.md.
/// </summary>
public static class LinkSuggester
{
    private const int MostWords = 6;
    private const int Digits = 3;

    /// <summary>What the two may be to each other, the likeliest first; at most one suggestion of each relation.</summary>
    /// <param name="claim">The claim asked about.</param>
    /// <param name="other">The other one.</param>
    public static IReadOnlyList<Suggestion> Suggest(ComparedClaim claim, ComparedClaim other) =>
        Suggest(ReadClaim.Of(claim), ReadClaim.Of(other));

    /// <summary>The same of claims that have been read before, so that one that is compared with many is read once.</summary>
    /// <param name="claim">The claim asked about.</param>
    /// <param name="other">The other one.</param>
    public static IReadOnlyList<Suggestion> Suggest(ReadClaim claim, ReadClaim other)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(other);

        // Always compared the same way round, so that what is found does not depend on which of the two is asked about.
        return claim.Claim.Id.CompareTo(other.Claim.Id) <= 0
            ? Find(claim, other)
            : [.. Find(other, claim).Select(found => Turned(found, claim.Claim.Id, other.Claim.Id))];
    }

    private static IReadOnlyList<Suggestion> Find(ReadClaim one, ReadClaim two)
    {
        var agreement = Agreement.Of(one, two);
        if (one.Language == two.Language && one.Statement is { } left && two.Statement is { } right
            && ConflictSearch.Find(one.Claim, left, two.Claim, right, agreement.IsWide) is { } conflict)
        {
            return
            [
                new(
                    one.Claim.Id, two.Claim.Id, LinkRelation.Contradicts, Math.Round(conflict.Strength, Digits),
                    [new(conflict.Kind, [.. conflict.Here.Take(MostWords)], [.. conflict.There.Take(MostWords)]), .. agreement.Shared(MostWords)]),
            ];
        }

        return agreement.Suggest(MostWords) is { } suggestion ? [suggestion] : [];
    }

    private static Suggestion Turned(Suggestion found, Guid claim, Guid other) => found with
    {
        From = ClaimLink.IsSymmetric(found.Relation) ? claim : found.From,
        To = ClaimLink.IsSymmetric(found.Relation) ? other : found.To,
        Reasons = [.. found.Reasons.Select(reason => reason with { Here = reason.There, There = reason.Here })],
    };
}
