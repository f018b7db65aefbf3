using System.Diagnostics;
using System.Text;
using ClaimCheck.Api.Importing.Running;
using Microsoft.Extensions.DependencyInjection;

namespace ClaimCheck.Api.Tests.Importing;

/// <summary>Imports give way while others ask, and only then.</summary>
public sealed class ImportPaceTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly (string, string) Later = ("Prefer", "respond-async");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ImportPace Pace => api.Services.GetRequiredService<ImportPace>();

    [Fact(Timeout = 60_000)]
    public async Task While_others_ask_a_batch_waits_for_the_one_before_it_unless_its_file_is_stored_as_one()
    {
        await AskAsync();
        var turn = await Pace.TurnAsync(Stop);
        Assert.NotNull(turn);

        var import = await api.Contributor.StartImportAsync(Row("pace-1"), headers: Later);
        var whole = await api.Contributor.StartImportAsync(Row("pace-2"), "?onError=abort", headers: Later);
        var state = "";
        while (state is not "completed")
        {
            await AskAsync();
            state = (await api.Contributor.ReadAsync($"/v1/imports/{whole.Id}")).Text("state");
        }

        Assert.Equal("0 0 0 0 0", (await api.Contributor.ReadAsync($"/v1/imports/{import.Id}")).Counts());
        turn.Dispose();
        Assert.Equal("1 0 0 0 0", (await api.Contributor.WaitForImportAsync(import.Id)).Counts());
    }

    [Fact(Timeout = 60_000)]
    public async Task Questions_about_imports_and_health_are_nobody_to_give_way_to()
    {
        await AskAsync();
        var since = Stopwatch.StartNew();
        while (since.Elapsed < TimeSpan.FromSeconds(1))
        {
            await api.Contributor.ReadAsync("/v1/imports?limit=1");
            await api.Anonymous.ReadAsync("/health/ready");
        }

        Assert.Null(await Pace.TurnAsync(Stop));
    }

    private Task<Reply> AskAsync() => api.Reader.ReadAsync("/v1/claims?limit=1");

    private static byte[] Row(string externalId) => Encoding.UTF8.GetBytes(
        $$"""{"record":"claim","source":"cnn","externalId":"{{externalId}}","text":"It waits."}""");
}
