using ClaimCheck.Testing;
using Npgsql;

namespace ClaimCheck.Data.Tests;

public sealed class MigratorTests(MigratedPostgres postgres) : IAsyncLifetime
{
    private static readonly Migration First = new("0001_first.sql", "create table first (n integer);\n");
    private static readonly Migration Second = new("0002_second.sql", "create table second as select n from first;\n");
    private static readonly Migration Third = new("0003_third.sql", "create table third (n integer);\n");

    private TestDatabase database = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => database = await postgres.Server.CreateDatabaseAsync("template0");

    public async ValueTask DisposeAsync() => await postgres.Server.DropDatabaseAsync(database);

    [Fact]
    public async Task Files_are_applied_in_the_order_of_their_numbers_whatever_order_they_come_in()
    {
        Assert.Equal([First.Name, Second.Name, Third.Name], await ApplyAsync(Third, Second, First));
        Assert.Equal(3L, await AskAsync("select count(*) from schema_migrations"));
    }

    [Fact]
    public async Task What_was_applied_is_not_applied_again()
    {
        await ApplyAsync(First);

        Assert.Empty(await ApplyAsync(First));
        Assert.Equal([Second.Name], await ApplyAsync(First, Second));
    }

    [Fact]
    public async Task What_is_pending_can_be_asked_and_nothing_changes()
    {
        Assert.Equal([First.Name, Second.Name], await Of(First, Second).PendingAsync(Stop));
        Assert.False((bool)(await AskAsync("select to_regclass('schema_migrations') is not null"))!);

        await ApplyAsync(First);

        Assert.Equal([Second.Name], await Of(First, Second).PendingAsync(Stop));
    }

    [Fact]
    public async Task A_file_that_was_changed_after_it_had_been_applied_is_refused_by_name()
    {
        await ApplyAsync(First, Second);

        await IsRefusedAsync("0001_first.sql was changed", First with { Text = First.Text + "-- touched\n" }, Second, Third);

        Assert.False((bool)(await AskAsync("select to_regclass('third') is not null"))!);
    }

    [Fact]
    public async Task A_file_that_comes_before_one_that_was_applied_is_refused_by_name()
    {
        await ApplyAsync(First, Third);

        await IsRefusedAsync("0002_second.sql is out of order: 0003_third.sql", First, Second, Third);
    }

    [Fact]
    public async Task A_database_that_knows_more_than_the_service_is_refused_by_name()
    {
        await ApplyAsync(First, Second);

        await IsRefusedAsync("0002_second.sql, which this version of the service does not know", First);
    }

    [Theory]
    [InlineData("1_first.sql")]
    [InlineData("0001-first.sql")]
    [InlineData("0001_First.sql")]
    [InlineData("0001_first.sql.bak")]
    [InlineData("0001_.sql")]
    [InlineData("0001_first.sql\n")]
    [InlineData("٠٠٠١_first.sql")]
    public Task A_file_with_another_kind_of_name_is_refused_by_name(string name) =>
        IsRefusedAsync($"{name} is badly named", new Migration(name, "select 1"));

    [Fact]
    public Task Two_files_with_one_number_are_refused_by_name() =>
        IsRefusedAsync("0001_first.sql and 0001_other.sql have the same number", First, First with { Name = "0001_other.sql" });

    [Fact]
    public async Task A_file_that_fails_is_named_and_rolled_back_whole_and_those_before_it_stay()
    {
        var failing = new Migration("0002_failing.sql", "create table half (n integer); insert into half values (1), ('x');");

        await IsRefusedAsync("0002_failing.sql failed and was rolled back: invalid input syntax", First, failing, Third);

        Assert.False((bool)(await AskAsync("select to_regclass('half') is not null or to_regclass('third') is not null"))!);
        Assert.Equal(1L, await AskAsync("select count(*) from schema_migrations"));
        Assert.Equal([Second.Name], await ApplyAsync(First, Second));
    }

    [Fact]
    public async Task A_checkout_with_other_line_ends_is_the_same_file()
    {
        await ApplyAsync(First);

        Assert.Empty(await ApplyAsync(First with { Text = First.Text.ReplaceLineEndings("\r\n") }));
    }

    [Fact]
    public async Task Of_eight_that_start_at_once_on_an_empty_database_one_applies_and_all_succeed()
    {
        var applied = await AtOnce.DoAsync(
            8, _ => new Migrator(database.AdminConnectionString, Migrator.BuiltIn).ApplyAsync(Stop));

        Assert.Single(applied, names => names.Count > 0);
        Assert.Equal((long)Migrator.BuiltIn.Count, await AskAsync("select count(*) from schema_migrations"));
    }

    [Fact]
    public void The_files_of_this_version_are_numbered_without_a_gap()
    {
        Assert.NotEmpty(Migrator.BuiltIn);
        Assert.All(Migrator.BuiltIn, migration => Assert.True(migration.IsWellNamed, migration.Name));
        Assert.Equal(
            Enumerable.Range(1, Migrator.BuiltIn.Count).Select(n => $"{n:0000}"), Migrator.BuiltIn.Select(migration => migration.Number));
    }

    private Migrator Of(params Migration[] migrations) => new(database.AdminConnectionString, migrations);

    private Task<IReadOnlyList<string>> ApplyAsync(params Migration[] migrations) => Of(migrations).ApplyAsync(Stop);

    private async Task IsRefusedAsync(string saying, params Migration[] migrations)
    {
        var refusal = await Assert.ThrowsAsync<MigrationRefusedException>(() => ApplyAsync(migrations));
        Assert.Contains(saying, refusal.Message, StringComparison.Ordinal);
    }

    private async Task<object?> AskAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(database.AdminConnectionString);
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Stop);
    }
}
