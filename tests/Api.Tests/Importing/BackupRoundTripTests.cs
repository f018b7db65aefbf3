using System.Net.Http.Headers;
using ClaimCheck.Testing;

namespace ClaimCheck.Api.Tests.Importing;

/// <summary>A whole backup, out of one service and into another.</summary>
public sealed class BackupRoundTripTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_brought_into_an_empty_service_is_exported_from_there_byte_for_byte()
    {
        var backup = await api.Admin.GetByteArrayAsync("/v1/exports/all.ndjson", Stop);
        await using var folder = new DataFolder();
        await using var service = await ServiceProcess.ServeReadyAsync(
            new Dictionary<string, string>(folder.Settings("Development")) { ["Sample__Load"] = "false" });
        service.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", folder.DevelopmentKey);

        var import = await service.Client.ImportBytesAsync(backup);

        Assert.Equal(("completed", "0"), (import.Text("state"), import.Body.GetProperty("counts").GetProperty("failed").ToString()));
        Assert.Equal(backup, await service.Client.GetByteArrayAsync("/v1/exports/all.ndjson", Stop));
        Assert.Contains($"0 0 {import.Text("rows")} 0 0", (await service.Client.ImportBytesAsync(backup)).Counts(), StringComparison.Ordinal);
    }
}
