using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Claims;
using ClaimCheck.Domain.Graph;
using ClaimCheck.Domain.Links;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Domain.Tests.Graph;

public sealed class EvidenceGraphTests
{
    private static readonly Guid Outlet = Id(1);
    private static readonly Guid Relay = Id(2);
    private static readonly Guid Owner = Id(3);
    private static readonly Guid Other = Id(4);

    private static readonly NearSource[] Sources =
    [
        new(new GraphSource(Outlet, "outlet", "Outlet", SourceKind.Blog), null),
        new(new GraphSource(Relay, "relay", "Relay", SourceKind.Broadcaster), Owner),
        new(new GraphSource(Owner, "owner", "Owner", SourceKind.Institution), null),
        new(new GraphSource(Other, "other", "Other", SourceKind.NewsOutlet), null),
    ];

    [Fact]
    public void A_claim_hangs_on_its_source_its_article_and_its_chain_of_hops()
    {
        var article = new GraphArticle(Id(9), null, "Headline", null, null);
        var claim = Claim(100, 0, Outlet, article.Id, Hop(1, Relay), Hop(2, "sources in Tehran"));

        var graph = Of([claim], articles: [article]);

        var unnamed = Assert.Single(graph.Nodes, node => node.Kind == NodeKind.Unnamed);
        Assert.Equal(Relay, unnamed.Unnamed!.Relay);
        Assert.Equal(
            [
                $"made_by claim:{Id(100)} source:{Outlet}",
                $"published_in claim:{Id(100)} article:{Id(9)}",
                $"attributed claim:{Id(100)} source:{Relay}",
                $"attributed source:{Relay} {unnamed.Id}",
                $"owned_by source:{Relay} source:{Owner}",
            ],
            graph.Edges.Select(Told));
        Assert.Null(graph.LeftOut);
    }

    [Fact]
    public void The_same_words_behind_the_same_relay_are_one_unnamed_source_and_behind_another_a_second()
    {
        var graph = Of(
        [
            Claim(100, 0, Outlet, null, Hop(1, Relay), Hop(2, "Sources in Tehran")),
            Claim(101, 1, Outlet, null, Hop(1, Relay), Hop(2, "sources in  TEHRAN.")),
            Claim(102, 1, Outlet, null, Hop(1, Other), Hop(2, "sources in Tehran")),
            Claim(103, 1, Relay, null, Hop(1, "sources in Tehran")),
        ]);

        var unnamed = graph.Nodes.Where(node => node.Kind == NodeKind.Unnamed).ToList();
        Assert.Equal([Relay, Other], unnamed.Select(node => node.Unnamed!.Relay));
        Assert.Equal("Sources in Tehran", unnamed[0].Unnamed!.Descriptor);
        Assert.Equal(3, graph.Edges.Count(edge => edge.Kind == EdgeKind.Attributed && edge.To == unnamed[0].Id));
    }

    [Fact]
    public void A_hop_leads_to_its_own_claim_where_that_is_near_enough()
    {
        var near = Claim(101, 1, Relay);
        var claim = Claim(100, 0, Outlet, null, Hop(1, Relay) with { UpstreamClaim = near.Claim.Id });
        var far = Claim(100, 0, Outlet, null, Hop(1, Relay) with { UpstreamClaim = Id(999) });

        var upstream = Assert.Single(Of([claim, near]).Edges, edge => edge.Kind == EdgeKind.Upstream);

        Assert.Equal(($"source:{Relay}", $"claim:{near.Claim.Id}", 1), (upstream.From, upstream.To, upstream.Attribution!.Position));
        Assert.DoesNotContain(Of([far]).Edges, edge => edge.Kind == EdgeKind.Upstream);
    }

    [Fact]
    public void Whatever_the_order_in_which_records_come_the_graph_is_the_same()
    {
        var claims = Enumerable.Range(100, 20)
            .Select(number => Claim(number, number % 4, number % 2 == 0 ? Outlet : Other, null, Hop(1, Relay), Hop(2, $"source {number % 3}")))
            .ToArray();
        var links = Enumerable.Range(100, 19).Select(number => Link(number, number, number + 1)).ToArray();
        var expected = Of(claims, links);

        var shuffled = Of([.. claims.Reverse()], [.. links.Reverse()], [.. Sources.Reverse()]);

        Assert.Equal(expected.Nodes, shuffled.Nodes);
        Assert.Equal(expected.Edges, shuffled.Edges);
        Assert.Equal(expected.Nodes.Select(node => node.Depth).Order(), expected.Nodes.Select(node => node.Depth));
    }

