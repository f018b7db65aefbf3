namespace ClaimCheck.Data.Tests.Stores;

/// <summary>What Postgres knows of a table keeps up with it, however quickly it grows.</summary>
public sealed class PlannerStatisticsTests(OwnDatabase database) : IClassFixture<OwnDatabase>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_table_is_looked_at_when_it_has_more_than_doubled_and_not_before()
    {
        await GrowAsync(900);
        await database.Data.Statistics.RefreshAsync(Stop);
        Assert.Equal(-1, await KnownAsync("sources"));

        await GrowAsync(600);
        await database.Data.Statistics.RefreshAsync(Stop);
        Assert.Equal(1500, await KnownAsync("sources"));

        await GrowAsync(1400);
        await database.Data.Statistics.RefreshAsync(Stop);
        Assert.Equal(1500, await KnownAsync("sources"));

        await GrowAsync(200);
        await database.Data.Statistics.RefreshAsync(Stop);
        Assert.Equal(3100, await KnownAsync("sources"));
        Assert.Equal(-1, await KnownAsync("articles"));
    }

    private async Task GrowAsync(int rows)
    {
        var slug = database.NewName("many");
        await database.AsOwnerAsync($"""
            alter table sources set (autovacuum_enabled = false);
            insert into sources (id, slug, name, kind, family_id, version, created_at, updated_at)
            select id, '{slug}-' || n, 'One of many', 'person', id, 1, now(), now()
              from (select gen_random_uuid() as id, n from generate_series(1, {rows}) n) made;
            select pg_stat_force_next_flush();
            """);
    }

    private async Task<int> KnownAsync(string table) =>
        Convert.ToInt32(await database.AsOwnerAsync($"select reltuples from pg_class where oid = '{table}'::regclass"), null);
}
