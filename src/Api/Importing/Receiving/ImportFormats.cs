using ClaimCheck.Api.Http;
using ClaimCheck.Domain.Importing;

namespace ClaimCheck.Api.Importing.Receiving;

/// <summary>The media types under which imports are sent, and what each may look like.</summary>
internal static class ImportFormats
{
    private const string NdjsonExample = """
        {"record": "source", "slug": "example-wire", "name": "Example Wire", "kind": "wire_agency"}
        {"record": "claim", "source": "example-wire", "externalId": "wire-1", "text": "The bridge will be closed until May.", "language": "en", "attribution": [{"descriptor": "two city officials"}]}

        """;

    private const string CsvExample = """"
        source,externalId,text,language,attribution
        bbc-news,desk-17,The bridge will be closed until May.,en,"cnn > ""two city officials"""

        """";

    private const string JsonLdExample = """
        {"@context": "https://schema.org", "@type": "ClaimReview", "url": "https://facts.example.com/2026/bridge", "claimReviewed": "The bridge will be closed until May.", "author": {"@type": "Organization", "name": "Example Fact Desk"}, "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "John Kerry, US Secretary of State"}}, "reviewRating": {"@type": "Rating", "alternateName": "Mostly true"}}
        """;

    private const string WebPageExample = """
        <html><head><script type="application/ld+json">{"@context": "https://schema.org", "@type": "ClaimReview", "url": "https://facts.example.com/2026/ferry", "claimReviewed": "The ferry runs again.", "author": {"@type": "Organization", "name": "Example Fact Desk"}, "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "John Kerry, US Secretary of State"}}, "reviewRating": {"@type": "Rating", "alternateName": "False"}}</script></head></html>
        """;

    private const string GoogleExample = """
        {"claims": [{"text": "The tunnel is older than the bridge.", "claimant": "Barack Obama, US President", "claimReview": [{"publisher": {"name": "Example Fact Desk", "site": "facts.example.com"}, "url": "https://facts.example.com/2026/tunnel", "textualRating": "True", "languageCode": "en"}]}]}
        """;

    private static readonly (string MediaType, ImportFormat Format, string Example)[] Known =
    [
        ("application/x-ndjson", ImportFormat.Ndjson, NdjsonExample),
        ("text/csv", ImportFormat.Csv, CsvExample),
        ("application/ld+json", ImportFormat.JsonLd, JsonLdExample),
        ("text/html", ImportFormat.WebPage, WebPageExample),
        ("application/json", ImportFormat.GoogleFactCheck, GoogleExample),
    ];

    /// <summary>All of them, for headers and error texts.</summary>
    public static string MediaTypes { get; } = string.Join(", ", Known.Select(known => known.MediaType));

    /// <summary>What a body of each looks like, for the document.</summary>
    public static IReadOnlyList<TextBody> Bodies { get; } = [.. Known.Select(known => new TextBody(known.MediaType, known.Example))];

    /// <summary>The format that is sent under a media type; null for one that is not taken.</summary>
    public static ImportFormat? Of(string mediaType)
    {
        var place = Array.FindIndex(Known, known => known.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase));
        return place < 0 ? null : Known[place].Format;
    }
}
