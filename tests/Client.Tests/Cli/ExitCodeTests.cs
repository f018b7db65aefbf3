using System.Net;
using System.Net.Sockets;
using ClaimCheck.Cli;

namespace ClaimCheck.Client.Tests.Cli;

public sealed class ExitCodeTests
{
    [Theory]
    [InlineData(ImportState.Completed, 3, 3, 0, null, ExitCode.Done)]
    [InlineData(ImportState.Completed, 3, 3, 0, 3L, ExitCode.Done)]
    [InlineData(ImportState.Completed, 0, 0, 0, 0L, ExitCode.Done)]
    [InlineData(ImportState.Completed, 3, 2, 1, 3L, ExitCode.RowsFailed)]
    [InlineData(ImportState.Completed, 3, 0, 3, 3L, ExitCode.RowsFailed)]
    [InlineData(ImportState.Completed, 3, 2, 0, null, ExitCode.Refused)]
    [InlineData(ImportState.Completed, 3, 3, 0, 4L, ExitCode.Refused)]
    [InlineData(ImportState.Incomplete, 3, 0, 0, 3L, ExitCode.Refused)]
    [InlineData(ImportState.Failed, 3, 0, 1, 3L, ExitCode.Refused)]
    [InlineData(ImportState.Cancelled, 3, 2, 0, 3L, ExitCode.Refused)]
    [InlineData(ImportState.Unknown, 3, 3, 0, 3L, ExitCode.Refused)]
    public void An_import_is_done_only_if_every_row_is_accounted_for(ImportState state, int rows, int created, int failed, long? declared, int exitCode)
    {
        var import = new Import(
            OnTheWire.Id, state, ImportFormat.Ndjson, ImportMode.Upsert, OnError.Skip, rows, 1,
            new(created, 0, 0, 0, failed), null, null, null, null, null, null);

        Assert.Equal(exitCode, ExitCode.Of(import, declared));
    }

    [Fact]
    public void What_goes_wrong_has_a_code_of_its_own_kind()
    {
        (Exception Thrown, int ExitCode)[] all =
        [
            (new UsageException("No."), ExitCode.WrongUsage),
            (new ProblemException(HttpStatusCode.Forbidden, "No."), ExitCode.Refused),
            (new ProblemException(HttpStatusCode.InternalServerError, "No."), ExitCode.Refused),
            (new ProblemException(HttpStatusCode.ServiceUnavailable, "No."), ExitCode.NotReachable),
            (new ProblemException(HttpStatusCode.TooManyRequests, "No."), ExitCode.NotReachable),
            (new HttpRequestException("No."), ExitCode.NotReachable),
            (new HttpIOException(HttpRequestError.ResponseEnded), ExitCode.NotReachable),
            (new IOException("No.", new SocketException()), ExitCode.NotReachable),
            (new IOException("The disk is full."), ExitCode.Refused),
            (new UnauthorizedAccessException(), ExitCode.Refused),
            (new OperationCanceledException(), ExitCode.Interrupted),
        ];

        Assert.All(all, one => Assert.Equal(one.ExitCode, Failure.Of(one.Thrown)?.ExitCode));
        Assert.Null(Failure.Of(new InvalidOperationException()));
    }

    [Theory]
    [InlineData("import")]
    [InlineData("import", "a.ndjson", "--nope")]
    [InlineData("import", "a.ndjson", "--mode", "sometimes")]
    [InlineData("import", "a.ndjson", "--dry-run", "--mode", "create")]
    [InlineData("import", "a.ndjson", "--columns", "text")]
    [InlineData("import", "a.ndjson", "b.ndjson", "--errors", "c.csv")]
    [InlineData("import", "not-there.ndjson")]
    [InlineData("import", "-")]
    [InlineData("import", "a.ndjson", "--key", "cc_secret")]
    [InlineData("export", "everything")]
    [InlineData("export", "claims", "--filter", "source")]
    [InlineData("export", "all", "--format", "csv")]
    [InlineData("evidence", "no-id")]
    [InlineData("search")]
    [InlineData("search", "khamenei", "--nope")]
    [InlineData("nothing")]
    [InlineData]
    public async Task What_is_typed_wrongly_ends_with_2_and_words(params string[] args)
    {
        using var typed = new Typed().With("CLAIMCHECK_KEY", "cc_set").With("CLAIMCHECK_URL", "http://127.0.0.1:9");

        var came = await typed.RunAsync(args);

        Assert.Equal(ExitCode.WrongUsage, came.ExitCode);
        Assert.NotEmpty(came.Errors);
        Assert.Empty(came.Output);
    }

    [Theory]
    [InlineData]
    [InlineData("import")]
    [InlineData("export")]
    [InlineData("evidence")]
    public async Task Help_tells_of_every_exit_code(params string[] command)
    {
        using var typed = new Typed();

        var came = await typed.RunAsync([.. command, "--help"]);

        Assert.Equal(ExitCode.Done, came.ExitCode);
        Assert.All([0, 1, 2, 3, 4, 130], code => Assert.Matches($@"(?m)^ +{code} +\w", came.Output));
    }

    [Fact]
    public void The_documentation_tells_of_every_exit_code()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Folder, "docs", "command-line.md"));

        Assert.All([0, 1, 2, 3, 4, 130], code => Assert.Matches($@"(?m)^\| {code} \|", text));
    }
}
