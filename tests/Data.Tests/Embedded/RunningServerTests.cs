using ClaimCheck.Data.Embedded;
using ClaimCheck.Testing;

namespace ClaimCheck.Data.Tests.Embedded;

public sealed class RunningServerTests(MigratedPostgres shared)
{
    [Fact]
    public async Task It_listens_on_the_loopback_address_only()
    {
        var address = await OwnFolder.AskAsync(shared.Server.Server.AdminConnectionString, "show listen_addresses");
        Assert.Equal("127.0.0.1", address);
    }

    [Fact]
    public async Task Nobody_is_let_in_from_elsewhere_or_without_a_password()
    {
        var strangers = await OwnFolder.AskAsync(
            shared.Server.Server.AdminConnectionString,
            """
            select count(*) from pg_hba_file_rules
            where auth_method <> 'scram-sha-256' or (type <> 'local' and address not in ('127.0.0.1', '::1'))
            """);
        Assert.Equal(0L, strangers);
    }

    [Fact]
    public async Task The_service_role_is_no_superuser()
    {
        var special = await OwnFolder.AskAsync(
            shared.Server.Server.ServiceConnectionString,
            """
            select count(*) from pg_roles
            where rolname = current_user and (rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls)
            """);
        Assert.Equal(0L, special);
    }

    [Fact]
    public async Task The_service_may_do_to_a_table_what_was_granted_and_no_more()
    {
        var database = await shared.Server.CreateDatabaseAsync();
        await OwnFolder.AskAsync(database.AdminConnectionString, "create table notes (id bigint generated always as identity, note text); grant select, insert on notes to claimcheck_service");

        var id = await OwnFolder.AskAsync(database.ServiceConnectionString, "insert into notes (note) values ('seen') returning id");
        var refusal = await Assert.ThrowsAsync<Npgsql.PostgresException>(
            () => OwnFolder.AskAsync(database.ServiceConnectionString, "drop table notes"));
        var unasked = await Assert.ThrowsAsync<Npgsql.PostgresException>(
            () => OwnFolder.AskAsync(database.ServiceConnectionString, "delete from notes"));

        Assert.Equal(1L, id);
        Assert.Equal(("42501", "42501"), (refusal.SqlState, unasked.SqlState));
        await shared.Server.DropDatabaseAsync(database);
    }

    [Fact]
    public async Task Letters_outside_of_ascii_fold_case()
    {
        Assert.Equal("żółć", await OwnFolder.AskAsync(shared.Server.Server.AdminConnectionString, "select lower('ŻÓŁĆ')"));
    }

    [Fact]
    public async Task A_prepared_template_is_in_every_database_made_from_it()
    {
        await using var postgres = await ThrowAwayPostgres.StartAsync(
            admin => OwnFolder.AskAsync(admin, "create table prepared_table (id int); grant select, insert on prepared_table to claimcheck_service"));

        var one = await postgres.CreateDatabaseAsync();
        var two = await postgres.CreateDatabaseAsync();
        await OwnFolder.AskAsync(one.ServiceConnectionString, "insert into prepared_table values (1)");

        Assert.Equal(0L, await OwnFolder.AskAsync(two.ServiceConnectionString, "select count(*) from prepared_table"));
    }

    [Fact]
    public async Task A_throw_away_server_leaves_neither_a_folder_nor_a_process()
    {
        var postgres = await ThrowAwayPostgres.StartAsync();
        var folder = postgres.Server.DataDirectory;
        var cluster = Path.Combine(folder, "postgres");
        Assert.NotEmpty(ProcessesIn.Folder(cluster));

        await postgres.DisposeAsync();

        Assert.False(Directory.Exists(folder));
        Assert.Empty(ProcessesIn.Folder(cluster));
    }
}
