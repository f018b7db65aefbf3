using System.IO.Compression;
using System.Text.Json;
using ClaimCheck.Cli;

namespace ClaimCheck.Client.Tests.Cli;

/// <summary>How the command line takes what the service seldom does; that it works is in <c>Service</c>.</summary>
public sealed class ImportCommandTests : IDisposable
{
    private const string Three = "{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n";

    private static readonly string AllIn = OnTheWire.Json("completed", created: 3);

    private readonly Typed typed = new();

    public void Dispose() => typed.Dispose();

    [Fact]
    public async Task A_run_that_was_cut_off_is_found_again_by_the_next_one()
    {
        var file = typed.Write("claims.ndjson", Three);
        await using (var service = await FaultyService.StartAsync(FaultyService.Json(202, OnTheWire.Json("running")), FaultyService.Problem(503, "unavailable", ("Retry-After", "3600"))))
        {
            typed.WatchPatience = TimeSpan.FromMilliseconds(100);
            Assert.Equal(ExitCode.NotReachable, (await typed.At(service).RunAsync("import", file)).ExitCode);
            await using var next = await FaultyService.StartAsync(
                FaultyService.Json(202, OnTheWire.Json("queued"), ("Idempotent-Replayed", "true")), FaultyService.Json(200, OnTheWire.Json("running")),
                FaultyService.Answer(200, "text/event-stream", OnTheWire.Event("end", AllIn)), FaultyService.Json(200, AllIn));

            var came = await typed.At(next).RunAsync("import", file);

            Assert.Equal(ExitCode.Done, came.ExitCode);
            Assert.Contains("was sent before", came.Errors, StringComparison.Ordinal);
            Assert.Contains("goes on", came.Errors, StringComparison.Ordinal);
            Assert.Equal(KeyOf(service), KeyOf(next));
        }
    }

