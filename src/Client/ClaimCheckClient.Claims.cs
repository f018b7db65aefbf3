namespace ClaimCheck.Client;

/// <content>Claims, the evidence behind them and what is around them.</content>
public sealed partial class ClaimCheckClient
{
    /// <summary>A claim.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task<Claim> GetClaimAsync(Guid id, CancellationToken cancellation = default) =>
        ReadAsync($"v1/claims/{id}", ClientJson.Default.Claim, cancellation);

    /// <summary>Finds claims.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task<ClaimPage> SearchClaimsAsync(ClaimQuery query, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ReadAsync(query.Address, ClientJson.Default.ClaimPage, cancellation);
    }

    /// <summary>How many independent origins stand behind a claim, and who denies it.</summary>
    /// <param name="id">The claim.</param>
    /// <param name="query">How to count; null counts as the service does by default.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task<Evidence> GetEvidenceAsync(Guid id, EvidenceQuery? query = null, CancellationToken cancellation = default)
    {
        var address = new Address($"v1/claims/{id}/evidence").With("policy", query?.Policy).With("asOf", query?.AsOf)
            .With("recordedAsOf", query?.RecordedAsOf).With("includeSuggested", query?.IncludeSuggested ?? false);
        return ReadAsync(address.ToString(), ClientJson.Default.Evidence, cancellation);
    }

    /// <summary>A claim with all that is recorded around it. Dispose of the stream.</summary>
    /// <param name="id">The claim.</param>
    /// <param name="format">As what.</param>
    /// <param name="depth">How many steps from claim to claim, 1 to 4; 1 where it is left out.</param>
    /// <param name="includeSuggested">Whether to follow links too that nobody has confirmed.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task<Stream> GetClaimGraphAsync(
        Guid id, GraphFormat format = GraphFormat.Json, int? depth = null, bool includeSuggested = false, CancellationToken cancellation = default)
    {
        var address = new Address($"v1/claims/{id}/graph").With("format", (GraphFormat?)format).With("depth", depth).With("includeSuggested", includeSuggested);
        return OpenAsync(() => Ask(address.ToString()), cancellation);
    }
}
