using System.Diagnostics;
using ClaimCheck.Cli;
using ClaimCheck.Testing;

namespace ClaimCheck.Client.Tests.Cli;

/// <summary>The command line, mostly as a process of its own, where what it writes goes to <c>/dev/full</c>: that takes nothing, as a full disk does.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const string Said = "Standard output cannot be written: No space left on device.\n";

    private static readonly string AllIn = OnTheWire.Json("completed", created: 1, rows: 1);

    private readonly Typed typed = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => typed.Dispose();

    [Theory]
    [InlineData("import", "FILE")]
    [InlineData("import", "FILE", "--json")]
    [InlineData("import", "FILE", "--json", "--nope")]
    [InlineData("import", "not-there.ndjson", "--json")]
    [InlineData("cancel", "0192f0c1-0000-7000-8000-000000000001")]
    [InlineData("export", "claims")]
    [InlineData("import", "--help")]
    public async Task Results_that_cannot_be_written_end_in_a_sentence(params string[] args)
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Json(200, AllIn));

        var came = await RunAsync(service, "> /dev/full", args);

        Assert.Equal(Said, came.Errors);
        Assert.Equal(ExitCode.Refused, came.ExitCode);
    }

    [Fact]
    public async Task No_file_is_sent_after_the_one_whose_result_could_not_be_written()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Json(200, AllIn));

        var came = await RunAsync(service, "> /dev/full", "import", "FILE", "FILE", "--json");

        Assert.Equal(Said, came.Errors);
        Assert.Single(service.Requests, request => request.Method == "POST");
    }

    [Fact]
    public async Task Where_nothing_can_be_said_the_exit_code_still_tells()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Json(200, AllIn));

        Assert.Equal(ExitCode.Refused, (await RunAsync(service, "> /dev/full 2>&1", "import", "FILE")).ExitCode);
    }

    [Theory]
    [InlineData(200, ExitCode.Done, "imported 1 row")]
    [InlineData(403, ExitCode.Refused, "")]
    [InlineData(503, ExitCode.NotReachable, "")]
    public async Task A_log_that_cannot_be_written_changes_nothing_of_the_result(int status, int exitCode, string output)
    {
        await using var service = await FaultyService.StartAsync(
            status == 200 ? FaultyService.Json(200, AllIn, ("Idempotent-Replayed", "true")) : FaultyService.Problem(status, "a-problem"),
            status == 200 ? FaultyService.Json(200, AllIn) : FaultyService.Problem(status, "a-problem"));

        var came = await RunAsync(service, "2> /dev/full", "import", "FILE");

        Assert.Equal(exitCode, came.ExitCode);
        Assert.Contains(output, came.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_download_that_does_not_fit_leaves_nothing_behind()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Only Linux has /dev/full.");
        File.CreateSymbolicLink(typed.PathOf("claims.ndjson.part"), "/dev/full");
        await using var service = await FaultyService.StartAsync(FaultyService.Answer(200, "application/x-ndjson", "{}\n"));

        var came = await typed.At(service).RunAsync("export", "claims", "--output", typed.PathOf("claims.ndjson"));

        Assert.Equal(ExitCode.Refused, came.ExitCode);
        Assert.Contains("claims.ndjson.part", came.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(typed.Folder));
    }

    /// <summary>Runs it to its end; <c>FILE</c> is one with a row.</summary>
    private async Task<Came> RunAsync(FaultyService service, string redirected, params string[] args)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Only Linux has /dev/full.");
        var file = typed.Write("claims.ndjson", "{\"a\":1}\n");
        var program = Path.Combine(AppContext.BaseDirectory, "ClaimCheck.Cli.dll");
        var start = new ProcessStartInfo(
            "/bin/sh", ["-c", $"exec \"$0\" \"$@\" {redirected}", ServiceProcess.Host, program, .. args.Select(arg => arg == "FILE" ? file : arg)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["CLAIMCHECK_URL"] = service.Address.ToString(),
                ["CLAIMCHECK_KEY"] = FaultyService.Key,
                ["XDG_CONFIG_HOME"] = typed.Folder,
                // Without diagnostics the runtime puts no sockets into the temporary folder.
                ["DOTNET_EnableDiagnostics"] = "0",
            },
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Cancellation), process.StandardError.ReadToEndAsync(Cancellation));
        await process.WaitForExitAsync(Cancellation);
        return new(process.ExitCode, await output, await errors);
    }
}
