using ClaimCheck.Testing;
using Npgsql;

namespace ClaimCheck.Data.Tests.Stores;

public sealed class SampleStoryTests(MigratedPostgres postgres) : IAsyncLifetime
{
    private const string Counts =
        "select concat_ws(' ', (select count(*) from sources), (select count(*) from articles), (select count(*) from claims), "
        + "(select count(*) from claim_links), (select count(*) from origin_judgements), (select count(*) from rating_scales), (select count(*) from assessments), (select count(*) from claim_review_pages), "
        + "(select count(*) from api_keys), (select count(*) from audit_log))";

    // Each of the 17 + 5 + 22 + 13 + 1 + 1 + 3 + 1 + 1 records is created once, so each has one entry on record; two of the assessments
    // have another, since one was handed in and one published.
    private const string Whole = "17 5 22 13 1 1 3 1 1 67";

    private TestDatabase database = null!;
    private DataServices data = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await postgres.Server.CreateDatabaseAsync();
        data = new DataServices(new DatabaseOptions(database.ServiceConnectionString));
    }

    public async ValueTask DisposeAsync()
    {
        await data.DisposeAsync();
        await postgres.Server.DropDatabaseAsync(database);
    }

    [Fact]
    public async Task The_story_is_loaded_whole_and_never_twice()
    {
        Assert.True(await LoadAsync());
        Assert.Equal(Whole, await AskAsync(Counts));

        Assert.False(await LoadAsync());
        Assert.Equal(Whole, await AskAsync(Counts));
    }

    [Theory]
    [InlineData("sources", 7)]
    [InlineData("articles", 0)]
    [InlineData("claims", 11)]
    [InlineData("claim_links", 12)]
    [InlineData("rating_scale_labels", 3)]
    [InlineData("assessments", 1)]
    [InlineData("origin_judgements", 0)]
    [InlineData("claim_review_pages", 0)]
    [InlineData("api_keys", 0)]
    [InlineData("webhooks", 0)]
    public async Task A_load_that_was_cut_off_goes_on_where_it_stopped(string table, int after)
    {
        await AskAsync(
            "create function cut_off() returns trigger language plpgsql as $$ begin "
            + $"if (select count(*) from {table}) >= {after} then raise exception 'cut off'; end if; return new; end $$; "
            + $"create trigger cut_off before insert on {table} for each row execute function cut_off(); "
            + "grant execute on function cut_off() to public");
        await Assert.ThrowsAsync<PostgresException>(LoadAsync);
        Assert.NotEqual(Whole, await AskAsync(Counts));
        await AskAsync($"drop trigger cut_off on {table}");

        Assert.True(await LoadAsync());
        Assert.Equal(Whole, await AskAsync(Counts));
        Assert.False(await LoadAsync());
    }

    [Fact]
    public async Task A_load_whose_end_was_not_noted_changes_nothing_the_second_time()
    {
        await LoadAsync();
        await AskAsync("delete from service_facts where name = 'sample_story_done'");

        Assert.True(await LoadAsync());
        Assert.Equal(Whole, await AskAsync(Counts));
    }

    [Fact]
    public async Task A_database_that_somebody_uses_already_gets_no_story()
    {
        var facts = new Domain.Sources.SourceFacts("Mine", Domain.Sources.SourceKind.Blog, null, null, null, [], null, null);
        await data.SourceStore.AddAsync(Domain.NewId.At(OwnDatabase.By().At), "mine", null, facts, OwnDatabase.By(), Stop);

        Assert.False(await LoadAsync());
        Assert.Equal("1 0 0 0 0 0 0 0 0 1", await AskAsync(Counts));
    }

    private Task<bool> LoadAsync() => data.SampleStory.LoadOnceAsync(OwnDatabase.By(), Stop);

    private async Task<object?> AskAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(database.AdminConnectionString);
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Stop);
    }
}
