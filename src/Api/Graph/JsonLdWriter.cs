using System.Globalization;
using System.Text.Json;
using ClaimCheck.Api.Http;
using ClaimCheck.Domain;
using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Graph;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Api.Graph;

/// <summary>
/// Writes JSON-LD with its context inside, so that no processor has to fetch one. Edges become properties of the node they start
/// at; an attribution and a link, which say more than that, are things of their own besides.
/// </summary>
internal sealed class JsonLdWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = WireJson.Options.Encoder, SkipValidation = true };

    private readonly Utf8JsonWriter json;
    private readonly Dictionary<string, GraphNode> nodes;
    private readonly ILookup<string, (string Term, string Target)> properties;

    private JsonLdWriter(EvidenceGraph graph, Utf8JsonWriter json)
    {
        this.json = json;
        nodes = graph.Nodes.ToDictionary(node => node.Id);
        properties = graph.Edges.SelectMany(PropertiesOf).Distinct().ToLookup(property => property.From, property => (property.Term, property.Target));
    }

    public static void Write(EvidenceGraph graph, Stream output)
    {
        using var json = new Utf8JsonWriter(output, Options);
        new JsonLdWriter(graph, json).Write(graph);
    }

    private void Write(EvidenceGraph graph)
    {
        json.WriteStartObject();
        json.WriteStartObject("@context");
        json.WriteString("prov", JsonLdTerms.Prov);
        json.WriteString("schema", JsonLdTerms.SchemaOrg);
        json.WriteString("cc", JsonLdTerms.Namespace);
        json.WriteEndObject();
        json.WriteStartArray("@graph");
        WriteGraph(graph);
        foreach (var node in graph.Nodes)
        {
            WriteNode(node);
        }

        foreach (var edge in graph.Edges)
        {
            WriteThingOf(edge);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>What the whole says of itself.</summary>
    private void WriteGraph(EvidenceGraph graph)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"urn:claimcheck:graph:{graph.Root}:{graph.Depth}");
        Begin(graph.IncludesSuggested ? $"{name}:suggested" : name, "cc:Graph");
        Refer("cc:claim", JsonLdTerms.IriOf(graph.Root));
        json.WriteNumber("cc:depth", graph.Depth);
        Say("cc:leftOut", graph.LeftOut?.Statement);
        json.WriteEndObject();
    }

    private void WriteNode(GraphNode node)
    {
        Begin(JsonLdTerms.IriOf(node), JsonLdTerms.TypesOf(node));
        json.WriteNumber("cc:depth", node.Depth);
        switch (node.Kind)
        {
            case NodeKind.Claim:
                Describe(node.Claim!);
                break;
            case NodeKind.Source:
                Say("schema:name", node.Source!.Name);
                Say("cc:slug", node.Source.Slug);
                Say("cc:sourceKind", Words<SourceKind>.Of(node.Source.Kind));
                break;
            case NodeKind.Unnamed:
                Say("schema:description", node.Unnamed!.Descriptor);
                Refer("cc:citedBy", JsonLdTerms.IriOf(node.Unnamed.Relay));
                break;
            case NodeKind.Article:
                Say("schema:identifier", node.Article!.ExternalId);
                Say("schema:headline", node.Article.Title);
                Say("schema:url", node.Article.Url);
                Say("schema:datePublished", node.Article.PublishedAt?.ToString());
                break;
        }

        foreach (var targets in properties[node.Id].GroupBy(property => property.Term, property => property.Target))
        {
            json.WriteStartArray(targets.Key);
            foreach (var target in targets)
            {
                json.WriteStartObject();
                json.WriteString("@id", target);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private void Describe(GraphClaim claim)
    {
        Say("schema:identifier", claim.ExternalId);
        Say("schema:text", claim.Text);
        Say("schema:dateCreated", claim.ClaimedAt?.ToString());
        Say("schema:inLanguage", claim.Language);
        Say("cc:modality", Words<Modality>.Of(claim.Modality));
        Say("cc:basis", Words<Basis>.Of(claim.Basis));
        Say("cc:status", Words<ClaimStatus>.Of(claim.Status));
    }

    /// <summary>What an edge adds to a node.</summary>
    private (string From, string Term, string Target)[] PropertiesOf(GraphEdge edge)
    {
        var target = JsonLdTerms.IriOf(nodes[edge.To]);
        return edge.Kind switch
        {
            EdgeKind.MadeBy => [(edge.From, "prov:wasAttributedTo", target), (edge.From, "schema:author", target)],
            EdgeKind.PublishedIn => [(edge.From, "schema:appearance", target)],
            EdgeKind.Attributed => [($"claim:{edge.Attribution!.Claim}", "prov:qualifiedAttribution", HopOf(edge.Attribution))],
            EdgeKind.Upstream => [($"claim:{edge.Attribution!.Claim}", JsonLdTerms.Of(edge.Attribution.Relation), target)],
            EdgeKind.OwnedBy when JsonLdTerms.IsOrganization(nodes[edge.From].Source!.Kind) =>
                [(edge.From, "cc:ownedBy", target), (edge.From, "schema:parentOrganization", target)],
            EdgeKind.OwnedBy => [(edge.From, "cc:ownedBy", target)],
            EdgeKind.Link when edge.Link!.Status == LinkStatus.Confirmed => [(edge.From, JsonLdTerms.Of(edge.Link.Relation), target)],
            EdgeKind.Link => [],
        };
    }

    /// <summary>What an edge is besides: an attribution step or a link.</summary>
    private void WriteThingOf(GraphEdge edge)
    {
        if (edge is { Kind: EdgeKind.Attributed, Attribution: { } step })
        {
            Begin(HopOf(step), "prov:Attribution", "cc:Hop");
            Refer("prov:agent", JsonLdTerms.IriOf(nodes[edge.To]));
            json.WriteNumber("cc:position", step.Position);
            Say("cc:relation", Words<AttributionRelation>.Of(step.Relation));
            Say("cc:onRecord", Words<OnRecord>.Of(step.OnRecord));
            json.WriteEndObject();
        }
        else if (edge is { Kind: EdgeKind.Upstream, Attribution: { } hop })
        {
            json.WriteStartObject();
            json.WriteString("@id", HopOf(hop));
            Refer("cc:upstream", JsonLdTerms.IriOf(nodes[edge.To]));
            json.WriteEndObject();
        }
        else if (edge.Link is { } link)
        {
            Begin(JsonLdTerms.IriOf(link.Id), "cc:Link");
            Refer("cc:from", JsonLdTerms.IriOf(nodes[edge.From]));
            Refer("cc:to", JsonLdTerms.IriOf(nodes[edge.To]));
            Say("cc:relation", Words<LinkRelation>.Of(link.Relation));
            Say("cc:status", Words<LinkStatus>.Of(link.Status));
            json.WriteEndObject();
        }
    }

    private void Begin(string id, params ReadOnlySpan<string> types)
    {
        json.WriteStartObject();
        json.WriteString("@id", id);
        json.WriteStartArray("@type");
        foreach (var type in types)
        {
            json.WriteStringValue(type);
        }

        json.WriteEndArray();
    }

    private void Say(string term, string? value)
    {
        if (value is not null)
        {
            json.WriteString(term, value);
        }
    }

    private void Refer(string term, string target)
    {
        json.WriteStartObject(term);
        json.WriteString("@id", target);
        json.WriteEndObject();
    }

    private static string HopOf(GraphAttribution step) =>
        string.Create(CultureInfo.InvariantCulture, $"urn:claimcheck:hop:{step.Claim}:{step.Position}");
}
