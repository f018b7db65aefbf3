using System.Globalization;
using ClaimCheck.Data.Embedded;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ClaimCheck.Testing;

/// <summary>
/// A real server in a folder of its own, through the code the service uses; one per test run. Test classes keep apart by
/// taking a database each, cloned from a template that was prepared once.
/// </summary>
public sealed class ThrowAwayPostgres : IAsyncDisposable
{
    private const string PreparedTemplate = "prepared";

    private readonly EmbeddedPostgres server;
    private readonly string folder;
    private readonly string template;
    private int lastDatabase;
    private int disposed;

    private ThrowAwayPostgres(EmbeddedPostgres server, string folder, string template)
    {
        this.server = server;
        this.folder = folder;
        this.template = template;

        // A runner may end without disposing of its fixtures.
        AppDomain.CurrentDomain.ProcessExit += StopAtExit;
    }

    /// <summary>The server itself.</summary>
    public EmbeddedPostgres Server => server;

    /// <summary>Starts a server without data.</summary>
    /// <param name="prepareTemplate">
    /// Fills the database that all others are cloned from, for instance with the migrations; given a superuser's connection
    /// string. It must close its connections, or the template cannot be cloned.
    /// </param>
    public static async Task<ThrowAwayPostgres> StartAsync(Func<string, Task>? prepareTemplate = null)
    {
        await ThrowAwayFolder.RemoveAbandonedAsync(CancellationToken.None);
        var folder = ThrowAwayFolder.Make();
        try
        {
            var server = await EmbeddedPostgres.StartAsync(
                new EmbeddedOptions { DataDirectory = folder, Durable = false },
                TimeProvider.System, NullLogger.Instance, CancellationToken.None);
            var started = new ThrowAwayPostgres(
                server, folder, prepareTemplate is null ? ServerDatabase(server.AdminConnectionString) : PreparedTemplate);
            if (prepareTemplate is not null)
            {
                await started.PrepareAsync(prepareTemplate);
            }

            return started;
        }
        catch
        {
            ThrowAwayFolder.Remove(folder);
            throw;
        }
    }

    /// <summary>A new database: a clone of the prepared template, or of another.</summary>
    public async Task<TestDatabase> CreateDatabaseAsync(string? template = null)
    {
        var name = "test_" + Interlocked.Increment(ref lastDatabase).ToString("0000", CultureInfo.InvariantCulture);
        await CloneAsync(name, template ?? this.template);
        return new TestDatabase(name, On(server.AdminConnectionString, name), On(server.ServiceConnectionString, name));
    }

    /// <summary>Drops a database, ending whatever is still connected to it.</summary>
    public async Task DropDatabaseAsync(TestDatabase database)
    {
        await using (var service = new NpgsqlConnection(database.ServiceConnectionString))
        await using (var admin = new NpgsqlConnection(database.AdminConnectionString))
        {
            // A pool would hand out connections to a database that is gone.
            NpgsqlConnection.ClearPool(service);
            NpgsqlConnection.ClearPool(admin);
        }

        await MaintainAsync("drop database if exists %I with (force)", database.Name);
    }

    /// <summary>Stops the server and removes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
        {
            AppDomain.CurrentDomain.ProcessExit -= StopAtExit;
            await server.DisposeAsync();
            ThrowAwayFolder.Remove(folder);
        }
    }

    private static string ServerDatabase(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString).Database!;

    private static string On(string connectionString, string database) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Database = database }.ConnectionString;

    private void StopAtExit(object? sender, EventArgs e) => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task PrepareAsync(Func<string, Task> prepareTemplate)
    {
        try
        {
            await CloneAsync(PreparedTemplate, template: ServerDatabase(server.AdminConnectionString));
            var unpooled = new NpgsqlConnectionStringBuilder(On(server.AdminConnectionString, PreparedTemplate)) { Pooling = false };
            await prepareTemplate(unpooled.ConnectionString);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    private Task CloneAsync(string name, string template) =>
        MaintainAsync("create database %I template %I", name, template);

    /// <summary>Postgres quotes the names: statements about databases take no parameters.</summary>
    private async Task MaintainAsync(string format, params string[] names)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(On(server.AdminConnectionString, "postgres")) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var quote = new NpgsqlCommand("select format($1, variadic $2)", connection)
        {
            Parameters = { new() { Value = format }, new() { Value = names } },
        };
        var statement = (string)(await quote.ExecuteScalarAsync())!;
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
