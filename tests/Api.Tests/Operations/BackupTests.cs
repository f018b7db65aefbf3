using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ClaimCheck.Domain.Access;
using ClaimCheck.Testing;
using Npgsql;

namespace ClaimCheck.Api.Tests.Operations;

/// <summary>The sample story, backed up by the script, restored by the script on another server, and served from there.</summary>
public sealed class BackupTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Keeper = "keeper";

    private static readonly string[] Lists = ["/v1/sources", "/v1/articles", "/v1/claims", "/v1/links"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_backed_up_is_restored_by_an_ordinary_login_on_another_server_and_the_service_goes_on_with_it()
    {
        var binaries = await PostgresPrograms.WithDumpAsync(api.Database.AdminConnectionString);
        var folder = ThrowAwayFolder.Make();
        await using var other = await ThrowAwayPostgres.StartAsync();
        try
        {
            var backup = Path.Combine(folder, "story.dump");
            var (code, said) = await Shell.RunAsync(api.Database.AdminConnectionString, binaries, "ops/backup.sh", backup);
            Assert.True(code == 0, said);
            Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(backup) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
            var before = await StoryAsync(api.Reader);
            var cursor = await CursorAsync(api.Reader);

            var restored = await KeeperOfAsync(other, "restored");
            (code, said) = await Shell.RunAsync(restored, binaries, "ops/restore.sh", backup);
            Assert.True(code == 0, said);
            Assert.Contains("restored has ", said, StringComparison.Ordinal);

            await using var service = await ServiceProcess.ServeReadyAsync(new Dictionary<string, string>
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["ConnectionStrings__ClaimCheck"] = restored,
            });
            service.UseKey(api.KeyOf(Role.Editor));
            Assert.True(JsonNode.DeepEquals(before, await StoryAsync(service.Client)));
            Assert.Equal(200, await service.StatusAsync($"/v1/sources?limit=2&cursor={cursor}"));
            using var created = await service.Client.PostAsJsonAsync("/v1/claims", new { source = "cnn", text = "Restored.", language = "en" }, Stop);
            Assert.Equal(HttpStatusCode.Created, created.StatusCode);
            await HistoryHoldsAsync(restored);
        }
        finally
        {
            ThrowAwayFolder.Remove(folder);
        }
    }

    [Fact]
    public async Task A_database_that_holds_anything_is_refused_and_left_as_it_was()
    {
        var binaries = await PostgresPrograms.WithDumpAsync(api.Database.AdminConnectionString);
        var folder = ThrowAwayFolder.Make();
        try
        {
            var backup = Path.Combine(folder, "story.dump");
            await Shell.RunAsync(api.Database.AdminConnectionString, binaries, "ops/backup.sh", backup);
            var before = await StoryAsync(api.Reader);

            var (code, said) = await Shell.RunAsync(api.Database.AdminConnectionString, binaries, "ops/restore.sh", backup);

            Assert.Equal(1, code);
            Assert.Contains("Restore into another database", said, StringComparison.Ordinal);
            Assert.True(JsonNode.DeepEquals(before, await StoryAsync(api.Reader)));
        }
        finally
        {
            ThrowAwayFolder.Remove(folder);
        }
    }

    [Fact]
    public async Task A_backup_that_fails_leaves_no_file_and_one_that_is_there_is_not_overwritten()
    {
        var binaries = await PostgresPrograms.WithDumpAsync(api.Database.AdminConnectionString);
        var folder = ThrowAwayFolder.Make();
        try
        {
            var backup = Path.Combine(folder, "story.dump");
            var nowhere = new NpgsqlConnectionStringBuilder(api.Database.AdminConnectionString) { Database = "no_such_database" };
            var (failed, _) = await Shell.RunAsync(nowhere.ConnectionString, binaries, "ops/backup.sh", backup);
            Assert.NotEqual(0, failed);
            Assert.Empty(Directory.EnumerateFileSystemEntries(folder));

            await File.WriteAllTextAsync(backup, "precious", Stop);
            var (refused, _) = await Shell.RunAsync(api.Database.AdminConnectionString, binaries, "ops/backup.sh", backup);
            Assert.Equal((1, "precious"), (refused, await File.ReadAllTextAsync(backup, Stop)));
        }
        finally
        {
            ThrowAwayFolder.Remove(folder);
        }
    }

    /// <summary>Everything the story's lists answer, histories of claims included.</summary>
    private static async Task<JsonObject> StoryAsync(HttpClient client)
    {
        var story = new JsonObject();
        foreach (var list in Lists)
        {
            story[list] = await client.GetFromJsonAsync<JsonNode>($"{list}?limit=200", Stop);
        }

        foreach (var claim in story["/v1/claims"]!["items"]!.AsArray())
        {
            var history = $"/v1/claims/{claim!["id"]}/history";
            story[history] = await client.GetFromJsonAsync<JsonNode>(history, Stop);
        }

        Assert.NotEmpty(story["/v1/claims"]!["items"]!.AsArray());
        return story;
    }

    private static async Task<string> CursorAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonNode>("/v1/sources?limit=2", Stop))!["nextCursor"]!.GetValue<string>();

    /// <summary>Neither the service's role nor the owner of the tables may change what was recorded.</summary>
    private static async Task HistoryHoldsAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Stop);
        Assert.Equal("42501", await RefusalAsync(connection, "update audit_log set actor = 'nobody'"));
        Assert.Equal("42501", await RefusalAsync(connection, "delete from audit_log"));
        await using var become = new NpgsqlCommand("set role claimcheck_service", connection);
        await become.ExecuteNonQueryAsync(Stop);
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await RefusalAsync(connection, "delete from audit_log"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await RefusalAsync(connection, "delete from claims"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await RefusalAsync(connection, "update service_facts set value = ''"));
    }

    private static async Task<string?> RefusalAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Stop))).SqlState;
    }

    /// <summary>The way to a database that is not there yet, for a login that is no superuser, on a server that does not know the service's role.</summary>
    private static async Task<string> KeeperOfAsync(ThrowAwayPostgres server, string database)
    {
        var way = new NpgsqlConnectionStringBuilder(server.Server.AdminConnectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(way.ConnectionString);
        await connection.OpenAsync(Stop);
        await using var prepare = new NpgsqlCommand(
            $"drop role claimcheck_service; create role {Keeper} login createdb createrole password '{Keeper}'", connection);
        await prepare.ExecuteNonQueryAsync(Stop);
        (way.Username, way.Password, way.Database, way.Pooling) = (Keeper, Keeper, database, true);
        return way.ConnectionString;
    }
}
