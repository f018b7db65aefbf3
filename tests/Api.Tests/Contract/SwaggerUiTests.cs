using ClaimCheck.Api.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace ClaimCheck.Api.Tests.Contract;

/// <summary>Swagger UI in a browser, on a service that has a development key.</summary>
public sealed class SwaggerUiTests(ApiFixture api) : IClassFixture<ApiFixture>, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("claimcheck-key-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_newcomer_reads_and_records_claims_in_Swagger_UI_and_nothing_leaves_the_service()
    {
        var chromium = Chromium.Find();
        Assert.SkipWhen(chromium is null, Chromium.Missing);
        await api.Services.GetRequiredService<DevelopmentKey>().PrepareAsync(
            api.Data, folder.FullName, TimeProvider.System, TestContext.Current.CancellationToken);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = Chromium.Arguments });
        var page = await browser.NewPageAsync();
        var complaints = new List<string>();
        var elsewhere = new List<string>();
        page.Console += (_, message) =>
        {
            // Violations of the Content-Security-Policy are errors of the console too.
            if (message.Type is "error" or "warning")
            {
                complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Add(error);
        page.Request += (_, request) =>
        {
            var address = new Uri(request.Url);
            if (address.Scheme != "data" && address.Authority != api.Address.Authority)
            {
                elsewhere.Add(request.Url);
            }
        };

        await page.GotoAsync(new Uri(api.Address, "/swagger").ToString());
        await page.Locator(".btn.authorize.locked").WaitForAsync();
        var operations = await page.Locator(".opblock").CountAsync();
        var first = await page.Locator(".opblock").First.GetAttributeAsync("id");
        var counted = await ExecuteAsync(page, "Evidence-GetEvidence", ".info a[href='#/Evidence/GetEvidence']");
        var read = await ExecuteAsync(page, "Claims-GetClaim", ".info a[href='#/Claims/GetClaim']");
        var listed = await ExecuteAsync(page, "Claims-ListClaims", "#operations-Claims-ListClaims .opblock-summary-control");
        var recorded = await ExecuteAsync(page, "Claims-CreateClaim", "#operations-Claims-CreateClaim .opblock-summary-control");
        var lines = await ExecuteAsync(page, "Imports-StartImport", ".info a[href='#/Imports/StartImport']");
        var table = await ImportAsync(page, "text/csv");

        Assert.Equal(DocumentedOperation.All.Count + CommittedDocument.Json.GetProperty("webhooks").EnumerateObject().Count(), operations);
        Assert.Equal("operations-Evidence-GetEvidence", first);
        Assert.StartsWith("200", counted, StringComparison.Ordinal);
        Assert.Contains("4 reports from 3 outlets lead to at most 2 origins and at least 1", counted, StringComparison.Ordinal);
        Assert.StartsWith("200", read, StringComparison.Ordinal);
        Assert.Contains("Khamenei authorised General Soleimani", read, StringComparison.Ordinal);
        Assert.StartsWith("200", listed, StringComparison.Ordinal);
        Assert.StartsWith("201", recorded, StringComparison.Ordinal);
        Assert.StartsWith("200", lines, StringComparison.Ordinal);
        Assert.Contains("\"created\": 2", lines, StringComparison.Ordinal);
        Assert.StartsWith("200", table, StringComparison.Ordinal);
        Assert.Contains("\"created\": 1", table, StringComparison.Ordinal);
        Assert.Empty(complaints);
        Assert.Empty(elsewhere);
    }

    /// <summary>Chooses another form of the body that the operation for imports takes, and sends the example of it.</summary>
    private static async Task<string> ImportAsync(IPage page, string mediaType)
    {
        var operation = page.Locator("#operations-Imports-StartImport");
        await operation.Locator(".opblock-section-request-body select.content-type").SelectOptionAsync(mediaType);
        await operation.Locator(".execute").ClickAsync();
        var answer = operation.Locator(".live-responses-table .response");
        await answer.WaitForAsync();
        return (await answer.InnerTextAsync()).Trim();
    }

    /// <summary>Opens an operation by a click, presses Execute, and gives the answer that the page then shows: the status first.</summary>
    private static async Task<string> ExecuteAsync(IPage page, string operation, string opener)
    {
        await page.Locator(opener).ClickAsync();
        await page.Locator($"#operations-{operation} .execute").ClickAsync();
        var answer = page.Locator($"#operations-{operation} .live-responses-table .response");
        await answer.WaitForAsync();
        return (await answer.InnerTextAsync()).Trim();
    }
}