    [Fact]
    public async Task An_import_that_has_ended_since_it_was_sent_is_not_said_to_go_on()
    {
        await using var service = await FaultyService.StartAsync(
            FaultyService.Json(202, OnTheWire.Json("queued"), ("Idempotent-Replayed", "true")), FaultyService.Json(200, AllIn));

        var came = await typed.At(service).RunAsync("import", typed.Write("claims.ndjson", Three));

        Assert.Equal(ExitCode.Done, came.ExitCode);
        Assert.Contains("--again sends the file anew", came.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("goes on", came.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_that_came_to_nothing_is_not_taken_for_the_answer_but_sent_anew()
    {
        var file = typed.Write("claims.ndjson", Three);
        var replayed = ("Idempotent-Replayed", "true");
        var second = Guid.Parse("0192f0c1-0000-7000-8000-000000000002");
        await using var service = await FaultyService.StartAsync(
            FaultyService.Json(202, OnTheWire.Json("queued"), replayed), FaultyService.Json(200, OnTheWire.Json("cancelled")),
            FaultyService.Json(202, OnTheWire.Json("queued", id: second), replayed), FaultyService.Json(200, OnTheWire.Json("failed", id: second)),
            FaultyService.Json(200, AllIn));

        var came = await typed.At(service).RunAsync("import", file);

        Assert.Equal(ExitCode.Done, came.ExitCode);
        var keys = service.Requests.Where(request => request.Method == "POST").Select(request => request.Headers["Idempotency-Key"]).ToList();
        Assert.Equal([keys[0], ImportKey.After(keys[0], OnTheWire.Id), ImportKey.After(keys[1], second)], keys);
    }

    [Fact]
    public async Task A_file_is_sent_with_what_must_arrive()
    {
        var file = typed.Write("claims.ndjson", Three);
        await using var service = await FaultyService.StartAsync(FaultyService.Json(200, AllIn));

        await typed.At(service).RunAsync("import", file, "--dry-run", "--on-error", "abort", "--link-status", "confirmed", "--claimant", "bbc-news");

        var sent = service.Requests.First();
        Assert.Equal("/v1/imports?mode=dry_run&onError=abort&linkStatus=confirmed&claimant=bbc-news", sent.Address);
        Assert.Equal("3", sent.Headers["Import-Row-Count"]);
        Assert.StartsWith("sha-256=:", sent.Headers["Content-Digest"], StringComparison.Ordinal);
        Assert.Equal(Three, System.Text.Encoding.UTF8.GetString(sent.Body));
    }

    [Fact]
    public async Task What_is_compressed_on_the_way_has_its_number_of_rows_and_no_digest()
    {
        var file = typed.Write("claims.ndjson", Three);
        await using var service = await FaultyService.StartAsync(FaultyService.Json(200, AllIn));

        var came = await typed.At(service).RunAsync("import", file, "--gzip");

        Assert.Equal(ExitCode.Done, came.ExitCode);
        var sent = service.Requests.First();
        Assert.Equal("gzip", sent.Headers["Content-Encoding"]);
        Assert.Equal("3", sent.Headers["Import-Row-Count"]);
        Assert.DoesNotContain("Content-Digest", sent.Headers.Keys);
        using var inflated = new StreamReader(new GZipStream(new MemoryStream(sent.Body), CompressionMode.Decompress));
        Assert.Equal(Three, await inflated.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_is_compressed_already_is_sent_with_its_digest_and_not_compressed_again()
    {
        byte[] compressed = [0x1F, 0x8B, 0x08, 0x00];
        var file = typed.PathOf("claims.ndjson.gz");
        await File.WriteAllBytesAsync(file, compressed, TestContext.Current.CancellationToken);
        await using var service = await FaultyService.StartAsync(FaultyService.Json(200, AllIn));

        await typed.At(service).RunAsync("import", file, "--gzip");

        var sent = service.Requests.First();
        Assert.Equal(compressed, sent.Body);
        Assert.Contains("Content-Digest", sent.Headers.Keys);
    }

    [Theory]
    [InlineData("skip", "upsert", "cancelled; what was stored stays: 1 created")]
    [InlineData("abort", "upsert", "cancelled, nothing was stored: no rows")]
    [InlineData("skip", "dry_run", "cancelled, nothing was stored: 1 created")]
    public async Task Of_an_import_that_was_stopped_it_is_said_whether_anything_is_stored(string onError, string mode, string said)
    {
        var cancelled = OnTheWire.Json("cancelled", created: onError == "abort" ? 0 : 1)
            .Replace("\"skip\"", $"\"{onError}\"", StringComparison.Ordinal).Replace("\"upsert\"", $"\"{mode}\"", StringComparison.Ordinal);
        await using var service = await FaultyService.StartAsync(FaultyService.Json(200, cancelled));

        var came = await typed.At(service).RunAsync("cancel", OnTheWire.Id.ToString());

        Assert.Equal($"{OnTheWire.Id}: {said}", came.Output.TrimEnd());
    }

    [Fact]
    public async Task Again_sends_under_another_name_each_time()
    {
        var file = typed.Write("claims.ndjson", Three);
        await using var service = await FaultyService.StartAsync(FaultyService.Json(200, AllIn));
        typed.At(service);

        await typed.RunAsync("import", file);
        await typed.RunAsync("import", file, "--again");
        await typed.RunAsync("import", file, "--again");

        Assert.Equal(3, service.Requests.Where(request => request.Method == "POST").Select(request => request.Headers["Idempotency-Key"]).Distinct().Count());
    }

    [Fact]
    public async Task An_import_that_says_it_is_done_but_lacks_rows_is_not_taken_for_success()
    {
        var file = typed.Write("claims.ndjson", Three);
        await using var service = await FaultyService.StartAsync(FaultyService.Json(200, OnTheWire.Json("completed", created: 2, rows: 2)));

        Assert.Equal(ExitCode.Refused, (await typed.At(service).RunAsync("import", file)).ExitCode);
    }

    [Theory]
    [InlineData(403, "forbidden", ExitCode.Refused)]
    [InlineData(400, "incomplete-import", ExitCode.Refused)]
    [InlineData(413, "too-large", ExitCode.Refused)]
    [InlineData(503, "unavailable", ExitCode.NotReachable)]
    public async Task A_refusal_is_told_and_has_its_exit_code(int status, string slug, int exitCode)
    {
        var file = typed.Write("claims.ndjson", Three);
        await using var service = await FaultyService.StartAsync(FaultyService.Problem(status, slug));

        var came = await typed.At(service).RunAsync("import", file);

        Assert.Equal(exitCode, came.ExitCode);
        Assert.Contains("What happened.", came.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(FaultyService.Key, came.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_files_one_that_is_refused_does_not_stop_the_others()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Problem(422, "unprocessable"), FaultyService.Json(200, AllIn));

        var came = await typed.At(service).RunAsync("import", typed.Write("a.ndjson", Three), typed.PathOf("missing.ndjson"), typed.Write("c.ndjson", Three));

        Assert.Equal(ExitCode.Refused, came.ExitCode);
        Assert.Contains("c.ndjson: imported 3 rows", came.Output, StringComparison.Ordinal);
        Assert.Contains("no file", came.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_not_there_ends_it_with_4()
    {
        var service = await FaultyService.StartAsync(FaultyService.Vanish);
        typed.At(service);
        await service.DisposeAsync();

        var came = await typed.RunAsync("import", typed.Write("a.ndjson", Three), typed.Write("b.ndjson", Three));

        Assert.Equal(ExitCode.NotReachable, came.ExitCode);
        Assert.DoesNotContain("b.ndjson", came.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupted_it_ends_with_130_and_says_that_the_import_goes_on()
    {
        var file = typed.Write("claims.ndjson", Three);
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var service = await FaultyService.StartAsync(FaultyService.Json(202, OnTheWire.Json("running")), async context =>
        {
            await interrupt.CancelAsync();
            await FaultyService.FallSilent("text/event-stream", OnTheWire.Event("progress", OnTheWire.Json("running")))(context);
        });

        var came = await typed.At(service).RunAsync(["import", file], "", interrupt.Token);

        Assert.Equal(ExitCode.Interrupted, came.ExitCode);
        Assert.Contains("goes on", came.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_machines_every_line_is_a_JSON_object()
    {
        await using var service = await FaultyService.StartAsync(
            FaultyService.Json(202, OnTheWire.Json("running")), FaultyService.Answer(200, "text/event-stream", OnTheWire.Event("end", AllIn)), FaultyService.Json(200, AllIn),
            FaultyService.Problem(403, "forbidden"));

        var came = await typed.At(service).RunAsync("import", typed.Write("a.ndjson", Three), typed.Write("b.ndjson", Three), "--json");

        Assert.Empty(came.Errors);
        var lines = came.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["started", "progress", "progress", "result", "problem"], lines.Select(line => line.GetProperty("event").GetString()));
        Assert.Equal("completed", lines[3].GetProperty("import").GetProperty("state").GetString());
        Assert.Equal(0, lines[3].GetProperty("exitCode").GetInt32());
        Assert.Equal("urn:claimcheck:forbidden", lines[4].GetProperty("type").GetString());
    }

    [Fact]
    public async Task Quiet_says_nothing_where_all_is_well()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Json(200, AllIn));

        Assert.Empty((await typed.At(service).RunAsync("import", typed.Write("a.ndjson", Three), "--quiet")).Everything);
    }

    [Fact]
    public async Task Without_a_terminal_there_are_no_bars_and_no_colours()
    {
        // Longer than a terminal is wide: a log has it on one line.
        var reason = string.Concat(Enumerable.Repeat("What to change. ", 15)).Trim();
        var failed = OnTheWire.Json("completed", created: 2, failed: 1, more: $$""","failures":[{"line":2,"record":"claim","result":"failed","message":"{{reason}}"}]""");
        await using var service = await FaultyService.StartAsync(
            FaultyService.Json(202, OnTheWire.Json("running")), FaultyService.Answer(200, "text/event-stream", OnTheWire.Event("progress", OnTheWire.Json("running", created: 1)) + OnTheWire.Event("end", failed)),
            FaultyService.Json(200, failed), FaultyService.Answer(200, "application/x-ndjson", "{\"line\":2,\"record\":\"claim\",\"result\":\"failed\"}\n"));
        var file = typed.Write("a.ndjson", Three);

        var came = await typed.At(service).RunAsync("import", file);

        Assert.Equal(ExitCode.RowsFailed, came.ExitCode);
        Assert.Equal(2, came.Lines.Length);
        Assert.DoesNotContain('\e', came.Everything);
        Assert.Equal($"{file}: line 2: {reason}", came.Errors.TrimEnd());
    }

    [Fact]
    public async Task In_a_terminal_there_is_a_bar_with_the_failures_above_it_and_the_result_apart()
    {
        var failed = OnTheWire.Json(
            "completed", created: 2, failed: 1, more: ""","failures":[{"line":2,"record":"claim","result":"failed","message":"[red] is no colour"}]""");
        var row = FaultyService.Answer(200, "application/x-ndjson", "{\"line\":2,\"record\":\"claim\",\"result\":\"failed\"}\n");
        await using var service = await FaultyService.StartAsync(
            FaultyService.Json(202, OnTheWire.Json("queued"), ("Idempotent-Replayed", "true")),
            FaultyService.Json(200, OnTheWire.Json("queued")),
            FaultyService.Answer(200, "text/event-stream", OnTheWire.Event("progress", OnTheWire.Json("running", created: 1)) + OnTheWire.Event("end", failed)),
            FaultyService.Json(200, failed),
            row);
        using var terminal = new Typed { IsTerminal = true };

        var came = await terminal.At(service).RunAsync("import", terminal.Write("[a].ndjson", Three), "--mode", "upsert");

        Assert.Equal(ExitCode.RowsFailed, came.ExitCode);
        Assert.Contains("imported 3 rows: 2 created, 1 failed", Assert.Single(came.Lines, line => line.Contains("[a].ndjson: ", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("[red] is no colour", came.Errors, StringComparison.Ordinal);
        Assert.Contains("was sent before", came.Errors.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_others_wrote_cannot_move_the_cursor()
    {
        var failed = OnTheWire.Json("completed", created: 2, failed: 1, more: ""","failures":[{"line":2,"record":"claim","result":"failed","externalId":"a\u001b[2J","code":"x","message":"\u001b[31m\u202eno"}]""");
        await using var service = await FaultyService.StartAsync(
            FaultyService.Json(200, failed), FaultyService.Json(200, failed), FaultyService.Answer(200, "application/x-ndjson", "{\"line\":2,\"record\":\"claim\",\"result\":\"failed\"}\n"));

        var came = await typed.At(service).RunAsync("import", typed.Write("a.ndjson", Three));

        Assert.Equal(ExitCode.RowsFailed, came.ExitCode);
        Assert.Contains("line 2", came.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', came.Everything);
        Assert.DoesNotContain('\u202e', came.Everything);
    }

    [Fact]
    public async Task A_list_of_failures_that_breaks_off_leaves_no_file_that_looks_whole()
    {
        var failed = OnTheWire.Json("completed", created: 2, failed: 1);
        await using var service = await FaultyService.StartAsync(
            FaultyService.Json(200, failed), FaultyService.Json(200, failed), FaultyService.BreakOff("application/x-ndjson", "{\"line\":2,\"record\":\"claim\",\"result\":\"failed\"}\n"));

        var came = await typed.At(service).RunAsync("import", typed.Write("a.ndjson", Three));

        Assert.Equal(ExitCode.NotReachable, came.ExitCode);
        Assert.Equal(["a.ndjson"], Directory.GetFiles(typed.Folder).Select(Path.GetFileName));
    }

    private static string KeyOf(FaultyService service) => service.Requests.First().Headers["Idempotency-Key"];
}
