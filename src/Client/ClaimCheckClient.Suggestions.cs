namespace ClaimCheck.Client;

/// <content>Suggested links: which claims to look at beside one.</content>
public sealed partial class ClaimCheckClient
{
    /// <summary>Which claims to look at beside one, and as what; the likeliest first.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="relation">Only suggestions of this relation.</param>
    /// <param name="limit">How many at most, up to 50; 10 where it is left out.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<IReadOnlyList<SuggestedLink>> ListSuggestionsAsync(
        Guid claim, string? relation = null, int? limit = null, CancellationToken cancellation = default)
    {
        var address = new Address($"v1/claims/{claim}/suggestions").With("relation", relation).With("limit", limit);
        return (await ReadAsync(address.ToString(), ClientJson.Default.SuggestedLinks, cancellation)).Items;
    }

    /// <summary>Says that a suggestion holds: there is a confirmed link then. Needs an editor's key.</summary>
    /// <param name="claim">The claim that was asked about.</param>
    /// <param name="suggestion">What was suggested for it.</param>
    /// <param name="note">Why it holds; goes on record.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task<ClaimLink> AcceptSuggestionAsync(
        Guid claim, SuggestedLink suggestion, string? note = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(suggestion);
        return WriteAsync(
            $"v1/claims/{claim}/suggestions/{suggestion.Claim.Id}/accept", new(suggestion.Relation, note), ClientJson.Default.AcceptBody,
            ClientJson.Default.ClaimLink, cancellation);
    }

    /// <summary>Says that a suggestion does not hold: it is not made again. Needs an editor's key.</summary>
    /// <param name="claim">The claim that was asked about.</param>
    /// <param name="suggestion">What was suggested for it.</param>
    /// <param name="reason">Why not; goes on record.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task<ClaimLink> DismissSuggestionAsync(
        Guid claim, SuggestedLink suggestion, string reason, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(suggestion);
        return WriteAsync(
            $"v1/claims/{claim}/suggestions/{suggestion.Claim.Id}/dismiss", new(suggestion.Relation, reason), ClientJson.Default.DismissBody,
            ClientJson.Default.ClaimLink, cancellation);
    }
}
