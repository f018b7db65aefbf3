using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ClaimCheck.Data;
using Npgsql;

namespace ClaimCheck.Api.Tests.Processes;

/// <summary>Configuration that cannot work ends in one message on stderr and exit code 1, never in a stack trace.</summary>
public sealed class UnusableConfigurationTests(PostgresFixture postgres)
{
    private const string Password = "sEcReT-pw-1";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Embedded__Port", "abc", "Embedded__Port is \"abc\"")]
    [InlineData("Embedded__Port", "70000", "Embedded__Port is 70000")]
    [InlineData("Embedded__BinDirectory", "/usr", "Embedded__BinDirectory")]
    [InlineData("Limits__UnitsPerSecond", "-1", "Limits__UnitsPerSecond is \"-1\"")]
    [InlineData("Limits__Connections", "0", "Limits__Connections is \"0\"")]
    [InlineData("Limits__TrustedProxies", "10.0.0.5,proxy", "Limits__TrustedProxies names \"proxy\"")]
    [InlineData("Webhooks__AllowHttp", "yes", "Webhooks__AllowHttp is \"yes\"")]
    [InlineData("Webhooks__AllowedNetworks", "10.0.0.0/8,inside", "Webhooks__AllowedNetworks names \"inside\"")]
    [InlineData("Webhooks__SecretKeys", Password, "Webhooks__SecretKeys holds what is no key")]
    [InlineData("Webhooks__InFlight", "0", "Webhooks__InFlight is \"0\"")]
    [InlineData("Webhooks__RetentionDays", "9", "Webhooks__RetentionDays is \"9\"")]
    [InlineData("Webhooks__RetentionDays", "1000", "Webhooks__RetentionDays is \"1000\"")]
    [InlineData("Sample__Load", "perhaps", "Sample__Load is \"perhaps\"")]
    [InlineData("Database__MigrateOnStart", "1", "Database__MigrateOnStart is \"1\"")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4317", "OTEL_EXPORTER_OTLP_ENDPOINT is \"localhost:4317\"")]
    [InlineData("ConnectionStrings__ClaimCheck", "Hots=nowhere;Password=" + Password, "ConnectionStrings__ClaimCheck is not")]
    [InlineData("ConnectionStrings__ClaimCheck", "postgres://me:" + Password + "@db/claimcheck", "ConnectionStrings__ClaimCheck is not")]
    [InlineData("ConnectionStrings__ClaimCheck", "Database=x;Password=" + Password, "ConnectionStrings__ClaimCheck names no host")]
    [InlineData("ConnectionStrings__ClaimCheck", "Host=h;Port=many;Password=" + Password, "ConnectionStrings__ClaimCheck is not")]
    public async Task A_setting_that_cannot_be_used_is_named(string name, string value, string says)
    {
        await using var folder = new DataFolder();

        var message = await RefusedAsync(new(folder.Settings()) { [name] = value });

        Assert.Contains(says, message, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file_is_named()
    {
        await using var folder = new DataFolder();
        var file = Path.Combine(folder.Path, "file");
        await File.WriteAllTextAsync(file, "", Stop);

        var message = await RefusedAsync(new() { ["Embedded__DataDirectory"] = file });

        Assert.Contains(file, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_another_service_uses_is_named()
    {
        await using var folder = new DataFolder();
        await using var first = await ServiceProcess.ServeReadyAsync(folder.Settings());

        var message = await RefusedAsync(folder.Settings());

        Assert.Contains(folder.Path, message, StringComparison.Ordinal);
        Assert.Contains(first.Id.ToString(CultureInfo.InvariantCulture), message, StringComparison.Ordinal);
        await Eventually.TrueAsync(async () => await first.StatusAsync("/health/ready") == 200, "the first is ready");
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}")]
    [InlineData("http://localhost:{0}")]
    public async Task An_address_that_is_taken_is_named(string address)
    {
        using var taker = new TcpListener(IPAddress.Loopback, 0);
        taker.Start();
        var port = ((IPEndPoint)taker.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        var database = await postgres.Server.CreateDatabaseAsync();

        var message = await RefusedAsync(
            new() { ["ConnectionStrings__ClaimCheck"] = database.AdminConnectionString }, "--urls", address.Replace("{0}", port, StringComparison.Ordinal));

        Assert.Contains(port, message, StringComparison.Ordinal);
        await postgres.Server.DropDatabaseAsync(database);
    }

    [Theory]
    [InlineData("http://192.0.2.1:5080")]
    [InlineData("http://unix:/no/such/folder/socket")]
    public async Task An_address_that_is_not_to_be_had_is_named(string address)
    {
        var database = await postgres.Server.CreateDatabaseAsync();

        var message = await RefusedAsync(new() { ["ConnectionStrings__ClaimCheck"] = database.AdminConnectionString }, "--urls", address);

        Assert.Contains($"cannot listen on {address}: ", message, StringComparison.Ordinal);
        await postgres.Server.DropDatabaseAsync(database);
    }

    [Theory]
    [InlineData("not an address")]
    [InlineData("ftp://localhost:5080")]
    public async Task An_address_that_is_none_is_named(string address)
    {
        var database = await postgres.Server.CreateDatabaseAsync();

        var message = await RefusedAsync(new() { ["ConnectionStrings__ClaimCheck"] = database.AdminConnectionString }, "--urls", address);

        Assert.Contains(address, message, StringComparison.Ordinal);
        await postgres.Server.DropDatabaseAsync(database);
    }

    [Theory]
    [InlineData("migrat", "migrat")]
    [InlineData("Migrate", "Migrate")]
    [InlineData("prune", "--Embedded:Port", "5433", "prune")]
    [InlineData("prune", "--Embedded:Port=5433", "prune")]
    [InlineData("twice", "migrate", "twice")]
    [InlineData("Doe", "create-key", "--role", "admin", "--name", "Jane", "Doe")]
    public async Task A_word_that_is_no_command_is_named(string stray, params string[] command)
    {
        await using var folder = new DataFolder();

        var message = await RefusedAsync(folder.Settings(), command);

        Assert.StartsWith($"\"{stray}\" is not a command.", message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "postgres")));
    }

    [Theory]
    [InlineData]
    [InlineData("migrate")]
    [InlineData("create-key", "--role", "admin", "--name", "x")]
    public async Task A_server_that_cannot_be_reached_is_named(params string[] command)
    {
        using var nobody = new TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        var port = ((IPEndPoint)nobody.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        nobody.Stop();

        var message = await RefusedAsync(
            new()
            {
                ["ConnectionStrings__ClaimCheck"] = $"Host=127.0.0.1;Port={port};Username=me;Password={Password};Database=claimcheck",
                ["Database__MigrateOnStart"] = "true",
            },
            command);

        Assert.Contains("127.0.0.1:" + port, message, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings__ClaimCheck", message, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_not_repeated()
    {
        var database = await postgres.Server.CreateDatabaseAsync();
        var wrong = new NpgsqlConnectionStringBuilder(database.AdminConnectionString) { Password = Password };

        var message = await RefusedAsync(new() { ["ConnectionStrings__ClaimCheck"] = wrong.ConnectionString, ["Database__MigrateOnStart"] = "true" });

        Assert.Contains("ConnectionStrings__ClaimCheck", message, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, message, StringComparison.Ordinal);
        await postgres.Server.DropDatabaseAsync(database);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task A_migration_that_was_changed_stops_the_start_and_is_named(string migrateOnStart)
    {
        var database = await postgres.Server.CreateDatabaseAsync();
        var changed = Migrator.BuiltIn[2].Name;
        await using (var connection = new NpgsqlConnection(database.AdminConnectionString))
        {
            await connection.OpenAsync(Stop);
            await using var command = new NpgsqlCommand("update schema_migrations set checksum = 'x' where name = $1", connection)
            {
                Parameters = { new() { Value = changed } },
            };
            Assert.Equal(1, await command.ExecuteNonQueryAsync(Stop));
        }

        var message = await RefusedAsync(
            new() { ["ConnectionStrings__ClaimCheck"] = database.AdminConnectionString, ["Database__MigrateOnStart"] = migrateOnStart });

        Assert.Contains(changed, message, StringComparison.Ordinal);
        await postgres.Server.DropDatabaseAsync(database);
    }

    private static async Task<string> RefusedAsync(Dictionary<string, string> settings, params string[] arguments)
    {
        string[] anywhere = arguments.Contains("--urls") ? [] : ["--urls", "http://127.0.0.1:0"];
        var ended = await ServiceProcess.RunAsync(settings, [.. arguments, .. anywhere]);
        Assert.True(ended.ExitCode == 1, $"Exit code {ended.ExitCode}: {ended.Everything}");
        Assert.DoesNotContain("   at ", ended.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", ended.Everything, StringComparison.Ordinal);
        return Assert.Single(ended.Errors);
    }
}
