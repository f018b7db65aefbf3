using System.Net;
using ClaimCheck.Testing;
using Npgsql;

namespace ClaimCheck.Api.Tests.Exporting;

/// <summary>Exports that are larger than all that lies between the database and whoever reads them, of a service in a hurry.</summary>
public sealed class LongExportTests(PostgresFixture postgres) : ApiFixture(postgres)
{
    private const int Claims = 30_000;
    private const string Export = "/v1/exports/claims?language=eo";
    private const string Backend = "select count(*) from pg_stat_activity where datname = current_database() and application_name = 'claimcheck-exports' and state <> 'idle'";

    protected override string[] Arguments =>
        ["--Limits:UnitsPerSecond=1000000", "--Limits:FailedLoginsPerMinute=10000", "--Limits:DeadlineSeconds=1"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_export_is_not_cut_at_the_deadline_and_shows_nothing_that_was_written_meanwhile()
    {
        await FillAsync();
        using var response = await BeginAsync();
        await using var body = await response.Content.ReadAsStreamAsync(Stop);
        var first = new byte[100_000];
        await body.ReadExactlyAsync(first, Stop);

        await RunAsync("update claims set text = 'Changed meanwhile.' where language = 'eo'");
        await Task.Delay(TimeSpan.FromSeconds(2), Stop);
        var rest = new MemoryStream();
        await body.CopyToAsync(rest, Stop);

        using var whole = new StreamReader(new MemoryStream([.. first, .. rest.ToArray()]));
        var lines = 0;
        while (await whole.ReadLineAsync(Stop) is { } line)
        {
            lines++;
            Assert.Contains("\"text\":\"rain rain", line, StringComparison.Ordinal);
        }

        Assert.Equal(Claims, lines);
        Assert.Contains("Changed meanwhile.", (await Download.OfAsync(Reader, Export)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_fails_in_the_middle_breaks_the_connection_and_ends_no_file()
    {
        await FillAsync();
        using var response = await BeginAsync();
        await using var body = await response.Content.ReadAsStreamAsync(Stop);
        await body.ReadExactlyAsync(new byte[100_000], Stop);

        Assert.Equal(1L, await RunAsync("select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and application_name = 'claimcheck-exports'"));

        await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(Stream.Null, Stop));
        Assert.Equal(HttpStatusCode.OK, (await Download.OfAsync(Reader, "/v1/exports/sources")).Status);
    }

    [Fact]
    public async Task Whoever_leaves_in_the_middle_leaves_nothing_running()
    {
        await FillAsync();
        for (var i = 0; i < 3; i++)
        {
            using var response = await BeginAsync();
            await using var body = await response.Content.ReadAsStreamAsync(Stop);
            await body.ReadExactlyAsync(new byte[100_000], Stop);
            Assert.Equal(1L, await RunAsync(Backend));
            response.Dispose();
            await Eventually.TrueAsync(async () => await RunAsync(Backend) is 0L, "the export ended");
        }

        Assert.Equal(Claims, (await Download.OfAsync(Reader, Export)).Lines.Length);
    }

    private async Task<HttpResponseMessage> BeginAsync()
    {
        var response = await Reader.GetAsync(Export, HttpCompletionOption.ResponseHeadersRead, Stop);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return response;
    }

    private async Task FillAsync() => await RunAsync($"""
        insert into claims (id, source_id, text, language, modality, basis, created_at, updated_at)
        select gen_random_uuid(), (select id from sources where slug = 'cnn'), repeat('rain ', 400), 'eo', 'asserted', 'unknown', now(), now()
          from generate_series(1, {Claims})
        """);

    private async Task<object?> RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Database.AdminConnectionString);
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        return await command.ExecuteScalarAsync(Stop);
    }
}
