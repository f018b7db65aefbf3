using ClaimCheck.Domain.Attribution;
using ClaimCheck.Domain.Sources;

namespace ClaimCheck.Domain.Tests.Attribution;

public sealed class LineageTests
{
    private static readonly SourceRef Outlet = Named("outlet");
    private static readonly SourceRef Bbc = Named("bbc-news");
    private static readonly SourceRef Cnn = Named("cnn");

    [Fact]
    public void A_chain_of_different_sources_is_no_cycle() =>
        Assert.Null(Lineage.FindCycle(Outlet, [Through(Bbc), Through(Cnn), Unnamed("sources in Tehran")]));

    [Fact]
    public void A_chain_back_to_the_claimant_is_named_whole() =>
        Assert.Equal(
            ["outlet", "bbc-news", "\"an aide\"", "outlet"],
            Lineage.FindCycle(Outlet, [Through(Bbc), Unnamed("an aide"), Through(Outlet)]));

    [Fact]
    public void A_source_met_twice_on_the_way_is_named_without_what_came_before_it() =>
        Assert.Equal(["bbc-news", "cnn", "bbc-news"], Lineage.FindCycle(Outlet, [Through(Bbc), Through(Cnn), Through(Bbc)]));

    [Fact]
    public void Two_unnamed_sources_may_be_described_alike() =>
        Assert.Null(Lineage.FindCycle(Outlet, [Unnamed("officials"), Through(Bbc), Unnamed("officials")]));

    [Fact]
    public void A_claim_without_hops_has_no_cycle() => Assert.Null(Lineage.FindCycle(Outlet, []));

    private static SourceRef Named(string slug) => new(NewId.At(DateTimeOffset.UnixEpoch), slug);

    private static Hop Through(SourceRef source) =>
        new(source, null, AttributionRelation.DerivedFrom, OnRecord.Unknown, null, null);

    private static Hop Unnamed(string descriptor) =>
        new(null, descriptor, AttributionRelation.DerivedFrom, OnRecord.Background, null, null);
}
