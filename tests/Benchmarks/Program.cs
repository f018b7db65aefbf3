using System.CommandLine;
using ClaimCheck.Benchmarks;
using ClaimCheck.Benchmarks.Copying;
using ClaimCheck.Benchmarks.Corpus;
using ClaimCheck.Data;
using Npgsql;

const int Done = 0;
const int Failed = 1;
const int ClaimsImported = 20_000;

// 128 and the number of SIGINT, as shells have it.
const int Cancelled = 130;

var claims = new Option<int>("--claims") { Description = "How many claims the corpus has.", DefaultValueFactory = _ => 500_000 };
var links = new Option<int>("--links") { Description = "How many links; three fifths of the claims if not given." };
var sources = new Option<int>("--sources") { Description = "How many sources.", DefaultValueFactory = _ => 2_000 };
var seconds = new Option<int>("--seconds") { Description = "How long a turn lasts.", DefaultValueFactory = _ => 3 };
var turns = new Option<int>("--turns") { Description = "How many turns each takes.", DefaultValueFactory = _ => 3 };
var concurrency = new Option<int[]>("--concurrency")
{
    Description = "Connections at a time, one after another.",
    DefaultValueFactory = _ => [1, 16, 64],
    AllowMultipleArgumentsPerToken = true,
};
var only = new Option<string[]>("--only")
{
    Description = "Which operations; all if not given.",
    DefaultValueFactory = _ => [],
    AllowMultipleArgumentsPerToken = true,
};
only.AcceptOnlyFromAmong(
    "get", "list", "list-first", "list-deep", "links", "search", "search-medium", "search-two", "search-common", "search-slowest", "create", "evidence", "flood", "start");
var data = new Option<string?>("--data") { Description = "A folder in which the corpus is kept and found again." };
var growth = new Option<int[]>("--growth")
{
    Description = "Numbers of claims, smallest first: one corpus grows from one to the next and is measured at each, without the peer.",
    DefaultValueFactory = _ => [],
    AllowMultipleArgumentsPerToken = true,
};
var import = new Option<int>("--import") { Description = "Measures an import of that many claims instead, as NDJSON and as CSV, beside psql \\copy of the same rows." };
var export = new Option<bool>("--export") { Description = "Measures exports instead, beside copy (...) to stdout of the same statement." };
var match = new Option<string?>("--match")
{
    Description = "Measures the matching of texts with claims instead; a folder with public sets of claims may be given, which are measured first.",
    Arity = ArgumentArity.ZeroOrOne,
};
var suggest = new Option<int?>("--suggest")
{
    Description = "Measures suggested links instead: in the corpus, and beside an import of that many claims (20,000 if not given, 0 for none).",
    Arity = ArgumentArity.ZeroOrOne,
};
var noCorpus = new Option<bool>("--no-corpus") { Description = "With --match: leaves the made-up corpus out." };
var noPeer = new Option<bool>("--no-peer") { Description = "Leaves the Fastify program out." };
var copying = new Option<string?>("--copying")
{
    Description = "Measures the signs of copying instead, without a server; a folder with public sets of claims may be given.",
    Arity = ArgumentArity.ZeroOrOne,
};

var root = new RootCommand("Measures the service beside pgbench and a Fastify program doing the same work, and prints all.")
{
    claims, links, sources, seconds, turns, concurrency, only, data, growth, import, export, match, suggest, noCorpus, noPeer, copying,
};
root.SetAction(async (parsed, cancellation) =>
{
    if (parsed.GetResult(copying) is not null)
    {
        await new CopyingReport(TimeProvider.System).PrintAsync(ReleaseBuild.Checkout.FullName, parsed.GetValue(copying), cancellation);
        return Done;
    }

    int[] steps = parsed.GetRequiredValue(growth) is { Length: > 0 } several ? several : [parsed.GetValue(claims)];
    List<CorpusSize> sizes = [.. steps.Select(
        count => new CorpusSize(count, parsed.GetValue(links) is var given and > 0 ? given : count * 3 / 5, parsed.GetValue(sources)))];
    if (sizes.Select(size => size.Refusal).FirstOrDefault(refusal => refusal is not null) is { } refusal)
    {
        throw new BenchmarkFailedException(refusal);
    }

    if (sizes.Zip(sizes.Skip(1)).Any(step => step.First.Claims >= step.Second.Claims || step.First.Links >= step.Second.Links))
    {
        throw new BenchmarkFailedException("--growth takes numbers from smaller to larger, without --links.");
    }

    var options = new BenchmarkOptions(
        sizes[0], parsed.GetValue(seconds), parsed.GetValue(turns), parsed.GetRequiredValue(concurrency), parsed.GetRequiredValue(only),
        parsed.GetValue(data), !parsed.GetValue(noPeer), ReleaseBuild.Find());
    try
    {
        if (parsed.GetValue(import) is var rows and > 0)
        {
            await new ImportRuns(options, rows, TimeProvider.System).MakeAsync(cancellation);
            return Done;
        }

        if (parsed.GetResult(match) is not null)
        {
            await new MatchRuns(options, parsed.GetValue(match), !parsed.GetValue(noCorpus), TimeProvider.System).MakeAsync(cancellation);
            return Done;
        }

        if (parsed.GetResult(suggest) is not null)
        {
            await new SuggestRuns(options, parsed.GetValue(suggest) ?? ClaimsImported, TimeProvider.System).MakeAsync(cancellation);
            return Done;
        }

        if (parsed.GetValue(export))
        {
            await new ExportRuns(options, TimeProvider.System).MakeAsync(cancellation);
            return Done;
        }

        await (sizes.Count == 1
            ? new Run(options, TimeProvider.System).MakeAsync(cancellation)
            : new Growth(options, sizes, TimeProvider.System).MakeAsync(cancellation));
        return Done;
    }
    catch (Exception) when (cancellation.IsCancellationRequested)
    {
        // Whatever it was: Ctrl-C reaches the programs that were started too, and one of them may have been quicker to end.
        return await EndAsync("Stopped before the end. Nothing that was started is left.", Cancelled);
    }
});

try
{
    // Postgres, the service and the peer have to be stopped and a folder removed: the two seconds it is given as it comes are too few.
    return await root.Parse(args).InvokeAsync(
        new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
}
catch (Exception e) when (e is BenchmarkFailedException or UnusableConfigurationException or IOException or UnauthorizedAccessException)
{
    return await EndAsync(e.Message, Failed);
}
catch (NpgsqlException e)
{
    return await EndAsync($"The database failed: {e.Message}", Failed);
}
catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
{
    return await EndAsync($"A server did not answer: {e.Message}", Failed);
}

static async Task<int> EndAsync(string why, int code)
{
    await Console.Error.WriteLineAsync(why.ReplaceLineEndings(" ").Trim());
    return code;
}
