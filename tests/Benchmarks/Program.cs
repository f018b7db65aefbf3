using System.CommandLine;
using ClaimCheck.Benchmarks;
using ClaimCheck.Benchmarks.Corpus;
using ClaimCheck.Data;

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
    "get", "list", "list-first", "list-deep", "links", "search", "search-medium", "search-two", "search-common", "search-slowest", "create", "start");
var data = new Option<string?>("--data") { Description = "A folder in which the corpus is kept and found again." };

var root = new RootCommand("Measures the service beside pgbench doing the same work, and prints both.") { claims, links, sources, seconds, turns, concurrency, only, data };
root.SetAction(async (parsed, cancellation) =>
{
    var count = parsed.GetValue(claims);
    var size = new CorpusSize(count, parsed.GetValue(links) is var given and > 0 ? given : count * 3 / 5, parsed.GetValue(sources));
    if (size.Refusal is { } refusal)
    {
        throw new BenchmarkFailedException(refusal);
    }

    var options = new BenchmarkOptions(
        size, parsed.GetValue(seconds), parsed.GetValue(turns), parsed.GetRequiredValue(concurrency), parsed.GetRequiredValue(only),
        parsed.GetValue(data), ReleaseBuild.Find());
    await new Run(options, TimeProvider.System).MakeAsync(cancellation);
    return 0;
});

try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception e) when (e is BenchmarkFailedException or UnusableConfigurationException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
