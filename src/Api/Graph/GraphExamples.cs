using System.Text;
using System.Text.Json.Nodes;
using ClaimCheck.Api.OpenApi;
using ClaimCheck.Data.Sample;
using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Graph;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Api.Graph;

/// <summary>The graph that the OpenAPI document shows in every form: the claim of the story with its chain and one of its links.</summary>
internal static class GraphExamples
{
    public static EvidenceGraph Graph { get; } = Make();

    public static IEnumerable<(GraphFormat Format, string Description, JsonNode Example)> OfOtherForms()
    {
        yield return (GraphFormat.JsonLd, "JSON-LD in the terms of W3C PROV-O and schema.org, with a context that refers to nothing outside.", JsonNode.Parse(Text(GraphFormat.JsonLd))!);
        yield return (GraphFormat.GraphMl, "GraphML, with every text whole.", Text(GraphFormat.GraphMl));
        yield return (GraphFormat.Dot, "DOT for Graphviz, with shortened labels.", Text(GraphFormat.Dot));
        yield return (GraphFormat.Mermaid, "A Mermaid flowchart, with shortened labels and at most 200 nodes and 500 edges.", Text(GraphFormat.Mermaid));
    }

    private static string Text(GraphFormat format)
    {
        using var output = new MemoryStream();
        GraphFormats.Write(Graph, format, output);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static EvidenceGraph Make()
    {
        var (outlet, bbc, blog) = (Source("outlet-001"), Source("bbc-news"), Source("informed-comment"));
        NearHop[] chain =
        [
            new(1, bbc, null, AttributionRelation.DerivedFrom, OnRecord.Unknown, null),
            new(2, null, "sources in Tehran", AttributionRelation.DerivedFrom, OnRecord.Background, null),
        ];
        NearClaim[] claims =
        [
            new(Claim("o1-1", "Khamenei authorised General Soleimani to coordinate operations with the Americans, the Iraqis and the Kurds.", Modality.Reported, Basis.Told), 0, outlet, null, chain),
            new(Claim("ic-4", "Khamenei is said to have just authorised coordination between Iranian and American forces.", Modality.Alleged, Basis.Unknown), 1, blog, null, []),
        ];
        NearSource[] sources =
        [
            new(new GraphSource(outlet, "outlet-001", "Outlet 001 (site not named in the document)", SourceKind.Aggregator), null),
            new(new GraphSource(bbc, "bbc-news", "BBC News", SourceKind.Broadcaster), Source("bbc")),
            new(new GraphSource(Source("bbc"), "bbc", "BBC", SourceKind.Broadcaster), null),
            new(new GraphSource(blog, "informed-comment", "Informed Comment (Juan Cole)", SourceKind.Blog), null),
        ];
        Guid[] ends = [.. claims.Select(claim => claim.Claim.Id).Order()];
        var restates = new GraphLink(SampleStory.IdOf("link", "ic-4 restates o1-1"), LinkRelation.Restates, LinkStatus.Confirmed);
        return EvidenceGraph.Of(
            new Surroundings(
                claims[0].Claim.Id, 1, false, claims, [new NearLink(restates, ends[0], ends[1])], sources, []),
            GraphBounds.Standard);
    }

    private static Guid Source(string slug) => SampleStory.IdOf("source", slug);

    private static GraphClaim Claim(string externalId, string text, Modality modality, Basis basis) =>
        new(SampleStory.IdOf("claim", externalId), externalId, text, StoryDates.Month, "en", modality, basis, ClaimStatus.Active);
}