    [Fact]
    public void Of_too_many_claims_the_farthest_and_oldest_are_left_out_and_counted()
    {
        NearClaim[] claims = [Claim(100, 0, Outlet), .. Enumerable.Range(101, 5).Select(number => Claim(number, 1, Outlet))];
        var links = Enumerable.Range(101, 5).Select(number => Link(number, 100, number)).ToArray();

        var graph = Of(claims, links, bounds: new GraphBounds(4, 100, 100), beyond: 7);

        Assert.Equal(
            [$"claim:{Id(100)}", $"claim:{Id(105)}", $"claim:{Id(104)}", $"claim:{Id(103)}"],
            graph.Nodes.Where(node => node.Kind == NodeKind.Claim).Select(node => node.Id));
        Assert.Equal((9, 0, 4), (graph.LeftOut!.Claims, graph.LeftOut.Nodes, graph.LeftOut.Edges));
        Assert.Equal(
            "Left out: at least 9 claims, 0 other nodes and 4 edges, because this graph holds at most 4 claims, 100 nodes and 100 edges, the nearest first and of those equally near the newest.",
            graph.LeftOut.Statement);
    }

    [Fact]
    public void No_edge_leads_to_a_node_that_was_left_out_or_belongs_to_a_claim_that_was()
    {
        NearClaim[] claims =
        [
            Claim(100, 0, Outlet, null, Hop(1, Relay), Hop(2, Other)),
            Claim(101, 1, Outlet, null, Hop(1, Relay), Hop(2, Other)),
        ];

        foreach (var most in Enumerable.Range(1, 6))
        {
            var graph = Of(claims, [Link(1, 100, 101)], bounds: new GraphBounds(100, most, 100));

            var there = graph.Nodes.Select(node => node.Id).ToHashSet();
            Assert.Equal(Math.Min(most, 6), there.Count);
            Assert.All(graph.Edges, edge => Assert.Subset(there, new HashSet<string> { edge.From, edge.To, $"claim:{edge.Attribution?.Claim ?? Id(100)}" }));
            Assert.Equal(most < 6, graph.LeftOut is not null);
        }
    }

    [Fact]
    public void Of_too_many_edges_the_first_are_there_and_the_others_are_counted()
    {
        NearClaim[] claims = [Claim(100, 0, Outlet), Claim(101, 1, Outlet), Claim(102, 1, Other)];
        var all = Of(claims, [Link(1, 100, 101), Link(2, 100, 102)]);

        foreach (var most in Enumerable.Range(0, all.Edges.Count))
        {
            var graph = Of(claims, [Link(1, 100, 101), Link(2, 100, 102)], bounds: new GraphBounds(100, 100, most));

            Assert.Equal(all.Edges.Take(most), graph.Edges);
            Assert.Equal((0, 0, all.Edges.Count - most), (graph.LeftOut!.Claims, graph.LeftOut.Nodes, graph.LeftOut.Edges));
        }

        Assert.Null(all.LeftOut);
    }

    [Fact]
    public void Links_that_were_not_even_fetched_are_told_of()
    {
        var near = new Surroundings(Id(100), 1, false, [Claim(100, 0, Outlet)], [], Sources, [], HasMoreLinks: true);

        Assert.Equal(1, EvidenceGraph.Of(near, GraphBounds.Standard).LeftOut!.Edges);
    }

    private static EvidenceGraph Of(
        NearClaim[] claims,
        NearLink[]? links = null,
        NearSource[]? sources = null,
        GraphArticle[]? articles = null,
        GraphBounds? bounds = null,
        int beyond = 0) =>
        EvidenceGraph.Of(
            new Surroundings(Id(100), 4, false, claims, links ?? [], sources ?? Sources, articles ?? [], beyond), bounds ?? GraphBounds.Standard);

    private static string Told(GraphEdge edge) => $"{Words<EdgeKind>.Of(edge.Kind)} {edge.From} {edge.To}";

    private static NearClaim Claim(int number, int depth, Guid source, Guid? article = null, params NearHop[] hops) => new(
        new GraphClaim(Id(number), null, $"Claim {number}.", null, null, Modality.Asserted, Basis.Unknown, ClaimStatus.Active),
        depth, source, article, hops);

    private static NearHop Hop(int position, Guid source) =>
        new(position, source, null, AttributionRelation.DerivedFrom, OnRecord.Unknown, null);

    private static NearHop Hop(int position, string descriptor) =>
        new(position, null, descriptor, AttributionRelation.DerivedFrom, OnRecord.Unknown, null);

    private static NearLink Link(int number, int from, int to) =>
        new(new GraphLink(Id(1000 + number), LinkRelation.Qualifies, LinkStatus.Confirmed), Id(from), Id(to));

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);
}
