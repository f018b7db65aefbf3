using System.Xml.Linq;
using ClaimCheck.Client.Tests.Service;
using ClaimCheck.Testing;

namespace ClaimCheck.Client.Tests.Guide;

/// <summary>
/// docs/cms.md, typed from top to bottom: with the receiver in Python and in Node and the steps with curl, and with the receiver and the steps in
/// C#. What each step comes to is held against what the page promises, and each receiver is sent what it must refuse.
/// </summary>
public sealed class CmsPageTests(ImportService service) : IClassFixture<ImportService>
{
    private const string Python = "python3 receiver.py &\n";
    private const string Node = "node receiver.mjs &\n";
    private const string CSharp = "dotnet run receiver.cs &\n";

    // What is in a block says which it is.
    private const string Serve = "dotnet run --project src/Api\n";
    private const string Match = "/v1/match";
    private const string Test = "/test\"";
    private const string Fetch = "refresh \"$(cat cited)\"\n";
    private const string Work = "work()";
    private const string CatchUp = "catch_up()";
    private const string Badge = "cat \"claims/$(cat cited).html\"";
    private const string Rotate = "/rotate\"";
    private const string TakeDown = "-X DELETE";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Python)]
    [InlineData(Node)]
    [InlineData(CSharp)]
    public async Task The_page_runs_from_top_to_bottom_and_comes_to_what_it_says(string receiver)
    {
        var port = QuietPort.Next();
        var page = GuidePage.Read(service.Address, port);
        using var desk = await Desk.SetUpAsync(page, service, port, Stop);
        await using var shell = await desk.OpenShellAsync(Stop);
        var scripts = ScriptsOf(page, receiver);
        var promises = page.Fences.Where(fence => fence.Language == "html").Select(fence => fence.Text.TrimEnd()).ToArray();
        string ScriptOf(string marker) => scripts.Single(script => script.Block.Contains(marker, StringComparison.Ordinal)).Script;

        foreach (var (block, script) in scripts)
        {
            bool Is(string marker) => block.Contains(marker, StringComparison.Ordinal);
            if (Is(Work) && receiver != CSharp)
            {
                // Killed before the copy that was fetched is in its place, and so is what says that it need not be fetched.
                await shell.TypeAsync("( mv() { kill -9 $BASHPID; }; refresh \"$(cat cited)\" ) || true\n", Stop);
            }
            else if (Is(CatchUp))
            {
                await CatchUpInVainAsync(desk, shell, script);
            }

            var said = await shell.TypeAsync(script, Stop);

            if (Is(Match))
            {
                Assert.Equal(promises[0], Assert.Single(said));
            }
            else if (Is(Test))
            {
                Assert.Equal(["401", "true"], said.Where(line => line is "401" or "true" or "false"));
                await desk.RefusesWhatWasTamperedWithAsync(Stop);
            }
            else if (Is(Fetch))
            {
                Assert.Equal([$"{desk.Cited}: 200", $"{desk.Cited}: 304"], said.Where(desk.IsAboutTheCited));
            }
            else if (Is(Work))
            {
                Assert.Contains($"{desk.Cited}: 200", said);
                Assert.Contains("runs again on weekdays", desk.Copy, StringComparison.Ordinal);
                Assert.DoesNotContain(desk.Inbox, message => File.ReadAllText(message).Contains("claim.updated", StringComparison.Ordinal));
            }
            else if (Is(CatchUp))
            {
                Assert.Contains(said, desk.IsAboutTheCited);
            }
            else if (Is(Badge))
            {
                Assert.Equal(promises[1], Assert.Single(said));
                await CatchUpWithACursorThatIsTooOldAsync(desk, shell, ScriptOf(CatchUp));
            }
            else if (Is(Rotate))
            {
                var former = desk.FormerSecret;
                await shell.TypeAsync(receiver, Stop);
                Assert.Contains("true", await shell.TypeAsync(ScriptOf(Test), Stop));
                await desk.RefusesWhatAnotherSecretSignedAsync(former, Stop);
            }
            else if (Is(TakeDown))
            {
                Assert.NotEmpty(desk.Kept);
                await shell.TypeAsync(ScriptOf(CatchUp), Stop);
                Assert.Empty(desk.Kept);
            }
        }

        // None of them was left out of the page.
        Assert.All([Match, Test, Fetch, Work, CatchUp, Badge, Rotate, TakeDown], marker => Assert.NotEmpty(ScriptOf(marker)));
        Assert.Equal(2, promises.Length);
    }

    [Fact]
    public async Task A_badge_shows_what_others_wrote_and_runs_none_of_it()
    {
        const string Hostile = "<script>alert('\"&')</script>";
        var page = GuidePage.Read(service.Address, 1);
        using var desk = await Desk.SetUpAsync(page, service, 1, Stop);
        await using var shell = await desk.OpenShellAsync(Stop);

        foreach (var (reviewUrl, element) in new[] { ("https://facts.example.com/?\"><b>", "a"), ("javascript:alert(1)", "span") })
        {
            foreach (var badge in await desk.BadgesAsync(page, shell, Hostile, reviewUrl, Stop))
            {
                var read = XElement.Parse(badge);
                Assert.Equal(element, read.Name.LocalName);
                Assert.Equal($"retracted • {Hostile} • 1 independent origin • contested", read.Value);
                Assert.Equal(element == "a" ? reviewUrl : null, read.Attribute("href")?.Value);
            }
        }
    }

    [Fact]
    public async Task The_pieces_in_CSharp_make_one_program()
    {
        var page = GuidePage.Read(service.Address, 1);
        var folder = ThrowAwayFolder.Make();
        try
        {
            Assert.True(File.Exists(await GuidePrograms.CompileAsync(folder, "cms", GuidePrograms.Whole(page), Stop)));
        }
        finally
        {
            ThrowAwayFolder.Remove(folder);
        }
    }

    /// <summary>What is typed for whoever takes this receiver, each with the block that it stands for: in C# the piece behind a block takes its place.</summary>
    private static List<(string Block, string Script)> ScriptsOf(GuidePage page, string receiver)
    {
        var pieces = page.Fences.Where(fence => fence.IsPiece).ToList();
        return
        [
            .. page.Fences.Zip(page.Fences.Skip(1).Append(page.Fences[^1]))
                .Where(pair => pair.First.Language == "sh" && pair.First.Text != Serve && (pair.First.Text == receiver || pair.First.Text is not (Python or Node or CSharp)))
                .Select(pair => (pair.First.Text, receiver == CSharp && pair.Second.IsPiece ? Desk.StepOf(pieces.IndexOf(pair.Second)) : pair.First.Text)),
        ];
    }

    /// <summary>What breaks off half-way is done again: the cursor stays where it was.</summary>
    private async Task CatchUpInVainAsync(Desk desk, Shell shell, string catchUp)
    {
        var (cursor, passOn, fail) = (desk.Cursor, FaultyService.PassOn(service.Address), FaultyService.Problem(500, "internal"));
        await using var broken = await FaultyService.StartAsync(
            context => context.Request.Path.Value!.EndsWith("/evidence", StringComparison.Ordinal) ? fail(context) : passOn(context));

        var said = await TypeAgainstAsync(shell, broken.Address, $"if (\n{catchUp}\n) then echo finished; else echo failed; fi");

        Assert.Contains("failed", said);
        Assert.Equal(cursor, desk.Cursor);
    }

    private async Task<IReadOnlyList<string>> TypeAgainstAsync(Shell shell, Uri other, string script)
    {
        await shell.TypeAsync($"CLAIMCHECK_URL={other.GetLeftPart(UriPartial.Authority)}", Stop);
        var said = await shell.TypeAsync(script, Stop);
        await shell.TypeAsync($"CLAIMCHECK_URL={service.Address.GetLeftPart(UriPartial.Authority)}", Stop);
        return said;
    }

    private async Task CatchUpWithACursorThatIsTooOldAsync(Desk desk, Shell shell, string catchUp)
    {
        await using var strict = await FaultyService.StartAsync(
            FaultyService.Problem(410, "cursor-expired"), FaultyService.PassOn(service.Address));

        await shell.TypeAsync("echo long-ago > cursor", Stop);
        var said = await TypeAgainstAsync(shell, strict.Address, catchUp);

        Assert.Contains("since=long-ago", strict.Requests.First().Address, StringComparison.Ordinal);
        Assert.Contains(strict.Requests, request => request.Address.EndsWith("since=now", StringComparison.Ordinal));
        Assert.Contains($"{desk.Cited}: 304", said);
        Assert.NotEqual("long-ago", desk.Cursor);
    }
}
