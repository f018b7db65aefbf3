using System.CommandLine;
using System.Globalization;

namespace ClaimCheck.Cli;

/// <summary><c>claimcheck evidence ID</c></summary>
internal static class EvidenceCommand
{
    public static Command Define(ConnectionOptions connection)
    {
        var id = new Argument<Guid>("ID") { Description = "The claim's id." };
        var policy = new Option<string>("--policy") { Description = "strict: a named origin counts only if it was there or spoke on the record." };
        policy.AcceptOnlyFromAmong("standard", "strict");
        var asOf = new Option<string>("--as-of") { Description = "Only what was known by then: a year, month, day or instant.", HelpName = "DATE" };
        var suggested = new Option<bool>("--include-suggested") { Description = "Count links too that nobody has confirmed." };
        var json = new Option<bool>("--json") { Description = "All of it as one line of JSON." };
        var command = new Command("evidence", "Counts the independent origins behind a claim and says who denies it, in sentences for an editor's note.");
        command.Arguments.Add(id);
        Option[] options = [policy, asOf, suggested, json];
        Array.ForEach(options, command.Options.Add);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = connection.Connect(parsed);
            var query = new EvidenceQuery { Policy = parsed.GetValue(policy), AsOf = parsed.GetValue(asOf), IncludeSuggested = parsed.GetValue(suggested) };
            var evidence = await client.GetEvidenceAsync(parsed.GetValue(id), query, cancellation);
            await connection.Surroundings.Out.WriteLineAsync(parsed.GetValue(json) ? JsonLines.Of(evidence) : InWords(evidence));
            return ExitCode.Done;
        });
        return command;
    }

    private static string InWords(Evidence evidence)
    {
        var lines = new List<string> { Shown.Text(evidence.Text), "", Shown.Text(evidence.Summary), "", Side("For", evidence.Supporting) };
        if (evidence.Contested)
        {
            lines.Add(Side("Against", evidence.Contradicting));
        }

        if (evidence.Supporting.KeptFloorDown.Count > 0)
        {
            lines.Add("");
            lines.Add("What kept the floor down:");
            lines.AddRange(evidence.Supporting.KeptFloorDown.Select(hold => $"- {Shown.Text(hold.Explanation)}"));
        }

        if (!evidence.Complete)
        {
            lines.Add("");
            lines.Add("There is more around this claim than was looked at.");
        }

        return string.Join('\n', lines);
    }

    private static string Side(string name, EvidenceSide side)
    {
        string[] counts = [Count(side.Reports, "report", "reports"), Count(side.Outlets, "outlet", "outlets"), Count(side.Families, "family", "families")];
        var origins = string.Create(CultureInfo.InvariantCulture, $"at least {side.Origins.Floor}, at most {side.Origins.Ceiling}");
        return $"{name}: {string.Join(", ", counts)}; origins: {origins}{(side.Origins.FloorIsExact ? "" : " (the floor may be another)")}";
    }

    private static string Count(int count, string one, string several) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : several)}");
}
