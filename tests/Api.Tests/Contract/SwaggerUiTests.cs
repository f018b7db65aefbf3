using Microsoft.Playwright;

namespace ClaimCheck.Api.Tests.Contract;

/// <summary>Swagger UI in a browser.</summary>
public sealed class SwaggerUiTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string ReadAClaim = "#operations-Claims-GetClaim";

    [Fact]
    public async Task A_newcomer_reads_a_claim_in_Swagger_UI_and_nothing_leaves_the_service()
    {
        var chromium = Chromium.Find();
        Assert.SkipWhen(chromium is null, Chromium.Missing);
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
        await page.Locator(".opblock").First.WaitForAsync();
        var operations = await page.Locator(".opblock").CountAsync();
        await page.EvaluateAsync("key => window.ui.preauthorizeApiKey('bearerKey', key)", api.KeyOf(Domain.Access.Role.Reader));
        await page.Locator(".info a[href='#/Claims/GetClaim']").ClickAsync();
        await page.Locator($"{ReadAClaim} .execute").ClickAsync();
        var answer = page.Locator($"{ReadAClaim} .live-responses-table .response");
        await answer.WaitForAsync();

        Assert.Equal(DocumentedOperation.All.Count, operations);
        Assert.StartsWith("200", (await answer.InnerTextAsync()).Trim(), StringComparison.Ordinal);
        Assert.Contains("Khamenei authorised General Soleimani", await answer.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(complaints);
        Assert.Empty(elsewhere);
    }
}
