using System.Net;
using System.Net.Http.Headers;

namespace ClaimCheck.Client;

/// <content>Claims, the evidence behind them and what is around them.</content>
public sealed partial class ClaimCheckClient
{
    /// <summary>A claim.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="ProblemException"><c>Is("gone")</c>: it was taken down by order of law. Remove what you keep of it.</exception>
    public async Task<Claim> GetClaimAsync(Guid id, CancellationToken cancellation = default) =>
        (await GetClaimIfChangedAsync(id, null, cancellation))!;

    /// <summary>A claim, if it is another than the one you have. Where it is not, that costs the service next to nothing.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="eTag">The <see cref="Claim.ETag"/> of the one you have; null where you have none.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Null where it still is that version.</returns>
    /// <inheritdoc cref="GetClaimAsync" path="/exception"/>
    public async Task<Claim?> GetClaimIfChangedAsync(Guid id, string? eTag, CancellationToken cancellation = default)
    {
        var known = eTag is null ? null : EntityTagHeaderValue.Parse(eTag);
        using var response = await SendAsync(
            () =>
            {
                var request = Accepting(Ask($"v1/claims/{id}"), JsonType);
                if (known is not null)
                {
                    request.Headers.IfNoneMatch.Add(known);
                }

                return request;
            },
            isRepeatable: true, _options.AnswerTimeout, cancellation);
        return response.StatusCode is HttpStatusCode.NotModified
            ? null
            : await ReadAsync(response, ClientJson.Default.Claim, cancellation) with { ETag = response.Headers.ETag?.ToString() };
    }

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

    /// <summary>Verdicts on a claim, newest first.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="state">Only those that have come so far, such as <c>published</c>.</param>
    /// <param name="limit">How many at most, up to 200.</param>
    /// <param name="cursor">Where to go on.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task<Page<Assessment>> ListAssessmentsAsync(
        Guid claim, string? state = null, int? limit = null, string? cursor = null, CancellationToken cancellation = default)
    {
        var address = new Address("v1/assessments").With("claim", claim.ToString()).With("state", state).With("limit", limit).With("cursor", cursor);
        return ReadAsync(address.ToString(), ClientJson.Default.PageAssessment, cancellation);
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
