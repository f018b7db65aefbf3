using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Graph;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Api.Graph;

/// <summary>
/// The words of other vocabularies in which a graph is told. What they have no word for is ours, under <see cref="Namespace"/>;
/// docs/graph.md defines each such term.
/// </summary>
internal static class JsonLdTerms
{
    /// <summary>What our own terms begin with.</summary>
    public const string Namespace = "urn:claimcheck:ns#";

    public const string Prov = "http://www.w3.org/ns/prov#";

    public const string SchemaOrg = "https://schema.org/";

    /// <summary>The IRI of a node: of what has a UUID the UUID, so that it is the same in every graph and every ledger.</summary>
    public static string IriOf(GraphNode node) => node.Kind switch
    {
        NodeKind.Claim => IriOf(node.Claim!.Id),
        NodeKind.Source => IriOf(node.Source!.Id),
        NodeKind.Article => IriOf(node.Article!.Id),
        NodeKind.Unnamed => $"urn:claimcheck:{node.Id}",
    };

    public static string IriOf(Guid id) => $"urn:uuid:{id}";

    public static string[] TypesOf(GraphNode node) => node.Kind switch
    {
        NodeKind.Claim => ["schema:Claim", "prov:Entity"],
        NodeKind.Source => TypesOf(node.Source!.Kind),
        NodeKind.Unnamed => ["cc:UnnamedSource", "prov:Agent"],
        NodeKind.Article => ["schema:Article", "prov:Entity"],
    };

    /// <summary>Whether a source of this kind can be a part of an organisation, in the sense of schema.org.</summary>
    public static bool IsOrganization(SourceKind kind) => kind switch
    {
        SourceKind.NewsOutlet or SourceKind.WireAgency or SourceKind.Broadcaster or SourceKind.Aggregator or SourceKind.Government
            or SourceKind.Institution => true,
        SourceKind.Blog or SourceKind.SocialAccount or SourceKind.Person or SourceKind.Document => false,
    };

    /// <summary>What a claim is to the claim it was taken from.</summary>
    public static string Of(AttributionRelation relation) => relation switch
    {
        AttributionRelation.QuotedFrom => "prov:wasQuotedFrom",
        AttributionRelation.DerivedFrom => "prov:wasDerivedFrom",
        AttributionRelation.PrimarySource => "prov:hadPrimarySource",
    };

    /// <summary>What a claim is to the one it is linked to by a confirmed link.</summary>
    public static string Of(LinkRelation relation) => relation switch
    {
        LinkRelation.Corroborates => "cc:corroborates",
        LinkRelation.Contradicts => "cc:contradicts",
        LinkRelation.Restates => "cc:restates",
        LinkRelation.DerivedFrom => "prov:wasDerivedFrom",
        LinkRelation.Supersedes => "prov:wasRevisionOf",
        LinkRelation.Qualifies => "cc:qualifies",
        LinkRelation.Context => "cc:givesContextTo",
    };

    private static string[] TypesOf(SourceKind kind) => kind switch
    {
        SourceKind.NewsOutlet or SourceKind.WireAgency or SourceKind.Broadcaster => ["schema:NewsMediaOrganization", "prov:Organization"],
        SourceKind.Government => ["schema:GovernmentOrganization", "prov:Organization"],
        SourceKind.Aggregator or SourceKind.Institution => ["schema:Organization", "prov:Organization"],
        SourceKind.Person => ["schema:Person", "prov:Person"],
        SourceKind.Blog => ["schema:Blog", "prov:Agent"],
        SourceKind.Document => ["schema:CreativeWork", "prov:Agent"],
        SourceKind.SocialAccount => ["prov:Agent"],
    };
}
