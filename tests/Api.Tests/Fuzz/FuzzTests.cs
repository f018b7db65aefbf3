using System.Globalization;
using ClaimCheck.Api.Tests.Contract;

namespace ClaimCheck.Api.Tests.Fuzz;

/// <summary>
/// Requests derived from the committed document, right ones and broken ones, for every operation. CI repeats the same few, so that a
/// red build is the doing of the change that is built; <c>make fuzz</c> sends many more, and other ones each time.
/// </summary>
public sealed class FuzzTests(ApiFixture api, ITestOutputHelper output) : IClassFixture<ApiFixture>
{
    private const int InCi = 2400;
    private const ulong SeedOfCi = 3000;

    [Fact]
    public async Task Whatever_is_sent_is_answered_as_the_document_says()
    {
        using var run = await FuzzRun.StartAsync(api, TestContext.Current.CancellationToken);
        var tally = await run.MakeAsync((int)Setting("FUZZ_REQUESTS", InCi), Setting("FUZZ_SEED", SeedOfCi), output.WriteLine);

        output.WriteLine(tally.ToString());
        Assert.True(tally.Breaches() == 0, $"{tally.Breaches()} breaches of the document; the output tells one of each kind for each operation, with a command to try it again.");
        if (tally.Requests() >= InCi)
        {
            Assert.All(DocumentedOperation.All, operation => Assert.True(tally.Accepted(operation) > 0, $"Of {tally.Requests(operation)} requests for {operation.Id} none was accepted."));
        }
    }

    private static ulong Setting(string name, ulong otherwise) =>
        ulong.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
