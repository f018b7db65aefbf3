namespace ClaimCheck.Api.Tests.Contract;

/// <summary>What the OpenAPI document says, and that it is the one committed.</summary>
public sealed class DocumentTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Rewrite = "UPDATE_OPENAPI";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_committed_document_is_the_one_that_is_served()
    {
        var served = CommittedDocument.Format(await api.Anonymous.GetStringAsync("/openapi/v1.json", Stop));
        if (Environment.GetEnvironmentVariable(Rewrite) is "1")
        {
            CommittedDocument.Write(served);
        }

        var committed = CommittedDocument.Read();

        Assert.True(committed == served, $"""
            The service describes itself otherwise than src/Api/openapi/claimcheck.v1.json does, first at
              committed: {FirstDifference(committed, served).Committed}
              served:    {FirstDifference(committed, served).Served}
            If that is what you meant, rewrite the file with `{Rewrite}=1 dotnet test tests/Api.Tests` and commit it.
            """);
    }

    private static (string Committed, string Served) FirstDifference(string committed, string served)
    {
        var (left, right) = (committed.Split('\n'), served.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(left.Length, right.Length)).FirstOrDefault(i => left.ElementAtOrDefault(i) != right.ElementAtOrDefault(i));
        return (Numbered(left, line), Numbered(right, line));
    }

    private static string Numbered(string[] lines, int index) => $"{index + 1}: {lines.ElementAtOrDefault(index) ?? "(end)"}";
}
