using ClaimCheck.Cli;

namespace ClaimCheck.Client.Tests.Cli;

public sealed class ExportCommandTests : IDisposable
{
    private readonly Typed typed = new();

    public void Dispose() => typed.Dispose();

    [Fact]
    public async Task A_download_that_is_cut_off_never_looks_whole()
    {
        var before = typed.Write("claims.ndjson", "of before");
        await using var service = await FaultyService.StartAsync(FaultyService.BreakOff("application/x-ndjson", "{\"record\":\"claim\"}\n"));

        var came = await typed.At(service).RunAsync("export", "claims", "--output", before);

        Assert.Equal(ExitCode.NotReachable, came.ExitCode);
        Assert.Equal("of before", await File.ReadAllTextAsync(before, TestContext.Current.CancellationToken));
        Assert.Single(Directory.GetFiles(typed.Folder));
    }

    [Fact]
    public async Task Until_a_download_is_whole_it_is_called_otherwise()
    {
        string[] during = [];
        await using var service = await FaultyService.StartAsync(async context =>
        {
            await context.Response.WriteAsync("{}\n");
            await context.Response.Body.FlushAsync();
            for (var i = 0; i < 500 && during.Length == 0; i++)
            {
                await Task.Delay(10);
                during = [.. Directory.GetFiles(typed.Folder).Select(path => Path.GetFileName(path))];
            }
        });

        var came = await typed.At(service).RunAsync("export", "links", "--output", typed.PathOf("links.ndjson"));

        Assert.Equal(ExitCode.Done, came.ExitCode);
        Assert.Equal(["links.ndjson.part"], during);
        Assert.Equal(["links.ndjson"], Directory.GetFiles(typed.Folder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("claims.csv", "csv")]
    [InlineData("claims.ndjson", "ndjson")]
    [InlineData("claims", "ndjson")]
    public async Task The_name_of_the_file_says_what_is_wanted(string name, string format)
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Answer(200, "text/plain", "x"));

        await typed.At(service).RunAsync("export", "claims", "-o", typed.PathOf(name), "--filter", "source=bbc-news", "--filter", "topic=iran");

        Assert.Equal($"/v1/exports/claims?format={format}&source=bbc-news&topic=iran", service.Requests.Single().Address);
    }

    [Fact]
    public async Task Without_a_file_it_goes_to_standard_output_as_it_is()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Answer(200, "application/x-ndjson", "{\"text\":\"é\"}\n"));

        Assert.Equal("{\"text\":\"é\"}\n", (await typed.At(service).RunAsync("export", "claims")).Output);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_told()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Answer(200, "application/x-ndjson", "{}\n"));

        var came = await typed.At(service).RunAsync("export", "claims", "--output", typed.PathOf("no-such-folder/claims.ndjson"));

        Assert.Equal(ExitCode.Refused, came.ExitCode);
        Assert.Contains("no-such-folder", came.Errors, StringComparison.Ordinal);
    }
}
