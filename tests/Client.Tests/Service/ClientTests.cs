using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace ClaimCheck.Client.Tests.Service;

public sealed class ClientTests(ImportService service) : IClassFixture<ImportService>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_row_has_its_result()
    {
        using var client = service.Connect();
        var text = new Story().WithOneThatFails(claims: 2);

        var import = await ImportAsync(client, text);

        Assert.Equal(ImportState.Completed, import.State);
        Assert.Equal(new ImportCounts(Created: 3, 0, 0, 0, Failed: 1), import.Counts);
        var failed = Assert.Single(await client.ReadImportRowsAsync(import.Id, RowResult.Failed, Cancellation).ToListAsync(Cancellation));
        Assert.Equal(4, failed.Line);
        Assert.Equal("claim", failed.Record);
        Assert.Equal("c-3", failed.ExternalId);
        Assert.Equal("$.text", failed.Path);
        Assert.NotEmpty(failed.Message!);
        Assert.Equal("c-3", failed.Sent?.GetProperty("externalId").GetString());
        Assert.Equal(failed.Line, Assert.Single(import.Failures!).Line);
    }

    [Fact]
    public async Task The_rows_that_are_downloaded_are_those_that_are_paged()
    {
        using var client = service.Connect();
        var import = await ImportAsync(client, new Story().WithOneThatFails(claims: 300));

        var paged = await client.ReadImportRowsAsync(import.Id, cancellation: Cancellation).ToListAsync(Cancellation);
        await using var lines = await client.DownloadImportRowsAsync(import.Id, cancellation: Cancellation);
        var downloaded = await ImportedRows.ReadAsync(lines, Cancellation).ToListAsync(Cancellation);

        Assert.Equal(302, paged.Count);
        Assert.Equal(Enumerable.Range(1, 302).Select(line => (long)line), paged.Select(row => row.Line).Order());
        Assert.Equal(paged.Select(row => (row.Line, row.Result, row.Id)).Order(), downloaded.Select(row => (row.Line, row.Result, row.Id)).Order());
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing()
    {
        using var client = service.Connect();
        var text = new Story().Mended(claims: 2);
        await ImportAsync(client, text);

        Assert.Equal(new ImportCounts(0, 0, Unchanged: 4, 0, 0), (await ImportAsync(client, text)).Counts);
    }

    [Fact]
    public async Task Under_the_same_name_the_same_file_is_the_same_import()
    {
        using var client = service.Connect();
        var text = new Story().Mended(claims: 2);
        var options = new ImportOptions { Format = ImportFormat.Ndjson, IdempotencyKey = ImportService.NewName("import") };

        var first = await StartAsync(client, text, options);
        var second = await StartAsync(client, text, options);

        Assert.False(first.IsReplay);
        Assert.True(second.IsReplay);
        Assert.Equal(first.Import.Id, second.Import.Id);
    }

    [Fact]
    public async Task An_import_is_watched_to_its_end()
    {
        using var client = service.Connect();
        var started = await StartAsync(client, new Story().Mended(claims: 2_000), new() { Format = ImportFormat.Ndjson, RespondAsync = true });

        var seen = await client.WatchImportAsync(started.Import.Id, Cancellation).ToListAsync(Cancellation);

        Assert.Equal(ImportState.Completed, seen[^1].State);
        Assert.Equal(2_002, seen[^1].Counts.Total);
        Assert.All(seen.Zip(seen.Skip(1)), pair => Assert.True(pair.First.Counts.Total <= pair.Second.Counts.Total));
    }

    [Fact]
    public async Task Compressed_on_the_way_a_file_is_the_same_file()
    {
        using var client = service.Connect();
        var text = new Story().Mended(claims: 100);

        var started = await StartAsync(client, text, new() { Format = ImportFormat.Ndjson, Compress = true, RowCount = 102 });

        Assert.Equal(102, (await EndAsync(client, started)).Counts.Created);
    }

    [Fact]
    public async Task A_file_that_is_checked_only_is_not_stored()
    {
        using var client = service.Connect();
        var story = new Story();

        var started = await StartAsync(client, story.Mended(claims: 2), new() { Format = ImportFormat.Ndjson, Mode = ImportMode.DryRun });
        var import = await EndAsync(client, started);

        Assert.Equal(4, import.Counts.Created);
        var problem = await Assert.ThrowsAsync<ProblemException>(() => client.SearchClaimsAsync(new() { Source = story.Source }, Cancellation));
        Assert.True(problem.Is("unknown-reference"));
    }

    [Fact]
    public async Task Rows_that_did_not_arrive_leave_nothing_stored()
    {
        using var client = service.Connect();
        var story = new Story();

        var problem = await Assert.ThrowsAsync<ProblemException>(
            () => StartAsync(client, story.Mended(claims: 2), new() { Format = ImportFormat.Ndjson, RowCount = 5 }));

        Assert.True(problem.Is("incomplete-import"));
        await Assert.ThrowsAsync<ProblemException>(() => client.SearchClaimsAsync(new() { Source = story.Source }, Cancellation));
    }

    [Fact]
    public async Task Bytes_that_are_others_than_were_meant_leave_nothing_stored()
    {
        using var client = service.Connect();

        var problem = await Assert.ThrowsAsync<ProblemException>(
            () => StartAsync(client, new Story().Mended(claims: 2), new() { Format = ImportFormat.Ndjson, Digest = SHA256.HashData([1]) }));

        Assert.True(problem.Is("incomplete-import"));
    }

    [Fact]
    public async Task An_import_is_in_the_list_of_those_in_its_state()
    {
        using var client = service.Connect();
        var import = await ImportAsync(client, new Story().Mended(claims: 1));

        var page = await client.ListImportsAsync(ImportState.Completed, limit: 200, cancellation: Cancellation);

        Assert.Contains(page.Items, item => item.Id == import.Id);
        Assert.All(page.Items, item => Assert.Equal(ImportState.Completed, item.State));
    }

    [Fact]
    public async Task An_import_that_has_ended_stays_as_it_is_when_it_is_cancelled()
    {
        using var client = service.Connect();
        var import = await ImportAsync(client, new Story().Mended(claims: 1));

        Assert.Equal(ImportState.Completed, (await client.CancelImportAsync(import.Id, Cancellation)).State);
    }

    [Fact]
    public async Task An_import_that_is_not_there_is_not_found_nor_waited_for()
    {
        using var client = service.Connect();
        var nobody = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

        Assert.True((await Assert.ThrowsAsync<ProblemException>(() => client.GetImportAsync(nobody, Cancellation))).Is("not-found"));
        Assert.True((await Assert.ThrowsAsync<ProblemException>(async () => await client.WatchImportAsync(nobody, Cancellation).ToListAsync(Cancellation))).Is("not-found"));
    }

    private static async Task<Import> ImportAsync(ClaimCheckClient client, string ndjson) =>
        await EndAsync(client, await StartAsync(client, ndjson, new() { Format = ImportFormat.Ndjson }));

    private static async Task<StartedImport> StartAsync(ClaimCheckClient client, string text, ImportOptions options)
    {
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await client.StartImportAsync(body, options, Cancellation);
    }

    private static async Task<Import> EndAsync(ClaimCheckClient client, StartedImport started)
    {
        if (!started.Import.HasEnded)
        {
            await client.WatchImportAsync(started.Import.Id, Cancellation).LastAsync(Cancellation);
        }

        return await client.GetImportAsync(started.Import.Id, Cancellation);
    }
}
