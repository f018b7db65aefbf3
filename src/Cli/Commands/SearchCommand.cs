using System.CommandLine;

namespace ClaimCheck.Cli;

/// <summary><c>claimcheck search WORDS</c></summary>
internal static class SearchCommand
{
    public static Command Define(ConnectionOptions connection)
    {
        var words = new Argument<string[]>("WORDS") { Description = "Words to look for: \"a phrase\" in quotes, or, -without.", Arity = ArgumentArity.OneOrMore };
        UnknownOptions.RefuseIn(words, word => word.StartsWith("--", StringComparison.Ordinal), "Words begin with one - at most.");
        var source = new Option<string>("--source") { Description = "Only claims of this source: an id, slug or externalId." };
        var topic = new Option<string>("--topic") { Description = "Only claims with this topic." };
        var language = new Option<string>("--language") { Description = "Only claims with exactly this language tag." };
        var from = new Option<string>("--from") { Description = "Only claims made then or later: a year, month, day or instant.", HelpName = "DATE" };
        var to = new Option<string>("--to") { Description = "Only claims made by the end of it.", HelpName = "DATE" };
        var limit = new Option<int?>("--limit") { Description = "How many at most, up to 200; 20 by default." };
        var json = new Option<bool>("--json") { Description = "One claim a line as JSON." };
        var command = new Command("search", "Finds claims, best match first.");
        command.Arguments.Add(words);
        Option[] options = [source, topic, language, from, to, limit, json];
        Array.ForEach(options, command.Options.Add);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = connection.Connect(parsed);
            var page = await client.SearchClaimsAsync(
                new()
                {
                    Words = string.Join(' ', parsed.GetRequiredValue(words)),
                    Source = parsed.GetValue(source),
                    Topic = parsed.GetValue(topic),
                    Language = parsed.GetValue(language),
                    ClaimedFrom = parsed.GetValue(from),
                    ClaimedTo = parsed.GetValue(to),
                    Limit = parsed.GetValue(limit) ?? 20,
                },
                cancellation);
            Write(page, parsed.GetValue(json), connection.Surroundings);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(ClaimPage page, bool asJson, Surroundings surroundings)
    {
        foreach (var claim in page.Items)
        {
            surroundings.Out.WriteLine(asJson
                ? JsonLines.Of(claim)
                : $"{claim.Id}  {Shown.Line(claim.ClaimedAt ?? "undated")}  {Shown.Line(claim.Source.Slug)}\n    {Shown.Line(claim.Text, 500)}");
        }

        if (asJson)
        {
            return;
        }

        if (page.Items.Count == 0)
        {
            surroundings.Error.WriteLine("Nothing was found.");
        }
        else if (page.NextCursor is not null)
        {
            surroundings.Error.WriteLine("There is more: narrow it, or raise --limit.");
        }
    }
}
