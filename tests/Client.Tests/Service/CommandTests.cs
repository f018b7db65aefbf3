using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ClaimCheck.Cli;
using ClaimCheck.Client.Tests.Cli;

namespace ClaimCheck.Client.Tests.Service;

public sealed class CommandTests(ImportService service) : IClassFixture<ImportService>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_that_failed_are_written_down_until_none_does()
    {
        using var typed = service.Type();
        var story = new Story();
        var file = typed.Write("claims.ndjson", story.WithOneThatFails(claims: 2));

        var failed = await typed.RunAsync("import", file);

        Assert.Equal(ExitCode.RowsFailed, failed.ExitCode);
        var errors = await File.ReadAllLinesAsync(file + ".errors.csv", Cancellation);
        Assert.Equal("line,record,externalId,code,path,message,sent", errors[0]);
        Assert.StartsWith("4,claim,c-3,", errors[1], StringComparison.Ordinal);
        Assert.Equal(2, errors.Length);
        Assert.Contains("line 4 (c-3)", failed.Errors, StringComparison.Ordinal);

        typed.Write("claims.ndjson", story.Mended(claims: 2));
        var mended = await typed.RunAsync("import", file);

        Assert.Equal(ExitCode.Done, mended.ExitCode);
        Assert.Contains("1 created, 3 unchanged", mended.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(file + ".errors.csv"));
    }

    [Fact]
    public async Task The_same_command_again_finds_its_import()
    {
        using var typed = service.Type();
        var file = typed.Write("claims.ndjson", new Story().WithOneThatFails(claims: 1));

        var first = await typed.RunAsync("import", file, "--json");
        var second = await typed.RunAsync("import", file, "--json");
        var again = await typed.RunAsync("import", file, "--json", "--again");

        Assert.All([first, second, again], came => Assert.Equal(ExitCode.RowsFailed, came.ExitCode));
        Assert.Equal(IdOf(first), IdOf(second));
        Assert.NotEqual(IdOf(first), IdOf(again));
    }

    [Fact]
    public async Task Failed_rows_are_taken_back_mended_and_sent_again()
    {
        using var typed = service.Type();
        var (story, other) = (new Story(), new Story());
        var file = typed.Write("claims.ndjson", story.SourceLine + story.ClaimLine(1) + Story.ClaimLineOf(other.Source, 1, "Of a source nobody knows."));
        var failed = await typed.RunAsync("import", file, "--json");
        Assert.Equal(ExitCode.RowsFailed, failed.ExitCode);

        await typed.RunAsync("rows", IdOf(failed), "--result", "failed", "--output", typed.PathOf("again.ndjson"));
        var source = await typed.RunAsync("import", typed.Write("source.ndjson", other.SourceLine));
        var again = await typed.RunAsync("import", typed.PathOf("again.ndjson"));

        Assert.Equal([ExitCode.Done, ExitCode.Done], [source.ExitCode, again.ExitCode]);
        Assert.Contains("1 created", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_of_a_table_that_failed_are_mended_where_they_are_written_down()
    {
        using var typed = service.Type();
        var story = new Story();
        await typed.RunAsync("import", typed.Write("source.ndjson", story.SourceLine));
        var file = typed.Write("claims.csv", $"Source;Text;External ID\n{story.Source};\"Zażółć; \"\"gęślą\"\"\";c-1\nnobody-yet;=1+1;c-2\n{story.Source};;c-3\n");

        var failed = await typed.RunAsync("import", file);

        Assert.Equal(ExitCode.RowsFailed, failed.ExitCode);
        Assert.Contains("claims.csv.errors.csv, with the reasons beside them. Mend them there", failed.Output, StringComparison.Ordinal);
        var errors = await File.ReadAllTextAsync(file + ".errors.csv", Cancellation);
        Assert.StartsWith("Source;Text;External ID;import_record;import_external_id;import_id;import_sent;import_line;import_result;import_code;import_column;import_message\r\nnobody-yet;=1+1;c-2;claim;c-2;;;3;failed;", errors, StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            file + ".errors.csv", errors.Replace("nobody-yet", story.Source, StringComparison.Ordinal).Replace(";;c-3", ";Now it has words.;c-3", StringComparison.Ordinal), Cancellation);
        var mended = await typed.RunAsync("import", file + ".errors.csv");

        Assert.Equal(ExitCode.Done, mended.ExitCode);
        Assert.Contains("2 rows: 2 created", mended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_that_was_stopped_is_sent_anew_by_the_same_command()
    {
        using var typed = service.Type();
        using var client = service.Connect();
        var file = typed.Write("claims.ndjson", new Story().Mended(claims: 30_000));
        var key = ImportKey.Of(await FileScan.OfAsync(file, countLines: false, Cancellation), new() { Format = ImportFormat.Ndjson, IsGzip = false });
        var started = await client.StartImportAsync(file, new() { IdempotencyKey = key }, Cancellation);
        Assert.Equal(ImportState.Cancelled, (await client.CancelImportAsync(started.Import.Id, Cancellation)).State);

        var again = await typed.RunAsync("import", file);

        Assert.Equal(ExitCode.Done, again.ExitCode);
        Assert.Contains("imported 30,002 rows", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_exported_imports_again_unchanged()
    {
        using var typed = service.Type();
        var story = new Story();
        await typed.RunAsync("import", typed.Write("claims.ndjson", story.Mended(claims: 20)));

        var export = await typed.RunAsync("export", "claims", "--filter", $"source={story.Source}", "--output", typed.PathOf("exported.ndjson"));
        var again = await typed.RunAsync("import", typed.PathOf("exported.ndjson"));

        Assert.Equal([ExitCode.Done, ExitCode.Done], [export.ExitCode, again.ExitCode]);
        Assert.Contains("imported 21 rows: 21 unchanged", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spreadsheet_is_imported_by_other_names_of_columns()
    {
        using var typed = service.Type();
        var story = new Story();
        await typed.RunAsync("import", typed.Write("source.ndjson", story.SourceLine));

        var came = await typed.RunAsync(
            "import", typed.Write("claims.csv", $"who,id,words\n{story.Source},c-1,\"One, and\nanother line\"\n{story.Source},c-2,Two\n"),
            "--columns", "who:source,id:externalId", "--columns", "words:text");

        Assert.Equal(ExitCode.Done, came.ExitCode);
        Assert.Contains("2 created", came.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_compressed_file_is_imported_as_it_is()
    {
        using var typed = service.Type();
        await using (var file = new GZipStream(File.Create(typed.PathOf("claims.ndjson.gz")), CompressionLevel.Optimal))
        {
            await file.WriteAsync(Encoding.UTF8.GetBytes(new Story().Mended(claims: 50)), Cancellation);
        }

        Assert.Contains("52 created", (await typed.RunAsync("import", typed.PathOf("claims.ndjson.gz"))).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_compressed_on_the_way()
    {
        using var typed = service.Type();

        var came = await typed.RunAsync("import", typed.Write("claims.ndjson", new Story().Mended(claims: 50)), "--gzip");

        Assert.Equal(ExitCode.Done, came.ExitCode);
        Assert.Contains("52 created", came.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_piped_in_is_imported()
    {
        using var typed = service.Type();

        var came = await typed.RunAsync(["import", "-", "--format", "ndjson"], new Story().Mended(claims: 3), Cancellation);

        Assert.Equal(ExitCode.Done, came.ExitCode);
        Assert.Contains("stdin: imported 5 rows: 5 created", came.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_checked_without_being_stored()
    {
        using var typed = service.Type();
        var file = typed.Write("claims.ndjson", new Story().Mended(claims: 1));

        Assert.Contains("checked 3 rows, stored nothing: 3 created", (await typed.RunAsync("import", file, "--dry-run")).Output, StringComparison.Ordinal);
        Assert.Contains("imported 3 rows: 3 created", (await typed.RunAsync("import", file)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_which_nothing_may_fail_is_refused_whole()
    {
        using var typed = service.Type();
        var story = new Story();

        var came = await typed.RunAsync("import", typed.Write("claims.ndjson", story.WithOneThatFails(claims: 2)), "--on-error", "abort");

        Assert.Equal(ExitCode.Refused, came.ExitCode);
        using var client = service.Connect();
        await Assert.ThrowsAsync<ProblemException>(() => client.SearchClaimsAsync(new() { Source = story.Source }, Cancellation));
    }

    [Fact]
    public async Task A_key_that_does_not_work_is_told_and_not_shown()
    {
        using var typed = service.Type().With("CLAIMCHECK_KEY", "cc_no-such-key");

        var came = await typed.RunAsync("import", typed.Write("claims.ndjson", new Story().Mended(claims: 1)));

        Assert.Equal(ExitCode.Refused, came.ExitCode);
        Assert.Contains("CLAIMCHECK_KEY", came.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("cc_no-such-key", came.Everything, StringComparison.Ordinal);
    }

    private static string IdOf(Came came) =>
        JsonDocument.Parse(came.Lines[^1]).RootElement.GetProperty("import").GetProperty("id").GetString()!;
}
