namespace ClaimCheck.Api.Tests.Parsers;

/// <summary>The parsers do refuse what is broken: otherwise that they accept an export would say nothing.</summary>
public sealed class BrokenDocumentParserTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"@context":{"says":"urn:example:says"},"@id":"urn:example:it","says":"so","told":"so"}""")]
    [InlineData("""{"@context":"https://schema.org/","@id":"urn:example:it"}""")]
    [InlineData("""{"@context":{"says":"urn:example:says"},"@id":"urn:example:it","says":"so" """)]
    public async Task A_JSON_LD_processor_refuses_terms_without_meaning_contexts_from_elsewhere_and_broken_JSON(string document) =>
        Assert.Equal(1, (await NodeTools.RunAsync("check-jsonld.mjs", document)).ExitCode);

    [Theory]
    [InlineData("flowchart LR\n  a[\"He said \"no\" ]\n")]
    [InlineData("flowchart LR\n  a --> end\n")]
    [InlineData("flowchart LR\n  a[\"it\"] --> b[\"\n")]
    public async Task Mermaid_refuses_bare_quotes_keywords_and_what_is_cut_off(string document) =>
        Assert.Equal(1, (await NodeTools.RunAsync("check-mermaid.mjs", document)).ExitCode);

    [Fact]
    public async Task Mermaid_refuses_more_edges_and_more_text_than_it_draws()
    {
        var edges = "flowchart LR\n" + string.Concat(Enumerable.Range(1, 501).Select(n => $"  a --> b{n}\n"));
        var text = $"flowchart LR\n  a[\"{new string('x', 50_000)}\"]\n";

        Assert.Contains("Edge limit", (await NodeTools.RunAsync("check-mermaid.mjs", edges)).Errors, StringComparison.Ordinal);
        Assert.Contains("at most 50000", (await NodeTools.RunAsync("check-mermaid.mjs", text)).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_broken_document_among_several_is_named()
    {
        var reading = await NodeTools.RunAsync("check-mermaid.mjs", "flowchart LR\n  a --> b\n", "flowchart LR\n  a --> end\n");

        Assert.Equal(1, reading.ExitCode);
        Assert.StartsWith("Document 2:", reading.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Xmllint_refuses_a_bare_ampersand()
    {
        var xmllint = Installed.Find("xmllint", "libxml2-utils");

        var reading = await Installed.RunAsync(xmllint, ["--noout", "--nonet", "-"], "<graphml><data>you & me</data></graphml>", Stop);

        Assert.NotEqual(0, reading.ExitCode);
    }

    [Fact]
    public async Task Graphviz_refuses_a_bare_quote()
    {
        var dot = Installed.Find("dot", "graphviz");

        var reading = await Installed.RunAsync(dot, ["-Tplain"], "digraph g { a [label=\"He said \"no\"\"]; }", Stop);

        Assert.NotEqual(0, reading.ExitCode);
    }
}
