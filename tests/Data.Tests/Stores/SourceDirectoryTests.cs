using ClaimCheck.Data.Sources;

namespace ClaimCheck.Data.Tests.Stores;

public sealed class SourceDirectoryTests(OwnDatabase database) : IClassFixture<OwnDatabase>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_failover_lost_is_not_remembered_after_it()
    {
        var source = await database.AddSourceAsync();
        Assert.NotNull(await database.Data.Directory.FindAsync(source.Slug, Stop));

        // As if another server had taken over that had not received the source.
        await database.AsOwnerAsync($"set session_replication_role = replica; delete from sources where id = '{source.Id}'");
        await database.AsOwnerAsync("select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and application_name like 'claimcheck-%'");
        await database.Data.SourceReader.ListAsync(new SourceFilter(), null, 1, Stop);

        Assert.Null(await database.Data.Directory.FindAsync(source.Slug, Stop));
    }
}
