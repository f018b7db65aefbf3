using Microsoft.Net.Http.Headers;

namespace ClaimCheck.Api.Http;

/// <summary>Which form of an answer a caller wants, from <c>Accept</c> (RFC 9110, section 12.5.1).</summary>
internal static class Accept
{
    /// <summary>
    /// The place of the offer that is wanted most, of several wanted alike the first; null where none is acceptable. Without the
    /// header all are; what cannot be read accepts nothing.
    /// </summary>
    /// <param name="request">Who asks.</param>
    /// <param name="offers">Media types, the one that is preferred here first.</param>
    public static int? BestOf(HttpRequest request, IReadOnlyList<string> offers)
    {
        var header = request.Headers.Accept;
        if (header.All(string.IsNullOrWhiteSpace))
        {
            return 0;
        }

        if (!MediaTypeHeaderValue.TryParseStrictList([.. header.OfType<string>()], out var ranges))
        {
            return null;
        }

        int? best = null;
        var most = 0.0;
        for (var place = 0; place < offers.Count; place++)
        {
            var quality = QualityOf(MediaTypeHeaderValue.Parse(offers[place]), ranges);
            if (quality > most)
            {
                (best, most) = (place, quality);
            }
        }

        return best;
    }

    /// <summary>How much an offer is wanted: the range that describes it most closely decides.</summary>
    private static double QualityOf(MediaTypeHeaderValue offer, IEnumerable<MediaTypeHeaderValue> ranges) => ranges
        .Where(range => range.MatchesAllTypes
            || (range.Type.Equals(offer.Type, StringComparison.OrdinalIgnoreCase)
                && (range.MatchesAllSubTypes || range.SubType.Equals(offer.SubType, StringComparison.OrdinalIgnoreCase))))
        .OrderBy(range => range.MatchesAllTypes)
        .ThenBy(range => range.MatchesAllSubTypes)
        .ThenByDescending(range => range.Quality ?? 1)
        .Select(range => range.Quality ?? 1)
        .FirstOrDefault();
}
